/** What the API signs, and for how long. */
import type { Micros } from '../../../../kernel/time.ts';
import { SECOND } from '../../../../kernel/time.ts';
import type { PartUrl, PostParts, UploadWish } from '../../protocol.ts';
import { MIB, PUT_MAX, partBytesOf, type Settings } from '../../settings.ts';
import { isoDate } from '../../signing/instant.ts';
import { presign, signForm } from '../../signing/presign.ts';

type Headers = Record<string, string>;

/** The headers that a signature covers, by name in lower case. */
export function signedHeadersFor(s: Settings, wish: UploadWish): Headers {
  return {
    ...(s['signLength+Type'] === 'on'
      ? { 'content-length': String(wish.size), 'content-type': wish.contentType }
      : {}),
    ...(s.seal === 'checksum' ? { 'x-amz-checksum-sha256': wish.sha256 } : {}),
    ...(s.seal === 'ifNoneMatch' ? { 'if-none-match': '*' } : {}),
  };
}

export const putUrl = (s: Settings, key: string, headers: Headers, nowUs: Micros): string =>
  presign({ key, expiresS: s.urlTtlS, nowUs, headers });

export const formFields = (s: Settings, key: string, contentType: string, nowUs: Micros) =>
  signForm(key, contentType, Math.min(s.sizeLimitMiB * MIB, PUT_MAX), s.urlTtlS, nowUs);

export const expiresAt = (s: Settings, nowUs: Micros): string =>
  isoDate(nowUs + s.urlTtlS * SECOND);

export const partUrls = (
  s: Settings,
  { key, multipartId, partNumbers }: Pick<PostParts, 'key' | 'multipartId' | 'partNumbers'>,
  nowUs: Micros,
): PartUrl[] =>
  partNumbers.map((partNumber) => ({
    partNumber,
    url: presign({ key, expiresS: s.urlTtlS, nowUs, partNumber, uploadId: multipartId }),
  }));

/** How an upload is cut into parts. */
export function partsOf(s: Settings, size: number): { partSize: number; partCount: number } {
  const partSize = partBytesOf(s, size);
  return { partSize, partCount: Math.max(1, Math.ceil(size / partSize)) };
}

/** The API's side and storage's side of a signature: one makes it, the other makes it again and compares. */
import { type Micros, SECOND } from '../../../kernel/time.ts';
import type { FormHead, PutHead } from '../protocol.ts';
import { base64Of, fromBase64 } from './hashes.ts';
import { amzDate, fromAmzDate, isoDate } from './instant.ts';
import { ALGORITHM, type Signed, signatureOf, signText, urlOf } from './sigv4.ts';

/** The host of the bucket. SIMPLIFIED: on the wire it is the path `/api/storage` of the app's own. */
export const HOST = 'uploads.s3.eu-central-1.amazonaws.com';
const REGION = 'eu-central-1';
/** The key pair of AWS's own examples. */
const ACCESS_KEY = 'AKIAIOSFODNN7EXAMPLE';
const SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

/** By header: which field of the request holds it. */
const SIGNABLE = {
  'content-length': 'length',
  'content-type': 'contentType',
  'if-none-match': 'noneMatch',
  'x-amz-checksum-sha256': 'checksum',
} as const satisfies Readonly<Record<string, keyof PutHead>>;
type Signable = keyof typeof SIGNABLE;

export interface Wanted {
  readonly key: string;
  readonly expiresS: number;
  readonly nowUs: Micros;
  readonly headers?: Readonly<Partial<Record<Signable, string>>>;
  readonly partNumber?: number;
  readonly uploadId?: string;
}

export function presign({
  key,
  expiresS,
  nowUs,
  headers = {},
  partNumber,
  uploadId,
}: Wanted): string {
  const signed: Signed = {
    method: 'PUT',
    host: HOST,
    path: `/${key}`,
    accessKey: ACCESS_KEY,
    region: REGION,
    date: amzDate(nowUs),
    expiresS,
    headers,
    query: uploadId === undefined ? {} : { partNumber: String(partNumber), uploadId },
  };
  return urlOf(signed, SECRET_KEY);
}

/** The fields of a request to a presigned URL. */
export function fieldsOf(url: string): Omit<PutHead, 'contentType' | 'length' | 'body'> {
  const [address = '', query = ''] = url.split('?');
  const given = new Map(
    query.split('&').map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return [name, decodeURIComponent(value)];
    }),
  );
  const partNumber = given.get('partNumber');
  const uploadId = given.get('uploadId');
  return {
    key: decodeURIComponent(address.slice(`https://${HOST}/`.length)),
    algorithm: given.get('X-Amz-Algorithm') ?? '',
    credential: given.get('X-Amz-Credential') ?? '',
    date: given.get('X-Amz-Date') ?? '',
    expiresS: Number(given.get('X-Amz-Expires')),
    signedHeaders: given.get('X-Amz-SignedHeaders') ?? '',
    signature: given.get('X-Amz-Signature') ?? '',
    ...(partNumber === undefined ? {} : { partNumber: Number(partNumber) }),
    ...(uploadId === undefined ? {} : { uploadId }),
  };
}

/** Whether a request of that date may begin now: `now > expiresAt` is too late. */
export function isExpired(date: string, expiresS: number, nowUs: Micros): boolean {
  const sinceUs = fromAmzDate(date);
  return sinceUs === null || nowUs > sinceUs + expiresS * SECOND;
}

export function isSigned(head: PutHead): boolean {
  const { key, date = '', expiresS = 0, signedHeaders = '', uploadId, partNumber } = head;
  const [accessKey = '', , region = ''] = (head.credential ?? '').split('/');
  if (accessKey !== ACCESS_KEY || head.algorithm !== ALGORITHM) return false;
  const names = signedHeaders.split(';').filter((name) => name !== 'host') as Signable[];
  const headers = Object.fromEntries(names.map((name) => [name, String(head[SIGNABLE[name]])]));
  const query: Record<string, string> =
    uploadId === undefined ? {} : { partNumber: String(partNumber), uploadId };
  const path = `/${key}`;
  const signed = {
    method: 'PUT',
    host: HOST,
    path,
    accessKey,
    region,
    date,
    expiresS,
    headers,
    query,
  };
  return signatureOf(signed, SECRET_KEY) === head.signature;
}

/** A policy for a form: what may be posted, and until when. */
interface Policy {
  readonly expiration: string;
  readonly conditions: readonly (
    | Readonly<Record<string, string>>
    | readonly [string, number | string, number | string]
  )[];
}

export function signForm(
  key: string,
  contentType: string,
  mostBytes: number,
  expiresS: number,
  nowUs: Micros,
): Pick<FormHead, 'algorithm' | 'credential' | 'date' | 'policy' | 'signature'> {
  const date = amzDate(nowUs);
  const document: Policy = {
    expiration: isoDate(nowUs + expiresS * SECOND),
    conditions: [
      { key },
      ['eq', '$Content-Type', contentType],
      ['content-length-range', 1, mostBytes],
    ],
  };
  const policy = base64Of(JSON.stringify(document));
  return {
    algorithm: ALGORITHM,
    credential: `${ACCESS_KEY}/${date.slice(0, 8)}/${REGION}/s3/aws4_request`,
    date,
    policy,
    signature: signText(policy, date, REGION, SECRET_KEY),
  };
}

/** What is wrong with a form, if anything. */
export function faultOfForm(
  head: FormHead,
  nowUs: Micros,
): 'SignatureDoesNotMatch' | 'AccessDenied' | 'EntityTooLarge' | 'InvalidPolicyDocument' | null {
  const { policy, date, signature, key, contentType, length } = head;
  if (signText(policy, date, REGION, SECRET_KEY) !== signature) return 'SignatureDoesNotMatch';
  const { expiration, conditions } = JSON.parse(fromBase64(policy)) as Policy;
  if (isoDate(nowUs) > expiration) return 'AccessDenied';
  for (const condition of conditions) {
    if (Array.isArray(condition)) {
      const [how, a, b] = condition as readonly [string, number | string, number | string];
      if (how === 'content-length-range' && (length < Number(a) || length > Number(b))) {
        return 'EntityTooLarge';
      }
      if (how === 'eq' && contentType !== b) return 'InvalidPolicyDocument';
    } else if ((condition as { key?: string }).key !== key) return 'InvalidPolicyDocument';
  }
  return null;
}

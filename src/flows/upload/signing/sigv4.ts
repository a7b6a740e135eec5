/**
 * AWS Signature Version 4 in the query of a URL, as it is: canonical request, string to sign,
 * derived key. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
import { hex, hmacSha256, sha256Hex, textBytes } from './hashes.ts';

export const ALGORITHM = 'AWS4-HMAC-SHA256';

/** What is signed of a request. */
export interface Signed {
  readonly method: string;
  readonly host: string;
  /** From the slash on, not escaped. */
  readonly path: string;
  readonly accessKey: string;
  readonly region: string;
  /** `20260101T000000Z`. */
  readonly date: string;
  readonly expiresS: number;
  /** Beside `host`, by name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Of the query, beside those of the signature. */
  readonly query: Readonly<Record<string, string>>;
}

/** RFC 3986: all but the unreserved characters. */
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number =>
  a < b ? -1 : 1;

const scopeOf = ({ date, region }: Signed): string =>
  `${date.slice(0, 8)}/${region}/s3/aws4_request`;

const headersOf = ({ host, headers }: Signed): (readonly [string, string])[] =>
  Object.entries({ host, ...headers }).sort(byName);

export const signedHeaders = (signed: Signed): string =>
  headersOf(signed)
    .map(([name]) => name)
    .join(';');

/** The names and values of the query, but for the signature, as they are signed. */
export function queryOf(signed: Signed): (readonly [string, string])[] {
  return Object.entries({
    ...signed.query,
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Credential': `${signed.accessKey}/${scopeOf(signed)}`,
    'X-Amz-Date': signed.date,
    'X-Amz-Expires': String(signed.expiresS),
    'X-Amz-SignedHeaders': signedHeaders(signed),
  }).sort(byName);
}

export function canonicalRequest(signed: Signed): string {
  const query = queryOf(signed).map(([name, value]) => `${escaped(name)}=${escaped(value)}`);
  return [
    signed.method,
    signed.path.split('/').map(escaped).join('/'),
    query.join('&'),
    ...headersOf(signed).map(([name, value]) => `${name}:${value.trim()}`),
    '',
    signedHeaders(signed),
    'UNSIGNED-PAYLOAD',
  ].join('\n');
}

export const stringToSign = (signed: Signed): string =>
  [ALGORITHM, signed.date, scopeOf(signed), sha256Hex(canonicalRequest(signed))].join('\n');

/** Of a URL: in hexadecimal digits. */
export const signatureOf = (signed: Signed, secretKey: string): string =>
  signText(stringToSign(signed), signed.date, signed.region, secretKey);

/** Signs any text for a day, a region and S3: a policy, say. */
export function signText(text: string, date: string, region: string, secretKey: string): string {
  const day = hmacSha256(textBytes(`AWS4${secretKey}`), date.slice(0, 8));
  const key = hmacSha256(hmacSha256(hmacSha256(day, region), 's3'), 'aws4_request');
  return hex(hmacSha256(key, text));
}

export function urlOf(signed: Signed, secretKey: string): string {
  const query = queryOf(signed).map(([name, value]) => `${escaped(name)}=${escaped(value)}`);
  const path = signed.path.split('/').map(escaped).join('/');
  const signature = signatureOf(signed, secretKey);
  return `https://${signed.host}${path}?${query.join('&')}&X-Amz-Signature=${signature}`;
}

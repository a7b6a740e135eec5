/** What storage says in XML: errors, and what became of a completed upload. */

/** Those that this simulation meets: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const ERRORS = {
  AccessDenied: [403, 'Request has expired'],
  SignatureDoesNotMatch: [
    403,
    'The request signature we calculated does not match the signature you provided.',
  ],
  EntityTooSmall: [400, 'Your proposed upload is smaller than the minimum allowed size'],
  EntityTooLarge: [400, 'Your proposed upload exceeds the maximum allowed size'],
  InvalidPart: [400, 'One or more of the specified parts could not be found.'],
  InvalidPartOrder: [400, 'The list of parts was not in ascending order.'],
  InvalidPolicyDocument: [400, 'The content of the form does not meet the conditions.'],
  BadDigest: [400, 'The checksum you specified did not match what we received.'],
  NoSuchUpload: [404, 'The specified multipart upload does not exist.'],
  SlowDown: [503, 'Please reduce your request rate.'],
  PreconditionFailed: [412, 'At least one of the preconditions you specified did not hold.'],
  InternalError: [200, 'We encountered an internal error. Please try again.'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;
export type Code = keyof typeof ERRORS;

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

export const errorXml = (code: Code): string =>
  `${HEAD}<Error><Code>${code}</Code><Message>${ERRORS[code][1]}</Message></Error>`;

export const resultXml = (key: string, etag: string): string =>
  `${HEAD}<CompleteMultipartUploadResult><Key>${key}</Key><ETag>"${etag}"</ETag></CompleteMultipartUploadResult>`;

/** The code in a document; `null` if it tells of no error. */
export function codeIn(xml: unknown): Code | null {
  const code = /<Error><Code>(\w+)<\/Code>/.exec(String(xml))?.[1];
  return code !== undefined && Object.hasOwn(ERRORS, code) ? (code as Code) : null;
}

/** Of the response that bears the error. */
export const statusOf = (code: Code | null): number => (code === null ? 200 : ERRORS[code][0]);
export const ERROR_STATUSES = [400, 403, 404, 412, 503];

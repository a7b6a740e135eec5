/** The examples that AWS publishes. */
import { describe, expect, test } from 'vitest';
import { base64Of, fromBase64, md5Hex, sha256Base64 } from './hashes.ts';
import { amzDate, fromAmzDate, isoDate } from './instant.ts';
import { canonicalRequest, type Signed, signatureOf, stringToSign, urlOf } from './sigv4.ts';

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const example: Signed = {
  method: 'GET',
  host: 'examplebucket.s3.amazonaws.com',
  path: '/test.txt',
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  region: 'us-east-1',
  date: '20130524T000000Z',
  expiresS: 86_400,
  headers: {},
  query: {},
};

describe('the published example for examplebucket/test.txt', () => {
  test('has this canonical request', () => {
    expect(canonicalRequest(example)).toBe(
      [
        'GET',
        '/test.txt',
        'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host',
        'host:examplebucket.s3.amazonaws.com',
        '',
        'host',
        'UNSIGNED-PAYLOAD',
      ].join('\n'),
    );
  });

  test('has this string to sign', () => {
    expect(stringToSign(example)).toBe(
      [
        'AWS4-HMAC-SHA256',
        '20130524T000000Z',
        '20130524/us-east-1/s3/aws4_request',
        '3bfa292879f6447bbcda7001decf97f4a54dc650c8942174ae0a9121cf58ad04',
      ].join('\n'),
    );
  });

  test('has this signature, at the end of its URL', () => {
    const signature = 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';
    expect(signatureOf(example, SECRET)).toBe(signature);
    expect(urlOf(example, SECRET).endsWith(`&X-Amz-Signature=${signature}`)).toBe(true);
  });

  test.each([
    ['another secret', example, 'other'],
    ['another path', { ...example, path: '/other.txt' }, SECRET],
    ['another header', { ...example, headers: { 'content-type': 'image/png' } }, SECRET],
    ['another day', { ...example, date: '20130525T000000Z' }, SECRET],
  ])('is another with %s', (_, signed, secret) => {
    expect(signatureOf(signed, secret)).not.toBe(signatureOf(example, SECRET));
  });
});

describe('virtual time as a calendar', () => {
  test('begins with 2026', () => {
    expect(amzDate(0)).toBe('20260101T000000Z');
    expect(isoDate(900_000_000)).toBe('2026-01-01T00:15:00Z');
  });

  test.each([0, 59_000_000, 86_400_000_000, 60 * 86_400_000_000, 1_500 * 86_400_000_000])(
    '%i µs is read back from its date',
    (us) => {
      expect(fromAmzDate(amzDate(us))).toBe(us);
    },
  );

  test('knows leap years', () => {
    expect(amzDate((365 + 365 + 31 + 28) * 86_400_000_000)).toBe('20280229T000000Z');
    expect(fromAmzDate('yesterday')).toBe(null);
  });
});

describe('digests', () => {
  test('are those of the standards', () => {
    expect(md5Hex('')).toBe('d41d8cd98f00b204e9800998ecf8427e');
    expect(sha256Base64('')).toBe('47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
  });

  // RFC 4648 §10.
  test.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
  ])('base64 of "%s" is %s, and back', (text, known) => {
    expect(base64Of(text)).toBe(known);
    expect(fromBase64(known)).toBe(text);
  });
});

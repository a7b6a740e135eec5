/** The contract of storage for uploads in parts. */
import { describe, expect, test } from 'vitest';
import { choiceOf } from '../../../../flow/compile.ts';
import type { Turn } from '../../../../flow/turn.ts';
import { upload } from '../../index.ts';
import type { Part } from '../../protocol.ts';
import { MIB, partBytesOf, uploadSettings } from '../../settings.ts';
import { complete } from './multipart.ts';
import { EMPTY, type StorageContext } from './state.ts';
import { codeIn, errorXml, resultXml, statusOf } from './xml.ts';

const setup = { variant: 'multipart', fixes: {}, params: {}, workload: 'one-file' };
const s = uploadSettings(choiceOf(upload, setup));

const part = (partNumber: number, mib = 5): Part => ({
  partNumber,
  sizeBytes: mib * MIB,
  etag: `tag-${partNumber}`,
});

/** What storage answers when these parts are to be made an object: status and code. */
function answerTo(
  parts: readonly Part[],
  wanted: readonly Part[],
  more: Partial<StorageContext> = {},
) {
  const mp = {
    uploadId: 'mp-1',
    key: 'cat',
    contentType: 'image/png',
    body: 'png:cat',
    op: 'o',
    parts,
  };
  const context: StorageContext = {
    ...EMPTY,
    unfinished: [mp],
    incoming: [],
    failsComplete: false,
    ...more,
  };
  const turn: Turn<StorageContext> = { context, asks: [] };
  const list = wanted.map(({ partNumber, etag }) => ({ partNumber, etag }));
  complete(s, turn, {
    type: 'COMPLETE',
    from: 'api',
    op: 'o',
    key: 'cat',
    uploadId: 'mp-1',
    parts: list,
  });
  const sends = turn.asks.flatMap((ask) =>
    ask.kind === 'emit' && ask.command.type === 'send' ? [ask.command.message] : [],
  );
  const [answer] = sends.filter(({ type }) => type === 'ANSWER');
  return [answer?.['status'], codeIn(answer?.['xml']), turn.context.objects.length];
}

describe('completing an upload', () => {
  test('makes an object of ascending parts; the last may be small', () => {
    const parts = [part(1), part(2), part(3, 1)];
    expect(answerTo(parts, parts)).toEqual([200, null, 1]);
  });

  test.each([
    [
      'a part but the last is small',
      [part(1, 1), part(2)],
      [part(1, 1), part(2)],
      'EntityTooSmall',
    ],
    ['a part is not there', [part(1)], [part(1), part(2)], 'InvalidPart'],
    ['a tag is another', [part(1)], [{ ...part(1), etag: '' }], 'InvalidPart'],
    ['no part is named', [part(1)], [], 'InvalidPart'],
    ['parts do not ascend', [part(1), part(2)], [part(2), part(1)], 'InvalidPartOrder'],
  ] as const)('is a 400 when %s', (_, parts, wanted, code) => {
    expect(answerTo(parts, wanted)).toEqual([400, code, 0]);
  });

  test('is a 404 when the upload is not known', () => {
    expect(answerTo([], [], { unfinished: [] })).toEqual([404, 'NoSuchUpload', 0]);
  });

  test('may be a 200 with an error in its body', () => {
    expect(answerTo([part(1)], [part(1)], { failsComplete: true })).toEqual([
      200,
      'InternalError',
      0,
    ]);
  });
});

describe('XML', () => {
  test('tells an error from a result', () => {
    expect(codeIn(errorXml('AccessDenied'))).toBe('AccessDenied');
    expect(errorXml('AccessDenied')).toContain('<Message>Request has expired</Message>');
    expect(codeIn(resultXml('cat', 'tag-1'))).toBe(null);
    expect(statusOf('SignatureDoesNotMatch')).toBe(403);
  });
});

test('parts are as large as they must be for 10,000 of them', () => {
  expect(partBytesOf(s, 100 * MIB)).toBe(5 * MIB);
  expect(partBytesOf(s, 100_000 * MIB)).toBe(10 * MIB);
});

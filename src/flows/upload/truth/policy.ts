/** Limits (U7), left-over parts (U8), keys (U9), and truthful ends (U10). */
import { broken, holds, setup } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { config } from './rows.ts';

/** The API and storage lie apart, and what was not heard is said again. */
const APART = { backRttMs: 4, backTimeoutMs: 5_000, eventRetryMs: 5_000 } as const;
/** Whatever goes wrong once is the end. */
const ONCE = { maxAttempts: 1, clientTimeoutMs: 30_000 } as const;
const SIGNED = { 'signLength+Type': 'on' } as const;
const put = (workload: string, fixes = {}, params = {}) =>
  setup('presigned-put', workload)(fixes, params);
const parts = (workload: string, fixes = {}) => setup('multipart', workload)(fixes);
const post = (workload: string) => setup('presigned-post', workload)();

export const limits: readonly TruthRow[] = [
  ...config(
    'presigned PUT, length and type unsigned, no verify: announce 1 MiB, put 5 GiB',
    put('too-large'),
    broken('U7', 0, []),
  ),
  ...config(
    'presigned PUT, length and type unsigned, no verify: announce a picture, put a program',
    put('other-type'),
    broken('U7t', 0, []),
    broken('U7r', 0, []),
  ),
  ...config('signed Content-Length + Type: size', put('too-large', SIGNED), holds('U7', 0, [])),
  ...config(
    'signed Content-Length + Type: declared type',
    put('other-type', SIGNED),
    holds('U7t', 0, []),
  ),
  ...config(
    'signed Content-Length + Type: real type',
    put('disguise', SIGNED),
    broken('U7r', 0, []),
  ),
  ...config(
    'multipart, parts unsigned, no verify: the type is that of the opening (not in the table)',
    parts('too-large'),
    broken('U7', 0, []),
    holds('U7t', 0, []),
  ),
  ...config(
    'multipart, verifyOnComplete (not in the table)',
    parts('too-large', { verifyOnComplete: 'on' }),
    holds(['U7', 'U1'], 0, []),
  ),
  ...config(
    'tus: the server counts what comes, and does not look at it (not in the table)',
    setup('tus', 'disguise')(),
    holds(['U7', 'U7t'], 0, []),
    broken('U7r', 0, []),
  ),
  ...config('POST policy: size', post('too-large'), holds('U7', 0, [])),
  ...config('POST policy: declared type', post('other-type'), holds('U7t', 0, [])),
  ...config('POST policy: real type', post('disguise'), broken('U7r', 0, [])),
  ...config(
    'verifyOnComplete: size',
    put('too-large', { verifyOnComplete: 'on' }),
    holds(['U7', 'U1'], 0, []),
  ),
  ...config(
    'verifyOnComplete: declared type',
    put('other-type', { verifyOnComplete: 'on' }),
    holds(['U7t', 'U1'], 0, []),
  ),
  ...config(
    'verifyOnComplete: real type',
    put('disguise', { verifyOnComplete: 'on' }),
    holds(['U7r', 'U1'], 0, []),
  ),
  ...config(
    'verifyOnComplete, URL still live: put again after verify',
    put('put-again', { verifyOnComplete: 'on' }),
    broken('U1', 0, []),
    broken('U7r', 0, []),
  ),
  ...['checksum', 'ifNoneMatch', 'copy'].flatMap((seal) =>
    config(
      `verifyOnComplete, ${seal}: put again after verify`,
      put('put-again', { verifyOnComplete: 'on', seal }),
      holds(['U1', 'U7r'], 0, []),
    ),
  ),
  ...config(
    'pendingFirst + event, verified, URL still live: put again when it is READY (not in the table)',
    put('put-again', { verifyOnComplete: 'on', order: 'pendingFirst', finalize: 'event' }),
    broken('U1', 0, []),
  ),
  ...['checksum', 'ifNoneMatch', 'copy'].flatMap((seal) =>
    config(
      `pendingFirst + event, ${seal}: put again when it is READY (not in the table)`,
      put('put-again', { order: 'pendingFirst', finalize: 'event', seal }),
      holds('U1', 0, []),
    ),
  ),
  ...config(
    'verifyOnComplete, copy: asked again when its answer was lost (not in the table)',
    put('one-file', { verifyOnComplete: 'on', seal: 'copy' }, { clientTimeoutMs: 30_000 }),
    holds(['U1', 'U10', 'U10+'], 1, ['drop:uploadStatus', 'drop:postComplete']),
  ),
  ...config(
    'pendingFirst + event, copy: the row is not reached at first (not in the table)',
    put('one-file', { order: 'pendingFirst', finalize: 'event', seal: 'copy' }, APART),
    holds(['U1', 'U2', 'U10+'], 1, ['drop:FINALIZE', 'drop:COPY', 'drop:DELETE']),
  ),
  ...config(
    'pendingFirst + event + sweeper, copy: the row is READY before the sweeper, who looked, removes it (not in the table)',
    put(
      'one-file',
      { order: 'pendingFirst', finalize: 'event', sweeper: 'on', seal: 'copy' },
      { ...APART, clientTimeoutMs: 30_000 },
    ),
    holds('U10+', 1, ['crash:storage']),
  ),
  ...config(
    'ifNoneMatch: a PUT whose answer was lost is tried again, and is there (not in the table)',
    put('one-file', { seal: 'ifNoneMatch' }),
    holds(['U1', 'U10'], 1, ['drop:stored']),
  ),
];

export const leftovers: readonly TruthRow[] = [
  ...config(
    'multipart, cancel without abort, no abortRule: close the tab in the middle',
    parts('one-file'),
    broken('U8', 1, ['stop:ada']),
  ),
  ...config(
    'multipart, cancel with abort, no abortRule: before the page knows its upload (not in the table)',
    parts('one-cancel'),
    broken('U8', 0, []),
  ),
  ...config(
    'multipart, abortRule',
    parts('one-cancel', { abortRule: 'on' }),
    holds('U8', 1, ['stop:ada', 'drop:deleteUpload']),
  ),
];

export const keys: readonly TruthRow[] = [
  ...config(
    'client-chosen key: two users, avatar.png',
    put('two-avatars', { uniqueKey: 'off' }),
    broken('U9', 0, []),
  ),
  ...config('unique key', put('two-avatars'), holds('U9', 0, [])),
];

export const ends: readonly TruthRow[] = [
  ...config(
    'readyFirst: no answer to the only PUT, which may be there (not in the table)',
    put('one-file', { order: 'readyFirst' }, ONCE),
    holds('U10', 1, ['drop:stored', 'drop:CHUNK']),
  ),
  ...config(
    'uploadFirst + event: no answer to the only PUT, which the event makes READY (not in the table)',
    put('one-file', { finalize: 'event' }, ONCE),
    holds(['U10', 'U10+'], 1, ['drop:stored', 'drop:CHUNK']),
  ),
  ...config(
    'pendingFirst, client finalize: the only word to the API is lost (not in the table)',
    put('one-file', { order: 'pendingFirst' }, ONCE),
    holds('U10', 1, ['drop:postComplete']),
    broken('U10+', 1, ['drop:postComplete']),
  ),
  ...config(
    'multipart, CORS hides ETag: all parts 200, complete 400 InvalidPart',
    parts('one-file', { exposeETag: 'off' }),
    broken('U10+', 0, []),
    holds('U10', 0, []), // The page says failed, and it has.
  ),
  ...config(
    'multipart, CORS exposes ETag',
    parts('one-file'),
    holds(['U10', 'U10+'], 1, ['drop:CHUNK']),
  ),
  ...config(
    'parseCompleteBody off: 200 with <Error> > READY',
    parts('one-file', { parseCompleteBody: 'off' }),
    broken(['U10', 'U1'], 1, ['failComplete']),
  ),
  ...config(
    'parseCompleteBody on: 200 with <Error> is tried again',
    parts('one-file'),
    holds(['U10', 'U1'], 1, ['failComplete']),
  ),
  ...config(
    'complete again after a lost answer: 404 NoSuchUpload (not in the table)',
    setup('multipart', 'one-file')({}, { backRttMs: 4, backTimeoutMs: 5_000 }),
    broken('U10+', 1, ['drop:ANSWER']),
  ),
  ...config(
    'complete again after a lost answer, completeRecover (not in the table)',
    setup('multipart', 'one-file')(
      { completeRecover: 'on' },
      { backRttMs: 4, backTimeoutMs: 5_000 },
    ),
    holds(['U10', 'U10+'], 1, ['drop:ANSWER']),
  ),
];

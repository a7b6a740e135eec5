/** §4, the table of reverts, sending and guards; and the races with a poll. */
import type { TruthRow } from '../../../flow/truth.ts';
import { broken, holds, rowOf } from './rows.ts';

const row = rowOf('optimistic');

const REJECTED = ['fail:patchTodo'];
const PARALLEL = 'two-edits';
const SERIAL = { send: 'serial' };
const LAYERED = { revert: 'layered' };
const ORDERED = { revert: 'orderedLayer' };
const GUARD = { seqGuard: 'on' };
const LAST = { refetch: 'lastSettled' };
const PLAIN_GET = { conditionalGet: 'off' };
const WITH_B = { workload: 'poll-race-with-b' };
const VERSION = { versionGuard: 'on' };

export const updates: readonly TruthRow[] = [
  ...row(
    'none, parallel',
    PARALLEL,
    { revert: 'none' },
    holds('S1', 1, REJECTED),
    holds('S2', 0, [], { workload: 'one-edit' }),
    broken('S2', 1, REJECTED, { workload: 'one-edit' }),
    broken(['S2', 'S3'], 0, []),
  ),
  ...row(
    'none, serial',
    PARALLEL,
    { revert: 'none', ...SERIAL },
    holds(['S1', 'S3'], 1, REJECTED),
    broken('S2', 1, REJECTED),
  ),
  ...row(
    'snapshot, parallel',
    PARALLEL,
    {},
    broken('S1', 1, REJECTED),
    broken(['S2', 'S3'], 0, []),
    holds('S1', 0, []),
  ),
  ...row(
    'snapshot, parallel, refetch last',
    PARALLEL,
    LAST,
    holds('S2', 1, REJECTED),
    broken('S3', 0, []),
    broken('S1', 0, []),
  ),
  ...row(
    'snapshot, serial',
    PARALLEL,
    SERIAL,
    broken(['S1', 'S2'], 1, REJECTED),
    holds('S3', 1, REJECTED),
  ),
  ...row('layered, parallel', PARALLEL, LAYERED, broken(['S1', 'S2', 'S3'], 0, [])),
  ...row(
    'layered, parallel, seqGuard',
    PARALLEL,
    { ...LAYERED, ...GUARD },
    broken('S1', 0, []),
    holds('S3', 1, REJECTED),
    // The document says that S2 holds here: two answers that overtake each other break it.
    broken('S2', 0, []),
  ),
  ...row(
    'layered, parallel, seqGuard, versionGuard',
    PARALLEL,
    { ...LAYERED, ...GUARD, ...VERSION },
    broken('S1', 0, []),
    holds(['S2', 'S3'], 1, REJECTED),
  ),
  ...row(
    'layered, parallel, seqGuard, refetch last',
    PARALLEL,
    { ...LAYERED, ...GUARD, ...LAST },
    broken('S1', 0, []),
    holds(['S2', 'S3'], 1, REJECTED),
  ),
  ...row(
    'layered, serial',
    PARALLEL,
    { ...LAYERED, ...SERIAL },
    holds(['S1', 'S2', 'S3'], 1, REJECTED),
  ),
  ...row('orderedLayer, parallel', PARALLEL, ORDERED, broken(['S2', 'S3'], 0, [])),
  ...row(
    'orderedLayer, parallel, seqGuard',
    PARALLEL,
    { ...ORDERED, ...GUARD },
    holds(['S1', 'S2', 'S3'], 1, REJECTED),
  ),
  ...row(
    'orderedLayer, serial',
    PARALLEL,
    { ...ORDERED, ...SERIAL },
    holds(['S1', 'S2', 'S3'], 1, REJECTED),
  ),
  ...row(
    'orderedLayer, serial, seqGuard',
    PARALLEL,
    { ...ORDERED, ...SERIAL, ...GUARD },
    holds(['S1', 'S2', 'S3'], 1, REJECTED),
  ),
  // One number for a whole todo takes a late change of another field for an old one.
  ...row(
    'orderedLayer, parallel, seqGuard, another field',
    'two-fields',
    { ...ORDERED, ...GUARD, conflict: 'lwwField' },
    broken('S3', 0, []),
  ),
  ...row(
    'orderedLayer, parallel, seqGuard perField',
    'two-fields',
    { ...ORDERED, seqGuard: 'perField', conflict: 'lwwField' },
    holds('S3', 1, REJECTED),
  ),
  ...row(
    'orderedLayer, parallel, seqGuard: a lost answer',
    'one-edit',
    { ...ORDERED, ...GUARD },
    broken('S2', 1, ['drop:saved']),
  ),
  ...row(
    'orderedLayer, parallel, seqGuard, refetch last: a lost answer',
    'one-edit',
    { ...ORDERED, ...GUARD, ...LAST },
    holds('S2', 1, ['drop:saved']),
  ),
  ...row(
    'optimism off',
    PARALLEL,
    { optimism: 'off', ...SERIAL },
    holds(['S2', 'S3'], 1, REJECTED),
    holds('S1', 1, REJECTED),
  ),
  // What is not shown before its answer cannot jump back before it.
  ...row(
    'optimism off, a poll, versionGuard',
    'poll-race-with-b',
    { optimism: 'off', ...VERSION },
    holds('S1', 1, REJECTED),
  ),

  ...row(
    'poll, no guard',
    'poll-race',
    { ...LAYERED, ...PLAIN_GET },
    broken('S1', 0, []),
    broken('S1', 0, [], WITH_B),
  ),
  ...row(
    'poll, If-None-Match alone: enough while nobody else writes',
    'poll-race',
    LAYERED,
    holds('S1', 1, REJECTED),
    broken('S1', 0, [], WITH_B),
  ),
  ...row(
    'poll, versionGuard',
    'poll-race',
    { ...LAYERED, ...PLAIN_GET, ...VERSION },
    holds('S1', 1, REJECTED),
    holds('S1', 1, REJECTED, WITH_B),
  ),
  ...row(
    'poll, versionGuard, but no layer on top',
    'poll-race',
    { ...PLAIN_GET, ...VERSION },
    broken('S1', 0, []),
  ),
  ...row(
    'poll, cancelOnMutate only',
    'poll-race',
    { ...LAYERED, ...PLAIN_GET, cancelOnMutate: 'on' },
    broken('S1', 0, []),
    holds('S1', 1, REJECTED, WITH_B),
  ),
  ...row(
    'poll, versionGuard and cancelOnMutate',
    'poll-race',
    { ...LAYERED, ...PLAIN_GET, ...VERSION, cancelOnMutate: 'on' },
    holds('S1', 1, REJECTED),
    holds('S1', 1, REJECTED, WITH_B),
  ),

  ...row('error swallowed', 'one-edit', { errors: 'swallowed' }, broken('S8', 1, REJECTED)),
  ...row('error shown', 'one-edit', {}, holds('S8', 1, REJECTED), holds('S8', 1, ['drop'])),
  ...row(
    'a page that never gives up',
    'one-edit',
    {},
    broken('S8', 1, ['drop'], { params: { clientTimeoutMs: 'inf' } }),
  ),

  ...row(
    'reloaded before the answer: nobody knows what came of it',
    'reload-after-edit',
    { ...LAYERED, ...VERSION, ...LAST },
    broken('S2', 0, []),
  ),

  ...row('two devices, lww', 'two-devices', {}, broken('S4', 0, [])),
  ...row('two devices, lwwField', 'two-devices', { conflict: 'lwwField' }, broken('S4', 0, [])),
  ...row(
    'two devices, version',
    'two-devices',
    { conflict: 'version' },
    holds(['S4', 'S6'], 1, REJECTED),
  ),
  ...row(
    'two devices, merge',
    'two-devices',
    { conflict: 'merge' },
    holds(['S4', 'S6'], 1, REJECTED),
  ),
  ...row(
    'version, in parallel: a conflict with oneself',
    PARALLEL,
    { conflict: 'version' },
    broken('S6', 0, []),
  ),
  ...row('version, serial', PARALLEL, { conflict: 'version', ...SERIAL }, holds('S6', 1, REJECTED)),
  ...row(
    'merge, in parallel: a conflict with oneself',
    PARALLEL,
    { conflict: 'merge' },
    broken('S6', 0, []),
  ),

  ...row(
    'lww by clocks, one hour ahead',
    'clock-ahead',
    { conflict: 'lwwClock' },
    broken(['S3', 'S4'], 0, [], { params: { skewMs: 3_600_000 } }),
    holds('S3', 0, []),
  ),
  ...row(
    'a version of the server, one hour ahead',
    'clock-ahead',
    { conflict: 'version' },
    holds(['S3', 'S4'], 0, [], { params: { skewMs: 3_600_000 } }),
  ),

  ...row(
    'a poll, and nothing goes wrong',
    'news',
    {},
    holds('S10', 0, []),
    broken('S10', 1, ['cut:app--api']),
    broken('S10', 1, ['drop:todo']),
  ),
];

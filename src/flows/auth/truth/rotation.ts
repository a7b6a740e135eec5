/** Rotation (two tabs; a thief), and what a client does on 401. */
import { broken, holds } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { LOSE_RESP, rows, setup } from './rows.ts';

const DETECT = 'rotation reuseDetect';
const LOCKED = `${DETECT} tabLock`;
const SAME = `${LOCKED} grace=same`;

const tabs = (says: string, fixes: string, ...verdicts: Parameters<typeof rows>[2][]): TruthRow[] =>
  rows(says, setup('two-tabs', fixes), ...verdicts);
const thief = (
  says: string,
  fixes: string,
  ...verdicts: Parameters<typeof rows>[2][]
): TruthRow[] => rows(says, setup('thief', fixes), ...verdicts);

const rotation: readonly TruthRow[] = [
  ...tabs('no rotation', '', holds('A1', 0, []), holds('A1', 1, LOSE_RESP)),
  ...tabs('no rotation, tab lock', 'tabLock', holds('A1', 1, LOSE_RESP)),
  ...thief(
    'no rotation: thief and owner share one token',
    '',
    holds('A2', 0, []),
    broken('A3', 0, []),
  ),
  ...tabs(
    'rotation alone',
    'rotation',
    broken('A1', 0, []),
    broken('A1', 1, LOSE_RESP, { fixes: { tabLock: 'on' } }),
  ),
  ...thief('rotation alone', 'rotation', broken(['A2', 'A3'], 0, [])),
  ...tabs(
    'rotation, the cookie is read again',
    'rotation rereadJar',
    // The loser may be faster than the winner's reply.
    broken('A1', 0, []),
    holds('A1', 0, [], { fixes: { tabLock: 'on' } }),
  ),
  ...tabs('rotation, detection', DETECT, broken('A1', 0, [])),
  ...thief('rotation, detection', DETECT, holds(['A2', 'A3'], 0, [])),
  ...tabs('rotation, detection, lock', LOCKED, holds('A1', 0, []), broken('A1', 1, LOSE_RESP)),
  ...thief('rotation, detection, lock', LOCKED, holds(['A2', 'A3'], 0, [])),
  ...tabs(
    'rotation, detection, lock, grace=same',
    SAME,
    holds('A1', 0, []),
    holds('A1', 1, LOSE_RESP),
  ),
  ...tabs(
    'rotation, detection, lock, grace=same, tried again after the grace',
    SAME,
    broken('A1', 1, LOSE_RESP, { params: { clientTimeoutMs: 15_000 } }),
    broken('A1', 1, LOSE_RESP, { delays: 1 }),
  ),
  ...thief('rotation, detection, lock, grace=same', SAME, holds(['A2', 'A3'], 0, [])),
  ...tabs('rotation, detection, grace=same, no lock', `${DETECT} grace=same`, holds('A1', 0, [])),
  ...tabs(
    'rotation, detection, lock, grace=fork',
    `${LOCKED} grace=fork`,
    holds('A1', 0, []),
    holds('A1', 1, LOSE_RESP),
  ),
  ...thief(
    'rotation, detection, lock, grace=fork: two live leaves',
    `${LOCKED} grace=fork`,
    holds('A2', 0, []),
    broken('A3', 0, []),
  ),
  ...rows(
    'rotation, detection, lock, any ancestor within a long grace (django-oauth-toolkit #1617)',
    setup('two-tabs-thief', `${LOCKED} grace=ancestor`, { graceSec: 3_600 }),
    broken('A3', 0, []),
  ),
  ...tabs('sender-constrained, no rotation', 'senderConstrained', holds('A1', 1, LOSE_RESP)),
  ...thief('sender-constrained, no rotation', 'senderConstrained', holds(['A2', 'A3'], 0, [])),
];

const client: readonly TruthRow[] = [
  ...rows(
    'no single-flight: n parallel 401, n refreshes',
    setup('two-requests', 'singleFlight=off'),
    broken('A12', 0, []),
    broken('A1', 0, [], { fixes: { singleFlight: 'off', rotation: 'on', reuseDetect: 'on' } }),
  ),
  ...rows(
    'single-flight, replay once',
    setup('two-requests'),
    holds('A12', 0, []),
    holds('A12', 0, [], { params: { skewMs: 600_000, atTtlMs: 100_000 } }),
  ),
  ...rows(
    'without "once": the clock of the API is ahead by more than the lifetime',
    setup('two-requests', 'replayOnce=off', { skewMs: 600_000, atTtlMs: 100_000 }),
    broken('A12', 0, []),
  ),
];

export const rotationRows: readonly TruthRow[] = [...rotation, ...client];

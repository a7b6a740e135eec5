/** The domain's table for connections that are pushed to: the rows that orders and faults decide. */
import { broken, holds } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { config } from './rows.ts';

export const NET = ['drop:event', 'disconnect'];
const CRASH = ['crash:hub'];
const HALF_OPEN = ['halfOpen'];
/** A lost event breaks its connection; a half-open one is broken and nobody is told. */
const LOSING = ['drop:event', ...HALF_OPEN];
const ALL = [...NET, ...CRASH, ...HALF_OPEN];

const at = (
  fixes: Readonly<Record<string, string>>,
  params: Readonly<Record<string, number | 'inf'>> = {},
  workload = 'two-events',
) => ({ variant: 'websocket', fixes, params, workload });

const ENDLESS = { bufferEvents: 'inf' } as const;
const FULL = {
  resume: 'seq',
  dedupe: 'high-water',
  epoch: 'on',
  gapCheck: 'on',
  heartbeat: 'on',
};

export const websocketRows: readonly TruthRow[] = [
  ...config('no resume (seed), no faults', at({}), holds(['R1', 'R2', 'R3'], 0, [])),
  ...config(
    'no resume (seed), drop',
    at({}),
    broken(['R1'], 1, NET),
    broken(['R1'], 1, NET, { fixes: { dedupe: 'high-water' } }),
    holds(['R2', 'R3'], 2, NET),
  ),
  // What a client has outlives its connection: after a restart new numbers look old to it.
  ...config(
    'no resume, high-water dedupe, restart',
    at({ dedupe: 'high-water' }),
    broken(['DROP'], 1, CRASH),
    holds(['DROP'], 1, CRASH, { fixes: { epoch: 'on' } }),
  ),
  ...config(
    'snapshot on reopen',
    at({ resume: 'snapshot' }),
    holds(['R1', 'R2', 'R3'], 2, NET),
    broken(['R1+'], 1, NET),
  ),
  ...config(
    'snapshot, then subscribe',
    at({ resume: 'snapshot', snapshotOrder: 'snapshot-first' }),
    broken(['R1'], 1, NET),
  ),
  ...config(
    'resume seq, atomic, cursor=memory, B=∞',
    at({ resume: 'seq' }, ENDLESS),
    holds(['R1', 'R1+', 'R2', 'R3'], 2, NET),
    holds(['R1', 'R1+', 'R2', 'R3'], 2, NET, { fixes: { dedupe: 'high-water' } }),
  ),
  ...config(
    'resume seq, atomic, cursor=server-acked',
    at({ resume: 'seq', cursor: 'server-acked' }, ENDLESS),
    holds(['R1'], 1, NET),
    broken(['R2'], 1, NET),
    holds(['R2'], 1, NET, { fixes: { dedupe: 'high-water' } }),
    broken(['R1'], 1, CRASH),
    holds(['R1'], 1, CRASH, { fixes: { epoch: 'on' } }),
  ),
  ...config(
    'handoff live-first, no dedupe',
    at({ resume: 'seq', handoff: 'live-first' }, ENDLESS),
    broken(['R1'], 2, NET),
    broken(['R2', 'R3'], 1, NET),
  ),
  ...config(
    'live-first, high-water dedupe',
    at({ resume: 'seq', handoff: 'live-first', dedupe: 'high-water' }, ENDLESS),
    broken(['R1'], 1, NET),
    holds(['R2', 'R3'], 2, NET),
  ),
  ...config(
    'live-first, contiguous dedupe',
    at({ resume: 'seq', handoff: 'live-first', dedupe: 'contiguous' }, ENDLESS),
    holds(['R1', 'R2', 'R3'], 2, NET),
  ),
  ...config(
    'replay-first',
    at({ resume: 'seq', handoff: 'replay-first' }, ENDLESS),
    broken(['R1'], 1, NET),
    holds(['R2', 'R3'], 2, NET),
  ),
  ...config(
    'replay-first, gapCheck → reset',
    at({ resume: 'seq', handoff: 'replay-first', gapCheck: 'on' }, ENDLESS),
    holds(['R1', 'R2', 'R3'], 2, NET),
    broken(['R1+'], 1, NET),
  ),
  ...(['off', 'on'] as const).flatMap((gapCheck) =>
    config(
      `memory log, restart, high-water dedupe, no epoch, gapCheck=${gapCheck}`,
      at({ resume: 'seq', dedupe: 'high-water', gapCheck }, ENDLESS),
      broken(['R1', 'DROP'], 1, CRASH),
      holds(['R2', 'R3'], 1, CRASH),
      holds(['R2', 'R3'], 2, CRASH, { workload: 'one-event' }),
    ),
  ),
  ...config(
    'memory log, restart, epoch → reset',
    at({ resume: 'seq', dedupe: 'high-water', epoch: 'on' }, ENDLESS),
    holds(['R1', 'R2', 'R3', 'DROP'], 1, CRASH),
    holds(['R1', 'R2', 'R3', 'DROP'], 2, CRASH, { workload: 'one-event' }),
  ),
  ...config(
    'durable log, restart',
    at({ resume: 'seq', dedupe: 'high-water', durableLog: 'on' }, ENDLESS),
    holds(['R1', 'R1+', 'R2', 'R3'], 1, CRASH),
    holds(['R1', 'R1+', 'R2', 'R3'], 2, CRASH, { workload: 'one-event' }),
  ),
  ...config(
    'half-open, no heartbeat',
    at({ resume: 'seq' }, ENDLESS),
    broken(['R1'], 1, HALF_OPEN),
    holds(['R2', 'R3'], 2, HALF_OPEN),
  ),
  ...config(
    'half-open, heartbeat, resume',
    at({ resume: 'seq', heartbeat: 'on' }, ENDLESS),
    holds(['R1', 'R2', 'R3'], 2, HALF_OPEN),
  ),
  ...config(
    'half-open, heartbeat, no resume',
    at({ heartbeat: 'on' }),
    broken(['R1'], 1, HALF_OPEN),
  ),
  ...config(
    'dedupe + epoch + gapCheck + heartbeat, B=1, all faults',
    at(FULL, { bufferEvents: 1 }),
    holds(['R1', 'R2', 'R3'], 1, ALL, { workload: 'three-events' }),
    holds(['R1', 'R2', 'R3'], 2, LOSING, { workload: 'one-event' }),
    holds(['R1'], 2, LOSING),
    holds(['R1'], 2, CRASH, { workload: 'one-event' }),
    broken(['R1+'], 1, ALL, { workload: 'three-events' }),
  ),
  ...config(
    'the same with a durable log, B=∞',
    at({ ...FULL, durableLog: 'on' }, ENDLESS),
    holds(['R1+'], 1, ALL),
    holds(['R1+'], 2, LOSING),
  ),
  ...config(
    'through a proxy that crashes or is cut off (not in the table)',
    at({ proxy: 'on' }),
    holds(['R3'], 1, ['crash:proxy', 'cut']),
    holds(['R1'], 1, ['crash:proxy'], {
      fixes: { proxy: 'on', resume: 'seq', durableLog: 'on' },
    }),
  ),
];

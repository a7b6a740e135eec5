/** The domain's table for bounds in time: decided over seeds and places of faults, not over orders. */
import { broken, holds } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { SECOND } from '../../../kernel/time.ts';
import { config } from './rows.ts';

const at = (
  workload: string,
  fixes: Readonly<Record<string, string>> = {},
  variant = 'websocket',
) => ({ variant, fixes, params: {}, workload });

const CRASH = ['crash:hub'];

/** A storm in a small cup: twenty clients, of whom the server admits two at once. */
const FEW = {
  clients: 20,
  joinsPerSecond: 2,
  admissionRatePerSecond: 2,
  admissionBurst: 2,
  durationMs: 120_000,
} as const;
const AMPLE = { ...FEW, admissionRatePerSecond: 'inf', admissionBurst: 'inf' } as const;
/** Few instants, as each pair of them is tried. */
const SHORT = { durationMs: 250_000 } as const;

export const timedRows: readonly TruthRow[] = [
  ...config('ample admission, seed', at('blip'), holds(['R5'], 1, CRASH)),
  ...config(
    'ample admission, full jitter',
    at('blip', { jitter: 'full' }),
    holds(['R5'], 1, CRASH),
  ),
  ...config(
    'ample admission, jitter ±20 %',
    at('blip', { jitter: '±20%' }),
    // Its longest delay is 36 s: the bound of 31 s is not kept, one of 37 s is.
    broken(['R5'], 1, CRASH),
    holds(['R5'], 1, CRASH, { boundUs: 37 * SECOND }),
  ),
  ...config(
    'limited admission, seed',
    { ...at('restart-storm'), params: FEW },
    broken(['R5', 'R6'], 1, CRASH),
  ),
  ...config('SSE, 503 during boot', at('blip', {}, 'sse'), broken(['R5'], 1, ['restart503'])),
  // Without news nothing is seen of clients that have given up.
  ...config(
    'SSE, 503 during boot, a crowd',
    { ...at('restart-storm', {}, 'sse'), params: FEW },
    broken(['R5'], 1, ['restart503']),
    holds(['R5'], 1, ['restart503'], { fixes: { wrapper: 'on' }, params: AMPLE }),
  ),
  ...config(
    'SSE, 503 during boot, wrapper',
    at('blip', { wrapper: 'on' }, 'sse'),
    holds(['R5'], 1, ['restart503']),
  ),
  ...config('half-open, no heartbeat', at('heartbeats'), broken(['R7'], 1, ['halfOpen'])),
  ...config(
    'half-open, heartbeat',
    at('heartbeats', { heartbeat: 'on' }),
    holds(['R7'], 1, ['halfOpen']),
  ),
  ...config(
    'a long poll that the server keeps is a connection (not in the table)',
    at('one-event', {}, 'long-polling'),
    holds(['R5'], 1, CRASH),
  ),
  ...config('state poll, chained', at('calm', {}, 'polling'), holds(['R8'], 0, [])),
  ...config('reset never', at('blips'), broken(['QUICK'], 2, ['disconnect'])),
  ...config(
    'reset onOpen',
    at('blips', { reset: 'onOpen' }),
    holds(['QUICK'], 2, ['disconnect'], { params: SHORT }),
    broken(['CALM'], 1, ['acceptThenClose']),
  ),
  ...config(
    'reset afterStable',
    at('blips', { reset: 'afterStable' }),
    holds(['QUICK'], 2, ['disconnect'], { params: SHORT }),
    holds(['CALM'], 1, ['acceptThenClose']),
  ),
  ...config('reset never', at('blips'), holds(['CALM'], 1, ['acceptThenClose'])),
];

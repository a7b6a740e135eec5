/** The domain's table for event streams: as for WebSocket, with the browser's own reconnection. */
import { broken, holds } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { config } from './rows.ts';

const at = (fixes: Readonly<Record<string, string>>) => ({
  variant: 'sse',
  fixes,
  params: { bufferEvents: 'inf' } as const,
  workload: 'two-events',
});

const NET = ['drop:event', 'disconnect'];

export const sseRows: readonly TruthRow[] = [
  ...config(
    'SSE without id:',
    at({}),
    holds(['R1', 'R2', 'R3'], 0, []),
    broken(['R1'], 1, NET),
    holds(['R2', 'R3'], 2, NET),
  ),
  ...config('SSE with id:', at({ resume: 'seq' }), holds(['R1', 'R1+', 'R2', 'R3'], 2, NET)),
  ...config(
    'SSE with id:, handoff live-first, high-water dedupe',
    at({ resume: 'seq', handoff: 'live-first', dedupe: 'high-water' }),
    broken(['R1'], 1, NET),
  ),
  ...config(
    'SSE with id:, comments',
    at({ resume: 'seq', comments: 'on' }),
    holds(['R1', 'R1+', 'R2', 'R3'], 1, NET),
  ),
  ...config(
    'SSE with id:, replay-first',
    at({ resume: 'seq', handoff: 'replay-first' }),
    broken(['R1'], 1, NET),
  ),
  ...config(
    'SSE, 503 during boot',
    at({ resume: 'seq' }),
    broken(['R1'], 1, ['restart503']),
    holds(['R1'], 1, ['restart503'], { fixes: { wrapper: 'on', epoch: 'on' } }),
  ),
];

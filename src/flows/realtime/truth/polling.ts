/** The domain's table for clients that ask. */
import { broken, holds } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { config } from './rows.ts';

const at = (
  fixes: Readonly<Record<string, string>>,
  params: Readonly<Record<string, number | 'inf'>> = {},
  variant = 'polling',
) => ({ variant, fixes, params, workload: 'two-events' });

const LOST = ['drop'];

export const pollingRows: readonly TruthRow[] = [
  ...config(
    'state poll, chained',
    at({}),
    holds(['R1', 'R2', 'R3'], 0, []),
    broken(['R1+'], 0, []),
    holds(['R1', 'R3'], 2, LOST),
  ),
  ...config(
    'state poll, fixed timer',
    at({ timerMode: 'fixed' }),
    broken(['R3'], 0, []),
    broken(['R1+'], 0, []),
    holds(['R1', 'R2'], 0, []),
  ),
  ...config(
    'state poll, fixed timer, overtaken=ignore',
    at({ timerMode: 'fixed', overtaken: 'ignore' }),
    holds(['R3'], 0, []),
  ),
  // A tick that comes while its poll is under way is a late deadline here: else polls that are given up pile up without end.
  ...config(
    'state poll, fixed timer, overtaken=abort',
    at({ timerMode: 'fixed', overtaken: 'abort' }),
    holds(['R3'], 0, [], { delays: 2 }),
    holds(['R1'], 1, LOST),
  ),
  ...config(
    'cursor poll, chained, retained log',
    at({ asksFor: 'cursor', durableLog: 'on' }, { bufferEvents: 'inf' }),
    holds(['R1', 'R1+', 'R2', 'R3'], 0, []),
    holds(['R1', 'R1+', 'R2', 'R3'], 2, LOST),
    holds(['R1'], 1, ['crash:hub']),
  ),
  ...config(
    'cursor poll, chained, memory log',
    at({ asksFor: 'cursor' }, { bufferEvents: 'inf' }),
    broken(['R1'], 1, ['crash:hub']),
    holds(['R1'], 2, ['crash:hub'], { fixes: { epoch: 'on' } }),
  ),
  ...config(
    'cursor poll, chained, B=1',
    { ...at({ asksFor: 'cursor' }, { bufferEvents: 1 }), workload: 'three-events' },
    broken(['R1'], 0, []),
    holds(['R1', 'R2'], 1, LOST, { fixes: { gapCheck: 'on' } }),
  ),
  ...config(
    'cursor poll, overlapping',
    at({ asksFor: 'cursor', timerMode: 'fixed' }, { bufferEvents: 'inf' }),
    broken(['R2'], 0, []),
    holds(['R2', 'R3'], 0, [], { fixes: { dedupe: 'high-water' } }),
  ),
  ...config(
    'long poll, retained log',
    at({ durableLog: 'on' }, { bufferEvents: 'inf' }, 'long-polling'),
    holds(['R1', 'R1+', 'R2', 'R3'], 0, []),
    holds(['R1', 'R2'], 1, LOST),
  ),
  ...config(
    'long poll, memory log',
    at({}, { bufferEvents: 'inf' }, 'long-polling'),
    broken(['R1'], 1, ['crash:hub']),
    holds(['R1'], 2, ['crash:hub'], { fixes: { epoch: 'on' } }),
  ),
];

/** How long it takes to stand at any instant of a long trace. */
import { chance } from '../../kernel/chance.ts';
import { simulate } from '../../kernel/simulate.ts';
import { quantile, timeMs } from './measure.ts';
import { type Row, rate } from './row.ts';
import { crowdOf, PLAIN, systemOf } from './workload.ts';

const ENTRIES = 1_000_000;
const SEEKS = 300;

/** The first seek is among them: nothing was looked at before. */
export function seekRow(): Row {
  const trace = simulate(systemOf(crowdOf(ENTRIES, () => true)), PLAIN);
  const times = Array.from({ length: SEEKS }, (_, i) => {
    const atUs = Math.floor(chance(1, 'seek', String(i)) * trace.endUs);
    return timeMs(() => trace.worldAt(trace.indexAt(atUs)));
  });
  const seekMsP50 = quantile(times, 0.5);
  const seekMsMax = Math.max(...times);
  return {
    what: `seek, any instant of a trace of ${rate(trace.entries.length)} entries`,
    aim: 'under 8 ms',
    measured: `${seekMsP50.toFixed(2)} ms in the middle, at most ${seekMsMax.toFixed(1)} ms; the first ${(times[0] ?? 0).toFixed(1)} ms`,
    figures: { seekMsP50, seekMsMax },
  };
}

/** J2. What a user asked for has its effect at most once, unless a second time changes nothing. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { factIn, withJob } from './jobs-seen.ts';

/** The operations that have had their effect. */
type State = readonly string[];

export const oneEffect: Guarantee = {
  id: 'one-effect',
  ref: 'J2',
  title: 'No effect happens twice',
  explain: 'What a customer asked for is done at most once: one mail, one charge.',
  workloads: ['one-order'],
  variants: ['sync', 'fifo', 'priority', 'delayed'],
  monitor: () => ({
    kind: 'always',
    over: 'orders',
    start: [],
    on,
  }),
};

function on(state: State, seen: Seen): Judged<State> {
  const found = factIn(seen);
  if (found === null || found.fact.type !== 'effect') return { state };
  const { fact, op } = found;
  if (!state.includes(op) || fact['repeatable'] === true) return { state: withJob(state, op) };
  return {
    state,
    violation: {
      say: `The effect of ${op} happened a second time (receipt ${fact['receipt']}).`,
      because: [`${op}/accepted`, `${op}/effect`],
    },
  };
}

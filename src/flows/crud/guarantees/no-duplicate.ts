/** C1. What a user wanted once is created once. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { factIn, remembering } from './seen.ts';

interface State {
  /** Operations that have created a row. */
  readonly made: readonly string[];
  /** Imports: each of their rows is something of its own. */
  readonly imports: readonly string[];
}

export const noDuplicate: Guarantee = {
  id: 'no-duplicate',
  ref: 'C1',
  title: 'Nothing is created twice',
  explain: 'However often a request is sent, it creates at most one row.',
  workloads: ['one-create'],
  monitor: () => ({ kind: 'always', over: 'orders', start: { made: [], imports: [] }, on }),
};

function on(state: State, seen: Seen): Judged<State> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  if (fact.type === 'importAsked') {
    return { state: { ...state, imports: remembering(state.imports, op) } };
  }
  if (fact.type !== 'created' || state.imports.includes(op)) return { state };
  if (!state.made.includes(op)) return { state: { ...state, made: remembering(state.made, op) } };
  const say = `${op} has created a second row, ${String(fact['key']).replace(':', ' ')}.`;
  return { state, violation: { say, because: [`${op}/asked`, `${op}/created`] } };
}

/** C6. At most one load of a key is under way at a time. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';

type State = readonly { readonly key: string; readonly op: string; readonly node: string }[];

export const herdBound: Guarantee = {
  id: 'herd-bound',
  ref: 'C6',
  title: 'One load for each key',
  explain: 'However many readers miss a key, the database is asked for it once.',
  workloads: ['herd'],
  monitor: () => ({ kind: 'always', over: 'orders', start: [], on }),
};

function on(state: State, seen: Seen): Judged<State> {
  if (seen.kind !== 'fact') {
    const rest = state.filter(({ node }) => node !== seen.node);
    return { state: rest.length === state.length ? state : rest };
  }
  const { fact, op, node } = seen;
  if (fact.type === 'loadEnded') {
    const at = state.findIndex((each) => each.op === op && each.node === node);
    return { state: at < 0 ? state : state.toSpliced(at, 1) };
  }
  if (fact.type !== 'loadStarted') return { state };
  const key = String(fact['key']);
  const others = state.filter((each) => each.key === key);
  const next = [...state, { key, op, node }];
  const [first] = others;
  // Told once for each herd, when its second load begins.
  if (first === undefined || others.length > 1) return { state: next };
  return {
    state: next,
    violation: {
      say: `${op} loads ${key} from the database while ${first.op} still does.`,
      because: [`${first.op}/loadStarted`, `${op}/loadStarted`],
    },
  };
}

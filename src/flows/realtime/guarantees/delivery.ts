/**
 * R1 and R1+. Whatever was published after a client's first open is reflected in it at rest: R1
 * by being applied or by a snapshot that covers it, R1+ by being applied.
 */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Look, Seen, Violation } from '../../../kernel/monitor.ts';
import { called } from '../facts.ts';
import { find, members, put, type Roster, withoutFallen } from './roster.ts';
import { type Shown, shownFrom, withApplied, withSkipped, withWhole } from './shown.ts';

interface State {
  /** How many were published. */
  readonly published: number;
  /** The operations of the latest of them, for the evidence. */
  readonly ops: readonly { readonly n: number; readonly op: string }[];
  readonly clients: Roster<Shown>;
}

const MOST_OPS = 32;
const START: State = { published: 0, ops: [], clients: [] };
const SEARCHED = ['two-events', 'three-events'];

export const delivery: Guarantee = {
  id: 'every-event-counts',
  ref: 'R1',
  title: 'Every event counts',
  explain: 'What was published after a client first connected is in what it shows in the end.',
  workloads: SEARCHED,
  variants: ['websocket', 'sse', 'long-polling', 'polling'],
  monitor: () => ({
    kind: 'eventually',
    over: 'orders',
    start: START,
    on: (state, seen) => on(state, seen, withWhole),
    atRest: (state, look) => atRest(state, look, 'is not in what it shows'),
  }),
};

export const deliveryOfEach: Guarantee = {
  id: 'every-event-applied',
  ref: 'R1+',
  title: 'Every event is applied',
  explain: 'A client applies each single event that was published after it first connected.',
  workloads: SEARCHED,
  variants: ['websocket', 'sse', 'long-polling', 'polling'],
  monitor: () => ({
    kind: 'eventually',
    over: 'orders',
    start: START,
    on: (state, seen) => on(state, seen, withSkipped),
    atRest: (state, look) => atRest(state, look, 'was never applied'),
  }),
};

function on(
  state: State,
  seen: Seen,
  onWhole: (shown: Shown, upTo: number) => Shown,
): Judged<State> {
  if (seen.kind !== 'fact') {
    const clients = withoutFallen(state.clients, seen);
    return { state: clients === state.clients ? state : { ...state, clients } };
  }
  const { fact, op, actor } = seen;
  switch (fact.type) {
    case 'published': {
      const n = Number(fact['n']);
      const ops = [...state.ops, { n, op }].slice(-MOST_OPS);
      return { state: { ...state, published: n, ops } };
    }
    case 'live': {
      if (find(state.clients, actor) !== undefined) return { state };
      const clients = put(state.clients, shownFrom(actor, state.published));
      return { state: { ...state, clients } };
    }
    case 'applied':
    case 'reset': {
      const known = find(state.clients, actor);
      if (known === undefined) return { state };
      const next =
        fact.type === 'applied'
          ? withApplied(known, Number(fact['n']))
          : onWhole(known, Number(fact['upTo']));
      return { state: next === known ? state : { ...state, clients: put(state.clients, next) } };
    }
    default:
      return { state };
  }
}

function atRest({ published, ops, clients }: State, look: Look, what: string): Violation | null {
  for (const { actor, upTo, missing } of members(clients)) {
    if (look(actor) === undefined) continue;
    const n = missing[0] ?? (upTo < published ? upTo + 1 : undefined);
    if (n === undefined) continue;
    const because = ops.filter((each) => each.n === n).map(({ op }) => `${op}/published`);
    return { say: `Event ${n} ${what}: ${called(actor)} has lost it.`, because };
  }
  return null;
}

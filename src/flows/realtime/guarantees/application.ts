/** R2, R3 and DROP: what a client applies, in which order, and what it throws away. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { called } from '../facts.ts';
import { find, type Member, put, type Roster, withoutFallen } from './roster.ts';
import { isShown, lacks, type Shown, shownFrom, withApplied, withWhole } from './shown.ts';

const SEARCHED = ['two-events', 'three-events'];
const VARIANTS = ['websocket', 'sse', 'long-polling', 'polling'];

export const once: Guarantee = {
  id: 'applied-once',
  ref: 'R2',
  title: 'No event is applied twice',
  explain: 'A client applies each event at most once.',
  workloads: SEARCHED,
  variants: VARIANTS,
  monitor: () => ({
    kind: 'always',
    over: 'orders',
    start: [],
    on: (state: Roster<Shown>, seen) =>
      onClient(state, seen, (shown, type, n) => {
        if (type !== 'applied') return { next: shown };
        const say = `${called(shown.actor)} applied event ${n} a second time.`;
        return { next: withApplied(shown, n), ...(isShown(shown, n) ? { say } : {}) };
      }),
  }),
};

export const noDrop: Guarantee = {
  id: 'nothing-thrown-away',
  ref: 'DROP',
  title: 'Nothing new is thrown away',
  explain: 'A client never takes an event for an old one that it has not applied.',
  workloads: SEARCHED,
  variants: ['websocket', 'sse'],
  monitor: () => ({
    kind: 'always',
    over: 'orders',
    start: [],
    on: (state: Roster<Shown>, seen) =>
      onClient(state, seen, (shown, type, n) => {
        if (type === 'applied') return { next: withApplied(shown, n) };
        if (type === 'reset') return { next: withWhole(shown, n) };
        const say = `${called(shown.actor)} threw event ${n} away, which it never applied.`;
        return { next: shown, ...(lacks(shown, n) ? { say } : {}) };
      }),
  }),
};

interface Newest extends Member {
  readonly n: number;
  readonly op: string;
}

export const inOrder: Guarantee = {
  id: 'applied-in-order',
  ref: 'R3',
  title: 'Events are applied in their order',
  explain: 'A client never shows something older than what it showed before.',
  workloads: SEARCHED,
  variants: VARIANTS,
  monitor: () => ({ kind: 'always', over: 'orders', start: [], on: onOrder }),
};

function onOrder(state: Roster<Newest>, seen: Seen): Judged<Roster<Newest>> {
  if (seen.kind !== 'fact') return { state: withoutFallen(state, seen) };
  const { fact, actor, op } = seen;
  const n = numberOf(fact);
  if (n === undefined || fact.type === 'discarded') return { state };
  const newest = find(state, actor);
  if (newest === undefined || n > newest.n) return { state: put(state, { actor, n, op }) };
  if (n === newest.n) return { state };
  const say = `${called(actor)} showed event ${n} after event ${newest.n}.`;
  return {
    state,
    violation: { say, because: [`${newest.op}/applied`, `${newest.op}/reset`] },
  };
}

type Told = 'applied' | 'reset' | 'discarded';

/** What the fact says of a publication: applied or discarded, or shown as a whole up to it. */
function numberOf(fact: { readonly [field: string]: unknown }): number | undefined {
  const { type, n, upTo } = fact;
  if (type === 'applied' || type === 'discarded') return Number(n);
  return type === 'reset' ? Number(upTo) : undefined;
}

function onClient(
  state: Roster<Shown>,
  seen: Seen,
  judge: (shown: Shown, told: Told, n: number) => { next: Shown; say?: string },
): Judged<Roster<Shown>> {
  if (seen.kind !== 'fact') return { state: withoutFallen(state, seen) };
  const { fact, actor, op } = seen;
  const n = numberOf(fact);
  if (n === undefined) return { state };
  const shown = find(state, actor) ?? shownFrom(actor, 0);
  const { next, say } = judge(shown, fact.type as Told, n);
  return {
    state: put(state, next),
    ...(say === undefined ? {} : { violation: { say, because: [`${op}/published`] } }),
  };
}

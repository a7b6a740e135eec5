/** The two rules for counting attempts anew: soon enough, and not too soon. Judged in virtual time. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { type Micros, SECOND } from '../../../kernel/time.ts';
import { called } from '../facts.ts';
import { find, type Member, put, type Roster } from './roster.ts';

interface Stay extends Member {
  readonly openedAtUs: Micros;
  /** Its last connection was open for long. */
  readonly stable: boolean;
}

const seconds = (us: Micros): string => `${Number((us / SECOND).toFixed(2))} s`;

export const quickAfterStable: Guarantee = {
  id: 'quick-after-stable',
  ref: 'QUICK',
  title: 'Back at once after a long connection',
  explain: 'After a connection that was open for long, the first reconnect comes within a bound.',
  workloads: ['blips'],
  variants: ['websocket', 'sse'],
  boundUs: () => SECOND,
  monitor: ({ stableMs = 10_000 }, bound = SECOND) => ({
    kind: 'always',
    over: 'timed',
    start: [],
    on: (state: Roster<Stay>, seen, atUs) => onStay(state, seen, atUs, stableMs * 1_000, bound),
  }),
};

function onStay(
  state: Roster<Stay>,
  seen: Seen,
  atUs: Micros,
  stableUs: Micros,
  bound: Micros,
): Judged<Roster<Stay>> {
  if (seen.kind !== 'fact') return { state };
  const { fact, actor } = seen;
  if (fact.type === 'opened') {
    return { state: put(state, { actor, openedAtUs: atUs, stable: false }) };
  }
  const stay = find(state, actor);
  if (stay === undefined) return { state };
  if (fact.type === 'lost') {
    return { state: put(state, { ...stay, stable: atUs - stay.openedAtUs >= stableUs }) };
  }
  if (fact.type !== 'waits' || !stay.stable) return { state };
  const delayUs = Number(fact['delayMs']) * 1_000;
  const next = put(state, { ...stay, stable: false });
  if (delayUs <= bound) return { state: next };
  const say = `${called(actor)} waits ${seconds(delayUs)} after a connection that was open for more than ${seconds(stableUs)}.`;
  return { state: next, violation: { say, because: [] } };
}

interface Tries extends Member {
  /** The instants of its last attempts. */
  readonly atUs: readonly Micros[];
}

/** Over so many attempts the average is taken: the listing needs six to reach its longest delay. */
const ATTEMPTS = 10;

export const calmInLoop: Guarantee = {
  id: 'calm-in-a-crash-loop',
  ref: 'CALM',
  title: 'No hammering on a crash loop',
  explain: 'However often connections are closed at once, a client tries seldom on average.',
  workloads: ['blips'],
  variants: ['websocket', 'sse'],
  /** Between two attempts, on average over ten. */
  boundUs: () => 10 * SECOND,
  monitor: (_, bound = 10 * SECOND) => ({
    kind: 'always',
    over: 'timed',
    start: [],
    on: (state: Roster<Tries>, seen, atUs) => onTry(state, seen, atUs, bound * ATTEMPTS),
  }),
};

function onTry(
  state: Roster<Tries>,
  seen: Seen,
  atUs: Micros,
  windowUs: Micros,
): Judged<Roster<Tries>> {
  if (seen.kind !== 'fact' || seen.fact.type !== 'attempt') return { state };
  const { actor } = seen;
  const recent = (find(state, actor)?.atUs ?? []).filter((each) => each > atUs - windowUs);
  const tries = [...recent, atUs];
  if (tries.length <= ATTEMPTS) return { state: put(state, { actor, atUs: tries }) };
  const say = `${called(actor)} tried to connect ${tries.length} times within ${seconds(windowUs)}.`;
  return { state: put(state, { actor, atUs: [] }), violation: { say, because: [] } };
}

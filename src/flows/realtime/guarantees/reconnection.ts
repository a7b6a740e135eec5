/** R5 and R6: after the server is back everybody is, and not all in one moment. Judged in virtual time. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen, Violation } from '../../../kernel/monitor.ts';
import { type Micros, SECOND } from '../../../kernel/time.ts';
import { find, type Member, members, put, type Roster, without } from './roster.ts';

interface Client extends Member {
  readonly open: boolean;
  /** Open because the server keeps its poll: it does not know it yet. */
  readonly parked: boolean;
  /** It closed its last connection itself. */
  readonly willing: boolean;
  /** It has given up, though it did not want to go. */
  readonly gone: boolean;
}
interface Presence {
  readonly clients: Roster<Client>;
  readonly count: number;
  readonly openCount: number;
  /** Since when the server has been up again; `null` before it was down. */
  readonly upAtUs: Micros | null;
  readonly told: boolean;
}

const seconds = (us: Micros): string => `${Number((us / SECOND).toFixed(2))} s`;

export const openAgain: Guarantee = {
  id: 'open-again',
  ref: 'R5',
  title: 'Everybody is back in time',
  explain: 'When the server is up again and stays up, every client is connected within a bound.',
  workloads: ['blip', 'restart-storm'],
  variants: ['websocket', 'sse', 'long-polling', 'polling'],
  /** A second more than the longest delay of the listing. */
  boundUs: ({ capMs = 30_000 }) => (capMs + 1_000) * 1_000,
  monitor: (params, bound = openAgain.boundUs?.(params) ?? 0) => ({
    kind: 'always',
    over: 'timed',
    start: { clients: [], count: 0, openCount: 0, upAtUs: null, told: false },
    on: (state: Presence, seen, atUs) => onPresence(state, seen, atUs, bound),
    atRest: (state: Presence) => forGood(state),
  }),
};

/** Where nobody says anything any more, no fact tells that the bound is over. */
function forGood({ clients, count, upAtUs, told }: Presence): Violation | null {
  if (upAtUs === null || told) return null;
  const gone = [...members(clients)].filter((each) => each.gone).length;
  if (gone === 0) return null;
  const say = `${gone} of ${count} clients have given up, and the server is back.`;
  return { say, because: [] };
}

function onPresence(state: Presence, seen: Seen, atUs: Micros, bound: Micros): Judged<Presence> {
  if (seen.kind !== 'fact') {
    if (seen.node !== 'hub') return { state };
    const isUp = seen.kind === 'up';
    return { state: { ...withoutParked(state), upAtUs: isUp ? atUs : null, told: false } };
  }
  const { upAtUs, told } = state;
  const next = withFact(state, seen, atUs);
  if (upAtUs === null || told || atUs <= upAtUs + bound) return { state: next };
  if (state.openCount === state.count) return { state: next };
  const away = state.count - state.openCount;
  const say = `${away} of ${state.count} clients are not connected ${seconds(bound)} after the server was back.`;
  return { state: { ...next, told: true }, violation: { say, because: [] } };
}

type SeenFact = Extract<Seen, { readonly kind: 'fact' }>;

function withFact(state: Presence, { fact, actor }: SeenFact, atUs: Micros): Presence {
  const { type } = fact;
  if (type === 'booted') return { ...withoutParked(state), upAtUs: atUs, told: false };
  if (type === 'parked' || type === 'rejected') {
    const asker = find(state.clients, String(fact['client']));
    return asker === undefined ? state : withParked(state, asker, type === 'parked');
  }
  const known = find(state.clients, actor);
  if (type === 'gaveUp') return known === undefined ? state : withoutHope(state, known);
  if (type !== 'opened' && type !== 'lost') return state;
  const open = type === 'opened';
  if (known?.open === open) return state;
  // Who was never connected is not waited for.
  if (known === undefined && !open) return state;
  return {
    ...state,
    clients: put(state.clients, {
      actor,
      open,
      parked: false,
      willing: fact['why'] === 'close',
      gone: false,
    }),
    count: state.count + (known === undefined ? 1 : 0),
    openCount: state.openCount + (open ? 1 : -1),
  };
}

/** The server keeps the poll of a client that knows of no connection, or turns it away again. */
function withParked(state: Presence, asker: Client, parked: boolean): Presence {
  if (asker.open !== asker.parked || asker.parked === parked) return state;
  const clients = put(state.clients, { ...asker, open: parked, parked });
  return { ...state, clients, openCount: state.openCount + (parked ? 1 : -1) };
}

/** With the server go the polls that it keeps. */
const withoutParked = (state: Presence): Presence =>
  [...members(state.clients)].reduce((left, each) => withParked(left, each, false), state);

/** Who left by itself is not waited for any more. */
function withoutHope(state: Presence, known: Client): Presence {
  const { actor, willing } = known;
  if (!willing) return { ...state, clients: put(state.clients, { ...known, gone: true }) };
  const clients = without(state.clients, (each) => each.actor === actor);
  return { ...state, clients, count: state.count - 1 };
}

interface Burst {
  /** Instants of the last second with the attempts at them, the oldest first. */
  readonly recent: readonly { readonly atUs: Micros; readonly count: number }[];
  readonly sum: number;
  readonly told: boolean;
}

export const attemptsBounded: Guarantee = {
  id: 'attempts-bounded',
  ref: 'R6',
  title: 'No more attempts than the server admits',
  explain: 'In no second do more clients try to connect than the server can admit in it.',
  workloads: ['restart-storm'],
  variants: ['websocket', 'sse'],
  monitor: ({ admissionRatePerSecond = 0, admissionBurst = 0 }) => ({
    kind: 'always',
    over: 'timed',
    start: { recent: [], sum: 0, told: false },
    on: (state: Burst, seen, atUs) =>
      seen.kind === 'fact' && seen.fact.type === 'attempt'
        ? onAttempt(state, atUs, admissionRatePerSecond + admissionBurst)
        : { state },
  }),
};

function onAttempt({ recent, sum, told }: Burst, atUs: Micros, most: number): Judged<Burst> {
  const gone = recent.findIndex((each) => each.atUs > atUs - SECOND);
  const left = gone < 0 ? [] : recent.slice(gone);
  const before = gone < 0 ? 0 : sum - recent.slice(0, gone).reduce((n, each) => n + each.count, 0);
  const last = left.at(-1);
  const entries =
    last?.atUs === atUs
      ? left.with(-1, { atUs, count: last.count + 1 })
      : [...left, { atUs, count: 1 }];
  const state: Burst = { recent: entries, sum: before + 1, told: told && before >= most };
  if (state.sum <= most || state.told) return { state };
  const say = `More than ${most} attempts to connect within one second.`;
  return { state: { ...state, told: true }, violation: { say, because: [] } };
}

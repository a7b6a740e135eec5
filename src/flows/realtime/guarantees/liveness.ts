/**
 * R7 and R8: a dead link is found in time, and what is published arrives in time. That a link is
 * dead can be seen only by what does not arrive: so R7 is judged by events that a client with an
 * open connection does not have after the bound. Judged in virtual time.
 */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { type Micros, SECOND } from '../../../kernel/time.ts';
import { called } from '../facts.ts';
import { find, type Member, members, put, type Roster } from './roster.ts';

interface Client extends Member {
  readonly open: boolean;
  readonly sinceUs: Micros;
  /** The newest event that it has, or that was published when it connected. */
  readonly upTo: number;
}
interface State {
  readonly published: readonly { readonly n: number; readonly atUs: Micros }[];
  readonly clients: Roster<Client>;
}

const MOST_PUBLISHED = 64;
const START: State = { published: [], clients: [] };
const seconds = (us: Micros): string => `${Number((us / SECOND).toFixed(2))} s`;

export const deadLinkFound: Guarantee = {
  id: 'dead-link-found',
  ref: 'R7',
  title: 'A dead link is found in time',
  explain:
    'A client whose connection carries nothing any more notices it within the bound: it never stays open without an event that was published that long ago.',
  workloads: ['heartbeats'],
  variants: ['websocket', 'sse'],
  /** Interval and timeout of the heartbeat, and half a round trip. */
  boundUs: ({ heartbeatIntervalMs = 0, heartbeatTimeoutMs = 0, rttMs = 0 }) =>
    (heartbeatIntervalMs + heartbeatTimeoutMs + rttMs / 2) * 1_000,
  monitor: (params, bound = deadLinkFound.boundUs?.(params) ?? 0) => ({
    kind: 'always',
    over: 'timed',
    start: START,
    on: (state: State, seen, atUs) => {
      const next = fold(state, seen, atUs);
      if (seen.kind !== 'fact' || seen.fact.type !== 'published') return { state: next };
      return { state: next, ...overdue(state, atUs, bound) };
    },
  }),
};

export const deliveredSoon: Guarantee = {
  id: 'delivered-soon',
  ref: 'R8',
  title: 'News arrives in time',
  explain: 'What is published while a client is connected reaches it within the bound.',
  workloads: ['calm'],
  variants: ['websocket', 'sse', 'long-polling', 'polling'],
  /** The worst case of a chained poll: an interval and one and a half round trips. */
  boundUs: ({ pollIntervalMs = 0, rttMs = 0 }) => (pollIntervalMs + 1.5 * rttMs) * 1_000 + 1_000,
  monitor: (params, bound = deliveredSoon.boundUs?.(params) ?? 0) => ({
    kind: 'always',
    over: 'timed',
    start: START,
    on: (state: State, seen, atUs) => {
      const next = fold(state, seen, atUs);
      return { state: next, ...late(state, seen, atUs, bound) };
    },
  }),
};

function fold(state: State, seen: Seen, atUs: Micros): State {
  if (seen.kind !== 'fact') return state;
  const { fact, actor } = seen;
  const known = find(state.clients, actor);
  switch (fact.type) {
    case 'published': {
      const published = [...state.published, { n: Number(fact['n']), atUs }];
      return { ...state, published: published.slice(-MOST_PUBLISHED) };
    }
    case 'live': {
      const upTo = Math.max(known?.upTo ?? 0, state.published.at(-1)?.n ?? 0);
      const client = { actor, open: true, sinceUs: atUs, upTo };
      return { ...state, clients: put(state.clients, client) };
    }
    case 'lost':
      return known === undefined
        ? state
        : { ...state, clients: put(state.clients, { ...known, open: false }) };
    case 'applied':
    case 'reset': {
      const n = Number(fact['n'] ?? fact['upTo']);
      if (known === undefined || n <= known.upTo) return state;
      return { ...state, clients: put(state.clients, { ...known, upTo: n }) };
    }
    default:
      return state;
  }
}

function overdue(
  { published, clients }: State,
  atUs: Micros,
  bound: Micros,
): Pick<Judged<State>, 'violation'> {
  for (const { actor, open, sinceUs, upTo } of members(clients)) {
    if (!open) continue;
    const first = published.find((each) => each.n > upTo && each.atUs > sinceUs);
    if (first === undefined || atUs <= first.atUs + bound) continue;
    const waited = seconds(atUs - first.atUs);
    const say = `${called(actor)} takes its connection for open, and does not have event ${first.n} ${waited} after it was published.`;
    return { violation: { say, because: [] } };
  }
  return {};
}

function late(
  { published, clients }: State,
  seen: Seen,
  atUs: Micros,
  bound: Micros,
): Pick<Judged<State>, 'violation'> {
  if (seen.kind !== 'fact' || (seen.fact.type !== 'applied' && seen.fact.type !== 'reset'))
    return {};
  const n = Number(seen.fact['n'] ?? seen.fact['upTo']);
  const client = find(clients, seen.actor);
  if (client === undefined || !client.open || n <= client.upTo) return {};
  // The oldest that this brings waited longest.
  const first = published.find((each) => each.n > client.upTo && each.n <= n);
  if (first === undefined || first.atUs < client.sinceUs || atUs <= first.atUs + bound) return {};
  const say = `${called(seen.actor)} has event ${first.n} ${seconds(atUs - first.atUs)} after it was published.`;
  return { violation: { say, because: [] } };
}

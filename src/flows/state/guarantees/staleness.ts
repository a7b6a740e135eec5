/** S10. What another device wrote is on the screen within a poll and a round trip. */
import type { Params } from '../../../flow/flow.ts';
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Look, Seen, Violation } from '../../../kernel/monitor.ts';
import type { AppContext } from '../machines/app-context.ts';
import { factIn, remembering, text } from './seen.ts';

/** The page that is watched. */
const PAGE = 'app';

interface Written {
  readonly op: string;
  /** 0: the server does not have it yet. */
  readonly version: number;
  readonly sinceUs: number;
}

interface State {
  readonly waiting: readonly Written[];
  readonly lastUs: number;
}

/**
 * A poll and a round trip, with what both may be late, what the database takes, and the frame before
 * the other device sends. While a question is under way no other is asked: a poll that is shorter
 * than a round trip lasts until the next one that is due after it.
 */
function within({
  pollMs = 0,
  rttMs = 0,
  jitterMs = 0,
  dbRttMs = 0,
  renderMs = 0,
}: Params): number {
  const tripMs = rttMs + 2 * jitterMs + dbRttMs;
  const askMs = pollMs === Number.POSITIVE_INFINITY ? pollMs : Math.ceil(tripMs / pollMs) * pollMs;
  return (Math.max(pollMs, askMs) + tripMs + 2 * jitterMs + dbRttMs + renderMs) * 1_000;
}

export const staleness: Guarantee = {
  id: 'bounded-staleness',
  ref: 'S10',
  title: 'News within a poll',
  explain: 'What another device wrote is shown within the time of a poll and a round trip.',
  workloads: ['news', 'news-offline'],
  variants: ['optimistic', 'offline', 'kinds'],
  boundUs: within,
  monitor: (params, boundUs = within(params)) => ({
    kind: 'always',
    over: 'timed',
    start: { waiting: [], lastUs: 0 },
    on: (state, seen, atUs) => on(state, seen, atUs, boundUs),
    atRest: (state: State, look) => stillWaiting(state, look, boundUs),
  }),
};

function on(before: State, seen: Seen, atUs: number, boundUs: number): Judged<State> {
  const state = { ...before, lastUs: atUs };
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op, node } = found;
  switch (fact.type) {
    case 'edited': {
      if (node === PAGE) return { state };
      const written = { op, version: 0, sinceUs: atUs };
      return { state: { ...state, waiting: remembering(state.waiting, written) } };
    }
    // Without a network a page has no news: it is promised from the next one on.
    case 'connected': {
      if (node !== PAGE) return { state };
      const waiting = state.waiting.map((each) => ({ ...each, sinceUs: atUs }));
      return { state: { ...state, waiting } };
    }
    case 'failed':
    case 'conflictShown':
      return { state: { ...state, waiting: state.waiting.filter((each) => each.op !== op) } };
    case 'applied': {
      const version = Number(fact['version']);
      const waiting = state.waiting.map((each) =>
        each.op === op && text(fact, 'id') === '1' ? { ...each, version } : each,
      );
      return { state: { ...state, waiting } };
    }
    case 'seen': {
      if (node !== PAGE) return { state };
      const isThere = ({ version }: Written): boolean =>
        version > 0 && version <= Number(fact['version']);
      const waiting = state.waiting.filter((each) => !isThere(each));
      const late = state.waiting.find((each) => isThere(each) && atUs - each.sinceUs > boundUs);
      const next = { ...state, waiting };
      return late === undefined
        ? { state: next }
        : { state: next, violation: tooLate(late, atUs, boundUs) };
    }
    default:
      return { state };
  }
}

function stillWaiting({ waiting, lastUs }: State, look: Look, boundUs: number): Violation | null {
  if (look(PAGE) === undefined) return null;
  const { online } = look(PAGE) as AppContext;
  const late = waiting.find(({ version, sinceUs }) => version > 0 && lastUs - sinceUs > boundUs);
  return late === undefined || !online ? null : tooLate(late, lastUs, boundUs);
}

const seconds = (us: number): string => `${(us / 1_000_000).toFixed(1)} s`;

const tooLate = ({ op, sinceUs }: Written, atUs: number, boundUs: number): Violation => ({
  say: `The page has ${op} only after ${seconds(atUs - sinceUs)}; at most ${seconds(boundUs)} were promised.`,
  because: [`${op}/edited`, `${op}/applied`],
});

/** Many who were sent away do not come back at once, nor before they were told to. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { type Micros, MS, SECOND } from '../../../kernel/time.ts';
import { broken, factIn, rowOf, type Table, withoutRow, withRow } from './seen.ts';

/** What comes within this is one spike. */
const SPIKE_US = 20 * MS;
/** Fewer are no crowd. */
const CROWD = 5;

interface State {
  readonly asked: number;
  readonly sinceUs: Micros;
  readonly count: number;
  /** Until when each was told to wait. */
  readonly told: Table<number>;
}

export const spreadRetries: Guarantee = {
  id: 'retries-spread',
  ref: 'LOAD',
  title: 'Retries come spread out, and not too soon',
  explain: 'Nobody comes back before Retry-After, and never half of a crowd within 20 ms.',
  workloads: ['rush-limited'],
  monitor: () => ({
    kind: 'always',
    over: 'timed',
    start: { asked: 0, sinceUs: 0, count: 0, told: [] },
    on,
  }),
};

function on(state: State, seen: Seen, atUs: Micros): Judged<State> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  switch (fact.type) {
    case 'asked':
      return { state: { ...state, asked: state.asked + 1 } };
    case 'answered': {
      const seconds = Number(fact['retryAfter'] ?? 0);
      if (seconds === 0) return { state };
      return { state: { ...state, told: withRow(state.told, op, atUs + seconds * SECOND) } };
    }
    case 'shown':
      return { state: { ...state, told: withoutRow(state.told, op) } };
    case 'sent': {
      if (Number(fact['attempt']) === 1) return { state };
      const begins = atUs - state.sinceUs > SPIKE_US;
      const next = {
        ...state,
        sinceUs: begins ? atUs : state.sinceUs,
        count: begins ? 1 : state.count + 1,
        told: withoutRow(state.told, op),
      };
      const told = rowOf(state.told, op);
      if (told !== undefined && atUs < told) {
        return broken(next, op, `${op} came back before it was told to.`, 'answered', 'sent');
      }
      const most = Math.max(CROWD, Math.floor(state.asked / 2));
      // Told once, when the limit is passed.
      if (next.count !== most + 1) return { state: next };
      return broken(
        next,
        op,
        `More than ${most} of ${state.asked} came back within 20 ms.`,
        'sent',
      );
    }
    default:
      return { state };
  }
}

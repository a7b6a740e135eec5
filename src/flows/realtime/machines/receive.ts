/** What a client makes of an event: apply it, throw it away, keep it for later, or ask for the whole state. */
import type { Fact } from '../../../kernel/system.ts';
import type { CaughtUp, Item, Pushed, Reset } from '../protocol.ts';
import type { Settings } from '../settings.ts';

/** What a client knows. `missed` and `duplicates` are for the eye: it cannot count them itself without `resume`. */
export interface Known {
  /** The number of the last event, as the server counts. */
  readonly last: number | null;
  readonly epoch: number | null;
  /** Events that came too early, in their order. */
  readonly ahead: readonly Item[];
  /** The newest publication that is shown; 0 before the first. */
  readonly shown: number;
  readonly applied: number;
  readonly missed: number;
  readonly duplicates: number;
}

export const KNOWS_NOTHING: Known = {
  last: null,
  epoch: null,
  ahead: [],
  shown: 0,
  applied: 0,
  missed: 0,
  duplicates: 0,
};

interface Outcome {
  readonly known: Known;
  readonly facts: readonly Fact[];
  /** Something is missing that will not come any more. */
  readonly gap: boolean;
}

/** `caughtUp`: nothing older than this event is still under way. */
export function receive(
  s: Settings,
  before: Known,
  { seq, n, epoch }: Pick<Pushed, 'seq' | 'n' | 'epoch'>,
  caughtUp: boolean,
): Outcome {
  const otherLife = s.epoch === 'on' && before.epoch !== null && before.epoch !== epoch;
  // What came between the two lives, no number tells.
  if (otherLife && caughtUp) return { known: before, facts: [], gap: true };
  const known = otherLife ? { ...before, last: null, ahead: [], epoch } : { ...before, epoch };
  const { last } = known;
  if (last !== null && seq <= last && s.dedupe !== 'none') {
    return {
      known: { ...known, duplicates: known.duplicates + 1 },
      facts: [{ type: 'discarded', n, seq }],
      gap: false,
    };
  }
  const early = last !== null && seq > last + 1;
  const gap = early && caughtUp && s.gapCheck === 'on';
  if (early && s.dedupe === 'contiguous') {
    const others = known.ahead.filter((item) => item.seq !== seq);
    const ahead = [...others, { seq, n }].sort((a, b) => a.seq - b.seq);
    return { known: { ...known, ahead }, facts: [], gap };
  }
  if (gap || (early && s.gapCheck === 'on')) return { known, facts: [], gap: true };
  return drained(apply(known, { seq, n }));
}

/** The server says that everything up to this number was sent. */
export function catchUp(
  s: Settings,
  known: Known,
  { seq, epoch }: Pick<CaughtUp, 'seq' | 'epoch'>,
): Outcome {
  const last = known.last ?? seq;
  const gap = s.gapCheck === 'on' && seq > last;
  return { known: { ...known, last, epoch }, facts: [], gap };
}

/** The whole state takes the place of what was shown. */
export function takeWhole(
  known: Known,
  { seq, epoch, upTo }: Pick<Reset, 'seq' | 'epoch' | 'upTo'>,
): Outcome {
  // Of whoever is new, what came before is no news.
  const after = known.epoch === null ? upTo : known.shown;
  return {
    known: { ...known, last: seq, epoch, ahead: [], shown: upTo },
    facts: [{ type: 'reset', upTo, after }],
    gap: false,
  };
}

function apply(known: Known, { seq, n }: Item): Outcome {
  const again = n <= known.shown;
  return {
    known: {
      ...known,
      last: seq,
      shown: Math.max(known.shown, n),
      applied: known.applied + 1,
      missed: known.missed + (again || known.applied === 0 ? 0 : n - known.shown - 1),
      duplicates: known.duplicates + (again ? 1 : 0),
    },
    facts: [{ type: 'applied', n, seq }],
    gap: false,
  };
}

/** What waited for the event that came is applied after it. */
function drained(outcome: Outcome): Outcome {
  const [next] = outcome.known.ahead;
  const { last } = outcome.known;
  if (next === undefined || last === null || next.seq > last + 1) return outcome;
  const known = { ...outcome.known, ahead: outcome.known.ahead.slice(1) };
  if (next.seq <= last) return drained({ ...outcome, known });
  const after = apply(known, next);
  return drained({ ...after, facts: [...outcome.facts, ...after.facts] });
}

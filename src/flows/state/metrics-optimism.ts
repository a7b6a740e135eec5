/**
 * What optimism costs and saves: two people do the same work, and each loses time. Where the
 * failures grow, the point is marked at which the optimist begins to lose more.
 */
import type { Metric } from '../../flow/property.ts';

interface Tally {
  readonly changes: number;
  readonly refused: number;
  readonly lostUs: number;
}

interface State {
  /** Since the last comparison. */
  readonly optimist: Tally;
  readonly pessimist: Tally;
  /** As they were compared last: lost by a change, and refused of a hundred. */
  readonly last: Compared | null;
  /** Where it stopped to pay, for good so far. */
  readonly stops: number | null;
}

interface Compared {
  readonly optimistMs: number;
  readonly pessimistMs: number;
  readonly refusedPercent: number;
}

const NOTHING: Tally = { changes: 0, refused: 0, lostUs: 0 };
const START: State = { optimist: NOTHING, pessimist: NOTHING, last: null, stops: null };

/** So many changes of each, or more of who is faster, are compared at a time. */
const COMPARED = 100;

function on(state: State, seen: Parameters<Metric['on']>[1]): State {
  if (seen.kind !== 'fact') return state;
  const { fact } = seen;
  if (fact.type !== 'changeAnswered' && fact.type !== 'timeLost') return state;
  const who = fact['optimist'] === true ? 'optimist' : 'pessimist';
  const tally = state[who];
  if (fact.type === 'timeLost')
    return { ...state, [who]: { ...tally, lostUs: tally.lostUs + Number(fact['us']) } };
  const refused = tally.refused + (fact['ok'] === true ? 0 : 1);
  const next = { ...state, [who]: { ...tally, refused, changes: tally.changes + 1 } };
  return next.optimist.changes < COMPARED || next.pessimist.changes < COMPARED
    ? next
    : compared(next);
}

function compared({ optimist, pessimist, last, stops }: State): State {
  const now: Compared = {
    optimistMs: optimist.lostUs / optimist.changes / 1_000,
    pessimistMs: pessimist.lostUs / pessimist.changes / 1_000,
    refusedPercent: (100 * optimist.refused) / optimist.changes,
  };
  const gap = now.optimistMs - now.pessimistMs;
  const before = last === null ? null : last.optimistMs - last.pessimistMs;
  const point = { optimist: NOTHING, pessimist: NOTHING, last: now };
  if (gap <= 0) return { ...point, stops: null };
  if (last === null || before === null) return { ...point, stops: now.refusedPercent };
  if (before > 0) return { ...point, stops };
  // Between the two, where the lines cross.
  const share = -before / (gap - before);
  return {
    ...point,
    stops: last.refusedPercent + share * (now.refusedPercent - last.refusedPercent),
  };
}

const folded = { start: START as never, on, variants: ['optimistic'] } as const;

export const optimismMetrics: readonly Metric[] = [
  {
    ...folded,
    id: 'lost-optimist',
    title: 'Time lost, optimist',
    unit: 'ms',
    chart: 'Time lost',
    explain: `By a change, on average, while it was shown at once: of the last ${COMPARED} or more.`,
    value: ({ last }: State) => last?.optimistMs ?? null,
  },
  {
    ...folded,
    id: 'lost-pessimist',
    title: 'Time lost, pessimist',
    unit: 'ms',
    chart: 'Time lost',
    explain: `By a change, on average, while it was shown after the answer: of the last ${COMPARED} or more.`,
    value: ({ last }: State) => last?.pessimistMs ?? null,
  },
  {
    ...folded,
    id: 'refused-share',
    title: 'Refused',
    unit: '%',
    explain: `Of the last ${COMPARED} or more changes that were shown at once.`,
    value: ({ last }: State) => last?.refusedPercent ?? null,
  },
  {
    ...folded,
    id: 'optimism-stops',
    title: 'Optimism stops paying at',
    unit: '%',
    explain: 'At so many refused changes the optimist began to lose more time than the pessimist.',
    value: ({ stops }: State) => stops,
  },
];

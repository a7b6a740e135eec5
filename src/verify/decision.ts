/** Decisions of several workloads as one. */
import type { Decision } from './question.ts';

/** The cheapest witness of all workloads; without one, what is open before what holds. */
export function together(
  answers: readonly { readonly workload: string; readonly decision: Decision }[],
): Decision {
  const all = answers.map(({ decision }) => decision);
  const witnessed = all.filter(isWitnessed).sort(byCost);
  const best = witnessed[0] ?? all.find(({ verdict }) => verdict === 'unfinished') ?? all[0];
  if (best === undefined) throw new RangeError('There is no workload to search.');
  const stateCount = all.reduce((sum, each) => sum + each.stateCount, 0);
  const coverage = answers
    .map(({ workload, decision }) => `${workload}: ${decision.coverage}`)
    .join('; ');
  return { ...best, stateCount, coverage: answers.length === 1 ? best.coverage : coverage };
}

export const isWitnessed = ({ witness }: Decision): boolean => witness !== null;

/** Fewer faults first, then fewer late deadlines, then fewer entries. */
export const byCost = (a: Decision, b: Decision): number =>
  a.faultCount - b.faultCount || a.delayCount - b.delayCount || a.entryCount - b.entryCount;

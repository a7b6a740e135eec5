/** A challenge, tried: its solution reaches the goal at every seed; its start and each non-solution do not. */
import type { Flow } from '../flow/flow.ts';
import type { Path } from '../flow/parse-problem.ts';
import type { Run } from '../flow/run.ts';
import { changed } from './beats.ts';
import { checkText, foundText } from './findings.ts';
import { atSeed, evasions, judge, seedsOf } from './judge.ts';
import type { Mistake } from './mistakes.ts';
import type { ChallengeStep } from './scenario.ts';

export function challenged(
  flow: Flow,
  step: ChallengeStep,
  start: Run,
  path: Path,
): { say: string; mistakes: Mistake[] } {
  const { goal, solution, nonSolutions } = step;
  const { refused, goals } = judge(flow, step, start, changed(flow, start, solution));
  const mistakes: Mistake[] = goals.flatMap(({ goal: check, met, seeds }): Mistake[] => {
    const missed = seeds.find((each) => !each.met);
    if (met || missed === undefined) return [];
    const so = foundText({ check, so: false, found: missed.value });
    return [
      {
        path: [...path, 'solution'],
        say: `It does not reach ${checkText(check)} at seed ${missed.seed}: ${so}.`,
      },
    ];
  });
  for (const say of refused) mistakes.push({ path: [...path, 'solution'], say });
  if (reaches(flow, step, start)) {
    mistakes.push({
      path: [...path, 'goal'],
      say: 'The challenge is won before anything is done.',
    });
  }
  nonSolutions.forEach(({ change }, i) => {
    const run = changed(flow, start, change);
    for (const say of evasions(flow, start, run)) {
      mistakes.push({ path: [...path, 'nonSolutions', i, 'change'], say });
    }
    if (!reaches(flow, step, run)) return;
    const say = 'This reaches the goal at every seed, so it is a solution.';
    mistakes.push({ path: [...path, 'nonSolutions', i, 'change'], say });
  });
  const tried = `${nonSolutions.length} non-solution${nonSolutions.length === 1 ? '' : 's'}`;
  return {
    say: `${goal.length} goal${goal.length === 1 ? '' : 's'}, reached by the solution at ${seedsOf(0).length} seeds; not by the start, nor by ${tried}`,
    mistakes,
  };
}

/** Ends with the first seed that does not. */
function reaches(flow: Flow, { goal }: ChallengeStep, run: Run): boolean {
  return seedsOf(run.seed).every((seed) =>
    atSeed(flow, goal, { ...run, seed }).every(({ met }) => met),
  );
}

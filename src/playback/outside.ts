/** What comes from outside, refused in words: what, why, and what next. */
import { problemText, type Problem as RunProblem } from '../flow/parse.ts';
import type { Problem } from './state.ts';

const SHOWN = 5;

export function refusal(what: string, problems: readonly RunProblem[], next: string): Problem {
  const lines = problems.slice(0, SHOWN).map(problemText);
  const more = problems.length - SHOWN;
  return {
    title: `${what} is not a run that can be played.`,
    details: [...lines, ...(more > 0 ? [`… and ${more} more.`] : []), next],
  };
}

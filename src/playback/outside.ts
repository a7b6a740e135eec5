/** What comes from outside, refused in words: what, why, and what next. */
import type { Flow } from '../flow/flow.ts';
import { type Parsed, parseRun, problemText, type Problem as RunProblem } from '../flow/parse.ts';
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

/** Never throws: a flow that fails over a strange choice is one more reason to refuse it. */
export function parsedSafely(catalogue: readonly Flow[], value: unknown): Parsed {
  try {
    return parseRun(catalogue, value);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const problem = {
      path: '',
      found: `a choice that the flow fails over (${why})`,
      allowed: 'one that it can build',
    };
    return { ok: false, problems: [problem] };
  }
}

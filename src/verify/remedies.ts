/** What may be done about a witness: each fix of the flow turned to another value, alone or in pairs. */
import { choiceOf, compile, type Setup } from '../flow/compile.ts';
import { type Flow, fits } from '../flow/flow.ts';
import { parseRun } from '../flow/parse.ts';
import type { Run } from '../flow/run.ts';
import { simulate } from '../kernel/simulate.ts';
import { choiceTitle } from '../views/pairs.ts';
import { type Question, watching } from './question.ts';

/** Fixes by name, with the value that each is turned to. */
export type Remedy = Readonly<Record<string, string>>;

/** Every fix that the setup has, turned to every value that it has not. */
export function singleRemedies(flow: Flow, setup: Setup): Remedy[] {
  return turned(flow, setup).filter((remedy) => isFitting(flow, setup, remedy));
}

/** Every two fixes, also where one is there only with the other; those that hold two of `first` come first. */
export function pairRemedies(flow: Flow, setup: Setup, first: readonly Remedy[]): Remedy[] {
  const all = turned(flow, setup);
  const isFirst = (remedy: Remedy): boolean =>
    first.some((each) => Object.entries(each).every(([name, value]) => remedy[name] === value));
  const pairs = all.flatMap((a, i) =>
    all
      .slice(i + 1)
      .filter((b) => Object.keys(a)[0] !== Object.keys(b)[0])
      .map((b) => ({ remedy: { ...a, ...b }, firsts: [a, b].filter(isFirst).length })),
  );
  return pairs
    .filter(({ remedy }) => isFitting(flow, setup, remedy))
    .sort((a, b) => b.firsts - a.firsts)
    .map(({ remedy }) => remedy);
}

function turned(flow: Flow, setup: Setup): Remedy[] {
  const { fixes } = choiceOf(flow, setup);
  return Object.entries(flow.fixes).flatMap(([name, { values }]) =>
    values.filter((value) => value !== fixes[name]).map((value) => ({ [name]: value })),
  );
}

/** The variant has every one of these fixes, given the others. */
function isFitting(flow: Flow, setup: Setup, remedy: Remedy): boolean {
  const fixes = { ...choiceOf(flow, setup).fixes, ...remedy };
  return Object.keys(remedy).every((name) => {
    const spec = flow.fixes[name];
    return spec !== undefined && fits(spec, setup.variant, fixes);
  });
}

export const remedyTitle = choiceTitle;

/** The same run with other fixes; `null` where it does not fit them. */
export function withRemedy(flow: Flow, run: Run, remedy: Remedy): Run | null {
  const parsed = parseRun([flow], { ...run, fixes: { ...run.fixes, ...remedy } });
  return parsed.ok ? parsed.run : null;
}

/** Whether the guarantee survives the very faults and order of a witness; `null` where these do not fit. */
export function isHarmless(
  question: Pick<Question, 'flow' | 'guarantee' | 'boundUs'>,
  witness: Run,
  remedy: Remedy,
): boolean | null {
  const run = withRemedy(question.flow, witness, remedy);
  if (run === null) return null;
  const system = watching(question)(compile(question.flow, run));
  return simulate(system, run).violations.length === 0;
}

/** From plain data, as YAML or JSON gives it, to a scenario. Names are not looked up: `names.ts` does that. */
import * as z from 'zod/mini';
import { nearest, type Path, problem } from '../flow/parse-problem.ts';
import { type Mistake, saying, strange } from './mistakes.ts';
import {
  PLAYING_KINDS,
  type PredictStep,
  type Scenario,
  STEP_KINDS,
  type Step,
} from './scenario.ts';
import { type Shaped, type ShapedStep, scenarioShape } from './shape.ts';

export type Read =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Never throws. */
export function readScenario(data: unknown): Read {
  const newer = strangeVersion(data);
  if (newer !== undefined) return { ok: false, mistakes: [newer] };
  const result = z.safeParse(scenarioShape, data, { reportInput: true });
  return result.success
    ? { ok: true, scenario: lowered(result.data) }
    : { ok: false, mistakes: mistakesOf(result.error.issues, []) };
}

/** A file of another version is not read at all: what else is wrong with it nobody can say. */
function strangeVersion(data: unknown): Mistake | undefined {
  const version = (Object(data) as { schemaVersion?: unknown }).schemaVersion;
  if (typeof version !== 'number' || version === 1) return undefined;
  return {
    path: ['schemaVersion'],
    say: `This is a scenario of version ${version}; this program reads version 1 only.`,
  };
}

/** What is wrong, each place once. */
function mistakesOf(issues: readonly z.core.$ZodIssue[], at: Path): Mistake[] {
  const seen = new Set<string>();
  return issues
    .flatMap((issue) => mistakeOf(issue, at))
    .filter(({ path }) => {
      const place = JSON.stringify(path);
      return !seen.has(place) && seen.add(place);
    });
}

function mistakeOf(issue: z.core.$ZodIssue, at: Path): Mistake[] {
  const path = [
    ...at,
    ...issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
  ];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownField([...path, key], key, issue.message.split(', ')));
    case 'invalid_union':
      return unionMistakes(issue, path);
    case 'invalid_value':
      return typeof issue.input === 'string' &&
        issue.values.every((each) => typeof each === 'string')
        ? [strange(path, issue.input, issue.values)]
        : [saying(path, problem([], issue.input, issue.message))];
    case 'invalid_key':
      return [
        { ...saying(path, problem([], path.at(-1), issue.issues[0]?.message ?? '')), atKey: true },
      ];
    case 'custom':
      return issue.params?.['isSentence'] === true
        ? [{ path, say: issue.message }]
        : [saying(path, problem([], issue.input, issue.message))];
    case 'invalid_type':
    case 'invalid_format':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'too_big':
    case 'too_small':
      return [saying(path, problem([], issue.input, issue.message))];
  }
}

function unknownField(path: Path, key: string, known: readonly string[]): Mistake {
  const near = nearest(key, known);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  return {
    path,
    say: `There is no field "${key}" here. Allowed: ${known.join(', ')}.${hint}`,
    atKey: true,
  };
}

/** Of several forms the one is meant that fits best: with it the fewest things are wrong. */
function unionMistakes(issue: z.core.$ZodIssueInvalidUnion, path: Path): Mistake[] {
  const { discriminator, input } = issue;
  // zod names the place of the discriminator itself.
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return [saying(path, problem([], input, issue.message))];
  }
  if (discriminator !== undefined) {
    const found: unknown = (input as Record<string, unknown>)[discriminator];
    return typeof found === 'string'
      ? [strange(path, found, STEP_KINDS)]
      : [saying(path, problem([], found, STEP_KINDS.join(', ')))];
  }
  // What is said of the whole is of no use beside what is said of a field.
  const forms = issue.errors.map((issues) => {
    const mistakes = mistakesOf(issues, path);
    const ofFields = mistakes.filter((each) => each.path.length > path.length);
    return ofFields.length > 0 ? ofFields : mistakes;
  });
  const best = forms.reduce((a, b) => (b.length < a.length ? b : a));
  const keys = Object.keys(input);
  // Nothing that it has is a field of that form: say which forms there are.
  const isNoForm = best.filter(({ atKey }) => atKey).length >= keys.length;
  return isNoForm ? [saying(path, problem([], input, issue.message))] : best;
}

function lowered({ steps, setup, ...rest }: Shaped): Scenario {
  return {
    ...rest,
    flow: setup.flow,
    setup,
    steps: steps.map((step, i) => loweredStep(step, i, steps)),
  };
}

function loweredStep(step: ShapedStep, index: number, steps: readonly ShapedStep[]): Step {
  switch (step.kind) {
    case 'run':
    case 'fault':
    case 'fix': {
      const { start, until, ...rest } = step;
      return {
        ...rest,
        ...(start === undefined ? {} : { startUs: start }),
        ...(until === undefined ? {} : { untilUs: until }),
      };
    }
    case 'predict':
      return { ...step, shownBy: step.shownBy ?? nextPlaying(steps, index) } satisfies PredictStep;
    case 'context':
    case 'observe':
    case 'explain':
    case 'challenge':
      return step;
  }
}

/** Empty when none follows: `names.ts` complains. */
const nextPlaying = (steps: readonly ShapedStep[], index: number): string =>
  steps.slice(index + 1).find(({ kind }) => PLAYING_KINDS.includes(kind))?.id ?? '';

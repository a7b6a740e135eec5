/**
 * Runs from outside: a link, a file, a command line. Nothing is believed. A wrong run comes back
 * as a list of problems, each with its place, what was found and what is allowed; a right one is
 * made plain, so that equal runs are equal JSON.
 */
import * as z from 'zod/mini';
import { canonical } from '../kernel/json.ts';
import type { Fault, Hold } from '../kernel/schedule.ts';
import type { Act } from '../kernel/system.ts';
import { compile } from './compile.ts';
import type { Flow } from './flow.ts';
import { plainCopy } from './parse-plain.ts';
import { nearest, type Path, type Problem, problem, unknownWord } from './parse-problem.ts';
import { checkAct, checkFault, checkHold, type Scene } from './parse-schedule.ts';
import { own, parseSetup } from './parse-setup.ts';
import { actShape, FAULT_KINDS, faultShape, holdShape, runShape } from './parse-shape.ts';
import type { Run } from './run.ts';

export { type Problem, problemText } from './parse-problem.ts';

export type Parsed =
  | { readonly ok: true; readonly run: Run }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Room for a run with its caps filled. */
const TEXT_MAX = 500_000;

/** A run as JSON text. Never throws. */
export function parseRunText(catalogue: readonly Flow[], text: string): Parsed {
  if (text.length > TEXT_MAX) {
    return wrong([problem([], `${text.length} characters`, `at most ${TEXT_MAX} characters`)]);
  }
  try {
    return parseRun(catalogue, JSON.parse(text) as unknown);
  } catch (error) {
    const why = error instanceof Error ? ` (${error.message})` : '';
    return wrong([{ path: '', found: `what is no JSON${why}`, allowed: 'a run as JSON' }]);
  }
}

/**
 * Fields that are left out get their default: the first variant, its first workload, seed 1, no
 * faults. Throws only when the flow itself does.
 */
export function parseRun(catalogue: readonly Flow[], input: unknown): Parsed {
  const plain = plainCopy(input);
  if (!plain.ok) return plain;
  const problems: Problem[] = [];
  const wanted = read(runShape, plain.value, [], problems);
  if (wanted === undefined) return wrong(problems);

  const flow = catalogue.find(({ id }) => id === wanted.flow);
  if (flow === undefined) {
    return wrong([
      unknownWord(
        ['flow'],
        wanted.flow,
        catalogue.map(({ id }) => id),
      ),
    ]);
  }
  const setup = parseSetup(flow, wanted, problems);
  const faults = readAll(wanted.faults, 'faults', problems, readFault);
  const holds = readAll(wanted.holds, 'holds', problems, (each, path) =>
    read<Hold>(holdShape, each, path, problems),
  );
  const inputs = readAll(wanted.inputs, 'inputs', problems, (each, path) =>
    // A loose object's fields are JSON here: `plainCopy` saw to that.
    read<Act>(actShape as unknown as z.ZodMiniType<Act>, each, path, problems),
  );
  if (problems.length > 0) return wrong(problems);

  const { plan, system } = compile(flow, { ...setup, inputs });
  const scene: Scene = { flow, plan, acts: system.acts, faults, inputs };
  problems.push(
    ...faults.flatMap((fault, i) => checkFault(scene, fault, ['faults', i])),
    ...holds.flatMap((hold, i) => checkHold(scene, hold, ['holds', i])),
    ...inputs.flatMap((act, i) => checkAct(scene, act, ['inputs', i])),
    ...repeatedActs(scene),
  );
  if (problems.length > 0) return wrong(problems);
  const { seed = 1, untilUs } = wanted;
  const until = untilUs === undefined ? {} : { untilUs };
  const run: Run = { version: 1, flow: flow.id, ...setup, seed, faults, holds, inputs, ...until };
  return { ok: true, run: normalise(flow, run) };
}

/**
 * The same run in its plain form: values that are the default anyway are left out, and keys have
 * one order. Faults, holds and inputs keep theirs: it decides what comes first at one instant.
 */
export function normalise(flow: Flow, run: Run): Run {
  const workload = own(flow.workloads, run.workload);
  const fixes = sorted(run.fixes, (name, value) => value !== flow.fixes[name]?.values[0]);
  const params = sorted(
    run.params,
    (name, value) => value !== (workload?.params?.[name] ?? flow.params[name]?.default),
  );
  const { version, flow: id, variant, workload: name, seed, faults, holds, inputs, untilUs } = run;
  const plain = { version, flow: id, variant, fixes, params, workload: name, seed };
  const until = untilUs === undefined ? {} : { untilUs };
  return { ...plain, ...sortedDeep({ faults, holds, inputs }), ...until };
}

/** One line of JSON, the same for equal runs. */
export const runText = (flow: Flow, run: Run): string => JSON.stringify(normalise(flow, run));

function sorted<T>(
  record: Readonly<Record<string, T>>,
  keeps: (name: string, value: T) => boolean,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record)
      .filter(([name, value]) => keeps(name, value))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const sortedDeep = <T>(value: T): T => JSON.parse(canonical(value)) as T;

const wrong = (problems: readonly Problem[]): Parsed => ({ ok: false, problems });

function readAll<T>(
  list: readonly unknown[] | undefined,
  field: string,
  problems: Problem[],
  readOne: (each: unknown, path: Path, problems: Problem[]) => T | undefined,
): T[] {
  return (list ?? [])
    .map((each, i) => readOne(each, [field, i], problems))
    .filter((each): each is T & {} => each !== undefined);
}

function readFault(input: unknown, path: Path, problems: Problem[]): Fault | undefined {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    problems.push(problem(path, input, 'a fault'));
    return undefined;
  }
  const { kind } = input as { kind?: unknown };
  const known = FAULT_KINDS.find((each) => each === kind);
  if (known !== undefined) return read(faultShape(known, 'link' in input), input, path, problems);
  problems.push(
    typeof kind === 'string'
      ? unknownWord([...path, 'kind'], kind, FAULT_KINDS)
      : problem([...path, 'kind'], kind, FAULT_KINDS.join(', ')),
  );
  return undefined;
}

/** What the schema makes of the value; else its issues as problems. The schemas' messages say what is allowed. */
function read<T>(
  schema: z.ZodMiniType<T>,
  value: unknown,
  path: Path,
  problems: Problem[],
): T | undefined {
  const result = z.safeParse(schema, value, { reportInput: true });
  if (result.success) return result.data;
  const seen = new Set<string>();
  for (const issue of result.error.issues) {
    const at = [
      ...path,
      ...issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
    ];
    if (issue.code === 'unrecognized_keys') {
      const known = Object.keys((schema._zod.def as { shape?: object }).shape ?? {});
      for (const key of issue.keys) problems.push(strangeKey([...at, key], key, known));
      continue;
    }
    const next = problem(at, issue.input, issue.message);
    if (!seen.has(next.path)) problems.push(next);
    seen.add(next.path);
  }
  return undefined;
}

function strangeKey(path: Path, key: string, known: readonly string[]): Problem {
  const near = nearest(key, known);
  const hint = near === undefined ? {} : { nearest: near };
  return { ...problem(path, key, `only ${known.join(', ')}`), found: 'an unknown field', ...hint };
}

/** An operation's id names it in addresses: two acts of one id would be one. */
function repeatedActs({ acts, inputs }: Scene): Problem[] {
  const seen = new Set(acts.map(({ op }) => op));
  return inputs.flatMap(({ op }, i) => {
    const isNew = !seen.has(op);
    seen.add(op);
    return isNew ? [] : [problem(['inputs', i, 'op'], op, 'an id that no other act has')];
  });
}

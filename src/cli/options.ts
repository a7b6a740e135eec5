/** From what was typed to a run: options are read here, and judged by `parseRun`. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { parseFault, parseHold, type Read } from '../flow/fault-text.ts';
import type { Flow, ParamValue } from '../flow/flow.ts';
import { type Problem, parseRun } from '../flow/parse.ts';
import { nearest } from '../flow/parse-problem.ts';
import type { Run } from '../flow/run.ts';
import { parseSpan } from '../flow/span-text.ts';
import type { Micros } from '../kernel/time.ts';
import { flows } from './flows.ts';
import { SIM, UsageError } from './usage.ts';

type Specs = NonNullable<ParseArgsConfig['options']>;

/** Options that say which run, for `run` and `break`. */
export const SETUP_OPTIONS = {
  variant: { type: 'string' },
  fix: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  workload: { type: 'string' },
} as const satisfies Specs;

export interface Typed {
  readonly positionals: readonly string[];
  /** The value of an option; throws when it was given twice. */
  one(name: string): string | undefined;
  all(name: string): readonly string[];
  has(name: string): boolean;
}

/** Reads a command's arguments. Throws a UsageError for an unknown option or a missing value. */
export function typed(args: readonly string[], options: Specs, positionalsMax: number): Typed {
  const known: Specs = { ...options, json: { type: 'boolean' } };
  const { positionals, given } = read(args, known);
  if (positionals.length > positionalsMax) {
    throw new UsageError(
      `"${positionals[positionalsMax]}" is one word too many.`,
      `A text with spaces wants quotes, like --fault 'crash cache @3.2s'. See ${SIM} --help`,
    );
  }
  const all = (name: string): string[] =>
    given.flatMap((each) => (each.name === name && each.value !== undefined ? [each.value] : []));
  return {
    positionals,
    all,
    one(name) {
      const values = all(name);
      if (values.length > 1) throw new UsageError(`--${name} stands there twice.`, 'Give it once.');
      return values[0];
    },
    has: (name) => given.some((each) => each.name === name),
  };
}

interface Given {
  readonly name: string;
  readonly value?: string | undefined;
}

function read(
  args: readonly string[],
  known: Specs,
): { positionals: string[]; given: readonly Given[] } {
  try {
    const { positionals, tokens } = parseArgs({
      args: [...args],
      options: known,
      allowPositionals: true,
      tokens: true,
    });
    return { positionals, given: tokens.filter((each) => each.kind === 'option') };
  } catch (error) {
    throw wrongOption(error, known);
  }
}

function wrongOption(error: unknown, known: Specs): unknown {
  if (!(error instanceof Error)) return error;
  const { code } = error as { code?: string };
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const name = /'(-+[^']*)'/.exec(error.message)?.[1] ?? '';
    const near = nearest(name.replace(/^-+/, ''), Object.keys(known));
    const names = Object.keys(known).map((each) => `--${each}`);
    const hint = near === undefined ? '' : `Did you mean --${near}? `;
    return new UsageError(
      `There is no option "${name}" here.`,
      `${hint}There are ${names.join(', ')}.`,
    );
  }
  if (code?.startsWith('ERR_PARSE_ARGS') === true) {
    const [what = ''] = error.message.split('\n');
    return new UsageError(what.replace(/([^.])$/, '$1.'), `See ${SIM} --help`);
  }
  return error;
}

/** The flow of that id. */
export function flowNamed(id: string | undefined): Flow {
  const ids = flows.map((each) => each.id);
  if (id === undefined) {
    throw new UsageError('Which flow?', `Name one of ${ids.join(', ')}. ${SIM} list`);
  }
  const flow = flows.find((each) => each.id === id);
  if (flow !== undefined) return flow;
  const near = nearest(id, ids);
  throw new UsageError(
    `There is no flow "${id}".`,
    `${near === undefined ? '' : `Did you mean "${near}"? `}There are ${ids.join(', ')}.`,
  );
}

/** The run that the options describe, validated. Throws a UsageError that speaks of the options. */
export function runTyped(flow: Flow, given: Typed): Run {
  const faultTexts = given.all('fault');
  const seed = given.one('seed');
  const untilUs = spanTyped(given, 'until');
  const wanted = {
    version: 1,
    flow: flow.id,
    variant: given.one('variant'),
    fixes: fixesTyped(given.all('fix')),
    params: paramsTyped(given),
    workload: given.one('workload'),
    seed: seed === undefined ? undefined : numberOr(seed),
    faults: faultTexts.map((text) => understood(parseFault(text), 'fault')),
    holds: given.all('hold').map((text) => understood(parseHold(text), 'hold')),
    untilUs,
  };
  const parsed = parseRun(flows, wanted);
  if (parsed.ok) return parsed.run;
  throw wrongRun(flow, parsed.problems, (problem) => optionOf(problem, faultTexts));
}

/** Problems of a run as one UsageError, each with the place that `where` names. */
export function wrongRun(
  flow: Flow | undefined,
  problems: readonly Problem[],
  where: (problem: Problem) => string = ({ path }) => path,
): UsageError {
  const lines = problems.map((each) => {
    const hint = each.nearest === undefined ? '' : ` Did you mean "${each.nearest}"?`;
    const place = where(each);
    return `${place === '' ? '' : `${place}: `}found ${each.found}. Allowed: ${each.allowed}.${hint}`;
  });
  return new UsageError(lines.join('\n'), `${SIM} list${flow === undefined ? '' : ` ${flow.id}`}`);
}

/** `fixes.wal` was typed as `--fix wal`. */
function optionOf({ path }: Problem, faultTexts: readonly string[]): string {
  const [, list, index = ''] = /^(faults|holds)\[(\d+)\]/.exec(path) ?? [];
  if (list === 'faults') return `--fault '${faultTexts[Number(index)]}'`;
  if (list === 'holds') return '--hold';
  if (path.startsWith('fixes.')) return `--fix ${path.slice(6)}`;
  if (path.startsWith('params.')) return `--set ${path.slice(7)}`;
  return path === 'untilUs' ? '--until' : `--${path}`;
}

/** The span that an option gives, in µs. */
export function spanTyped(given: Typed, name: string): Micros | undefined {
  const text = given.one(name);
  if (text === undefined) return undefined;
  const spanUs = parseSpan(text);
  if (spanUs !== undefined) return spanUs;
  throw new UsageError(
    `--${name} found "${text}", which is no span of time.`,
    'Write a number and a unit: 500us, 200ms, 3.2s, 5min, 1h.',
  );
}

/** A whole number from 0, or the default. */
export function countTyped(given: Typed, name: string, usual: number, max: number): number {
  const text = given.one(name);
  if (text === undefined) return usual;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= max) return value;
  throw new UsageError(`--${name} found "${text}".`, `Write a whole number from 0 to ${max}.`);
}

function fixesTyped(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(pairs('fix', texts).map(([name, value]) => [name, value ?? 'on']));
}

/** The parameters as they were typed: not looked up yet. */
export function paramsTyped(given: Typed): Record<string, ParamValue> {
  return Object.fromEntries(
    pairs('set', given.all('set')).map(([name, value]) => {
      if (value !== undefined && value !== '') return [name, numberOr(value) as ParamValue];
      throw new UsageError(`--set ${name} gives no value.`, `Write --set ${name}=value`);
    }),
  );
}

/** `a=x,b` is a with x, and b without a value. */
function pairs(option: string, texts: readonly string[]): [string, string | undefined][] {
  const found = new Map<string, string | undefined>();
  for (const pair of texts
    .flatMap((text) => text.split(','))
    .filter((each) => each.trim() !== '')) {
    const [name = '', ...value] = pair.split('=').map((part) => part.trim());
    if (found.has(name)) {
      throw new UsageError(`--${option} gives "${name}" twice.`, 'Give it one value.');
    }
    found.set(name, value.length === 0 ? undefined : value.join('='));
  }
  return [...found];
}

/** The number that the text is; a text that is none is left for `parseRun` to refuse. */
function numberOr(text: string): number | string {
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
}

function understood<T>(result: Read<T>, option: string): T {
  if (result.ok) return result.value;
  throw new UsageError(`--${option}: ${result.say}`, `See ${SIM} --help`);
}

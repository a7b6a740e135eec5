/** Looks up the names of a run in its flow: variant, workload, fixes and parameters. */
import type { Setup } from './compile.ts';
import type { Flow, ParamSpec, ParamValue } from './flow.ts';
import { type Path, type Problem, problem, unknownWord } from './parse-problem.ts';

type Given = Readonly<Record<string, unknown>>;
interface Wanted {
  readonly variant?: string;
  readonly workload?: string;
  readonly fixes?: Given;
  readonly params?: Given;
}

/** The value under an own key: a name like `toString` finds nothing. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Adds to `problems` what is wrong; the setup is of use only if it added nothing. */
export function parseSetup(flow: Flow, wanted: Wanted, problems: Problem[]): Setup {
  const variants = Object.keys(flow.variants);
  const variant = wanted.variant ?? variants[0] ?? '';
  if (!variants.includes(variant)) {
    problems.push(unknownWord(['variant'], variant, variants));
    return { variant, workload: '', fixes: {}, params: {} };
  }
  return {
    variant,
    workload: parseWorkload(flow, variant, wanted.workload, problems),
    fixes: parseFixes(flow, variant, wanted.fixes ?? {}, problems),
    params: parseParams(flow, variant, wanted.params ?? {}, problems),
  };
}

/** The workloads that go with a variant, in the flow's order. */
export function workloadsOf(flow: Flow, variant: string): string[] {
  return Object.keys(flow.workloads).filter(
    (name) => flow.workloads[name]?.variants?.includes(variant) ?? true,
  );
}

function parseWorkload(
  flow: Flow,
  variant: string,
  wanted: string | undefined,
  problems: Problem[],
): string {
  const fitting = workloadsOf(flow, variant);
  const workload = wanted ?? fitting[0] ?? '';
  const spec = own(flow.workloads, workload);
  if (spec === undefined) problems.push(unknownWord(['workload'], workload, fitting));
  else checkVariant(spec.variants, variant, ['workload'], workload, problems);
  return workload;
}

function parseFixes(
  flow: Flow,
  variant: string,
  given: Given,
  problems: Problem[],
): Record<string, string> {
  const fixes: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const path = ['fixes', name];
    const spec = own(flow.fixes, name);
    if (spec === undefined) {
      problems.push(unknownWord(path, name, fitting(flow.fixes, variant)));
    } else if (!checkVariant(spec.variants, variant, path, name, problems)) {
      continue;
    } else if (typeof value !== 'string') {
      problems.push(problem(path, value, spec.values.join(', ')));
    } else if (!spec.values.includes(value)) {
      problems.push(unknownWord(path, value, spec.values));
    } else fixes[name] = value;
  }
  return fixes;
}

function parseParams(
  flow: Flow,
  variant: string,
  given: Given,
  problems: Problem[],
): Record<string, ParamValue> {
  const params: Record<string, ParamValue> = {};
  for (const [name, value] of Object.entries(given)) {
    const path = ['params', name];
    const spec = own(flow.params, name);
    if (spec === undefined) {
      problems.push(unknownWord(path, name, fitting(flow.params, variant)));
    } else if (checkVariant(spec.variants, variant, path, name, problems)) {
      if (isAllowed(spec, value)) params[name] = value;
      else problems.push(problem(path, value, rangeText(spec)));
    }
  }
  return params;
}

/** A parameter that is turned by whole steps is a whole number. */
const isWhole = ({ step }: ParamSpec): boolean => step !== undefined && Number.isInteger(step);

function isAllowed(spec: ParamSpec, value: unknown): value is ParamValue {
  if (value === 'inf') return spec.mayBeInfinite === true;
  if (isWhole(spec) && !Number.isInteger(value)) return false;
  return typeof value === 'number' && value >= spec.min && value <= spec.max;
}

/** `a number from 10 to 60000 (ms), or inf`. */
function rangeText(spec: ParamSpec): string {
  const { min, max, unit, mayBeInfinite } = spec;
  const what = isWhole(spec) ? 'a whole number' : 'a number';
  const inUnit = unit === '' ? '' : ` (${unit})`;
  return `${what} from ${min} to ${max}${inUnit}${mayBeInfinite === true ? ', or inf' : ''}`;
}

const fitting = (
  specs: Readonly<Record<string, { readonly variants?: readonly string[] }>>,
  variant: string,
): string[] =>
  Object.keys(specs).filter((name) => specs[name]?.variants?.includes(variant) ?? true);

function checkVariant(
  variants: readonly string[] | undefined,
  variant: string,
  path: Path,
  name: string,
  problems: Problem[],
): boolean {
  if (variants === undefined || variants.includes(variant)) return true;
  const only = `only with ${variants.length === 1 ? 'the variant' : 'a variant of'} ${variants.join(', ')}`;
  problems.push(problem(path, name, `${only}; this run has ${variant}`));
  return false;
}

/** Looks up what changes of runs name, and makes them: the words of each come from the flow. */
import type { Flow } from '../flow/flow.ts';
import { type Problem, parseRun } from '../flow/parse.ts';
import type { Path } from '../flow/parse-problem.ts';
import type { Run } from '../flow/run.ts';
import { changed } from './beats.ts';
import { type Mistake, saying, strange } from './mistakes.ts';
import type { Change } from './scenario.ts';

export interface Changed {
  /** As it was before where the change is wrong, so that one mistake is told once. */
  readonly run: Run;
  readonly mistakes: readonly Mistake[];
}

/** `path`: where the change stands in the file. */
export function checkChange(flow: Flow, base: Run, change: Change, path: Path): Changed {
  const mistakes = (change.acts ?? []).flatMap(({ act }, i) =>
    Object.hasOwn(flow.acts, act)
      ? []
      : [strange([...path, 'acts', i], act, Object.keys(flow.acts))],
  );
  if (mistakes.length > 0) return { run: base, mistakes };
  const parsed = parseRun([flow], changed(flow, base, change));
  if (parsed.ok) return { run: parsed.run, mistakes: [] };
  return {
    run: base,
    mistakes: parsed.problems.map((each) => saying(placeOf(each, base, change, path), each)),
  };
}

/** Where in the change it was written; the change itself, for what it only made unfit. */
function placeOf({ path }: Problem, base: Run, change: Change, at: Path): Path {
  const [, field = '', rest = ''] = /^(\w+)(.*)$/.exec(path) ?? [];
  const index = Number(/^\[(\d+)\]/.exec(rest)?.[1]);
  switch (field) {
    case 'fixes':
    case 'params': {
      const name = rest.replace(/^\./, '');
      return Object.hasOwn(change[field] ?? {}, name) ? [...at, field, name] : at;
    }
    case 'faults':
    case 'holds':
      return index >= base[field].length ? [...at, field, index - base[field].length] : at;
    case 'inputs':
      return index >= base.inputs.length ? [...at, 'acts', index - base.inputs.length] : at;
    case 'variant':
    case 'workload':
    case 'seed':
      return change[field] === undefined ? at : [...at, field];
    default:
      return at;
  }
}

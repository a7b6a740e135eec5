/** What a person may change of a run, as pure functions. Each says in words what it changed. */
import { openingRun } from '../flow/compile.ts';
import type { Flow, ParamValue } from '../flow/flow.ts';
import { normalise, parseRun } from '../flow/parse.ts';
import { workloadsOf } from '../flow/parse-setup.ts';
import type { Run } from '../flow/run.ts';
import type { Fault } from '../kernel/schedule.ts';
import type { Act } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import { actTitle } from '../views/acts.ts';
import { faultLengthUs, faultTitle, withLength } from '../views/faults.ts';
import type { Scene } from '../views/scene.ts';
import { formatTime, quantity, words } from '../views/words.ts';

export interface Edit {
  readonly run: Run;
  /** Which control made it: edits of one control within a drag are one. */
  readonly control: string;
  /** What changed: `Write-ahead log: on`. */
  readonly changed: string;
}

export function withVariant(flow: Flow, run: Run, variant: string): Edit {
  const workloads = workloadsOf(flow, variant);
  const workload = workloads.includes(run.workload) ? run.workload : (workloads[0] ?? run.workload);
  const changed = flow.variants[variant]?.title ?? words(variant);
  return fitted(flow, { control: 'variant', changed, run: { ...run, variant, workload } });
}

export function withFix(flow: Flow, run: Run, name: string, value: string): Edit {
  const title = flow.fixes[name]?.title ?? words(name);
  return fitted(flow, {
    control: `fix ${name}`,
    changed: `${title}: ${words(value)}`,
    run: { ...run, fixes: { ...run.fixes, [name]: value } },
  });
}

export function withParam(flow: Flow, run: Run, name: string, value: ParamValue): Edit {
  const spec = flow.params[name];
  const shown = value === 'inf' ? 'never ends' : quantity(value, spec?.unit ?? '');
  return fitted(flow, {
    control: `param ${name}`,
    changed: `${spec?.title ?? words(name)}: ${shown}`,
    run: { ...run, params: { ...run.params, [name]: value } },
  });
}

export function withWorkload(flow: Flow, run: Run, workload: string): Edit {
  const changed = flow.workloads[workload]?.title ?? words(workload);
  return fitted(flow, { control: 'workload', changed, run: { ...run, workload } });
}

export const withSeed = (flow: Flow, run: Run, seed: number): Edit =>
  fitted(flow, { control: 'seed', changed: `Seed ${seed}`, run: { ...run, seed } });

export function withFault(scene: Scene, run: Run, fault: Fault): Edit {
  const at = 'atUs' in fault ? ` at ${formatTime(fault.atUs)}` : '';
  return {
    control: `fault ${run.faults.length}`,
    changed: `${faultTitle(scene, fault)}${at}`,
    run: { ...run, faults: [...run.faults, fault] },
  };
}

/** Another fault in its place: a longer span, a later instant. */
export function withOtherFault(scene: Scene, run: Run, index: number, fault: Fault): Edit {
  return {
    ...withFault(scene, run, fault),
    control: `fault ${index}`,
    run: { ...run, faults: run.faults.with(index, fault) },
  };
}

/** The same fault at another instant; one on a message has none and stays. */
export function withFaultAt(scene: Scene, run: Run, index: number, atUs: Micros): Edit {
  const fault = run.faults[index];
  if (fault === undefined || !('atUs' in fault)) return unchanged(run);
  return withOtherFault(scene, run, index, { ...fault, atUs: Math.max(0, Math.round(atUs)) });
}

/** The same fault for longer or shorter; of one that has no length, the same run. */
export function withFaultLength(scene: Scene, run: Run, index: number, lengthUs: Micros): Edit {
  const fault = run.faults[index];
  if (fault === undefined || faultLengthUs(fault) === undefined) return unchanged(run);
  const length = Math.max(1, Math.round(lengthUs));
  return {
    ...withOtherFault(scene, run, index, withLength(fault, length)),
    control: `length of fault ${index}`,
    changed: `${faultTitle(scene, fault)}: ${formatTime(length)}`,
  };
}

export function withoutFault(scene: Scene, run: Run, index: number): Edit {
  const fault = run.faults[index];
  if (fault === undefined) return unchanged(run);
  return fitted(scene.flow, {
    control: `without fault ${index}`,
    changed: `Without: ${faultTitle(scene, fault)}`,
    run: { ...run, faults: run.faults.toSpliced(index, 1) },
  });
}

export const withInput = (scene: Scene, run: Run, act: Act): Edit => ({
  control: `input ${run.inputs.length}`,
  changed: `${actTitle(scene, act)} at ${formatTime(act.atUs)}`,
  run: { ...run, inputs: [...run.inputs, act] },
});

export const withoutInput = (flow: Flow, run: Run, index: number): Edit =>
  fitted(flow, {
    control: `without input ${index}`,
    changed: `Without: ${run.inputs[index]?.op ?? ''}`,
    run: { ...run, inputs: run.inputs.toSpliced(index, 1) },
  });

export const withoutHold = (run: Run, index: number): Edit => ({
  control: `without hold ${index}`,
  changed: 'Without an order',
  run: { ...run, holds: run.holds.toSpliced(index, 1) },
});

export const asOpened = (flow: Flow): Edit => ({
  control: 'reset',
  changed: 'Reset',
  run: openingRun(flow),
});

const unchanged = (run: Run): Edit => ({ control: '', changed: '', run });

/**
 * Leaves out what the new choice no longer has (a fix of another variant, a fault on a node that
 * is gone), and says so.
 */
function fitted(flow: Flow, edit: Edit): Edit {
  let { run } = edit;
  const leftOut: string[] = [];
  for (let round = 0; round < 4; round++) {
    const parsed = parseRun([flow], run);
    if (parsed.ok) {
      const note = leftOut.length === 0 ? '' : ` (left out: ${leftOut.join(', ')})`;
      return { ...edit, run: parsed.run, changed: edit.changed + note };
    }
    const smaller = without(
      run,
      parsed.problems.map(({ path }) => path),
      leftOut,
    );
    if (smaller === undefined) break;
    run = smaller;
  }
  return { ...edit, run: normalise(flow, run) };
}

/** `undefined` if none of the paths names something that can be left out. */
function without(run: Run, paths: readonly string[], leftOut: string[]): Run | undefined {
  const parts = paths.map(
    (path) => /^(?<list>\w+)(\.(?<name>[\w-]+)|\[(?<index>\d+)\])/.exec(path)?.groups,
  );
  const names = (list: string): Set<string> =>
    new Set(
      parts.flatMap((each) =>
        each?.['list'] === list && each['name'] !== undefined ? [each['name']] : [],
      ),
    );
  const indexes = (list: string): Set<number> =>
    new Set(
      parts.flatMap((each) =>
        each?.['list'] === list && each['index'] !== undefined ? [Number(each['index'])] : [],
      ),
    );
  const fixes = names('fixes');
  const params = names('params');
  const faults = indexes('faults');
  const holds = indexes('holds');
  const inputs = indexes('inputs');
  if (fixes.size + params.size + faults.size + holds.size + inputs.size === 0) return undefined;
  leftOut.push(...[...fixes, ...params].map(words));
  leftOut.push(...run.faults.filter((_, i) => faults.has(i)).map(({ kind }) => kind));
  leftOut.push(...run.inputs.filter((_, i) => inputs.has(i)).map(({ op }) => op));
  return {
    ...run,
    fixes: Object.fromEntries(Object.entries(run.fixes).filter(([name]) => !fixes.has(name))),
    params: Object.fromEntries(Object.entries(run.params).filter(([name]) => !params.has(name))),
    faults: run.faults.filter((_, i) => !faults.has(i)),
    holds: run.holds.filter((_, i) => !holds.has(i)),
    inputs: run.inputs.filter((_, i) => !inputs.has(i)),
  };
}

/** A run as the command that replays it, to be copied into a shell. */
import { faultText, holdText } from '../flow/fault-text.ts';
import type { Flow } from '../flow/flow.ts';
import { normalise } from '../flow/parse.ts';
import type { Run } from '../flow/run.ts';
import { spanText } from '../flow/span-text.ts';

/** What is typed before every command of the simulator. */
export const SIM = 'npm run -s sim --';

type Setup = Pick<Run, 'variant' | 'fixes' | 'params' | 'workload'>;

/** Acts made by hand have no option: a run with such is replayed from its file. */
export function runCommand(flow: Flow, run: Run): string {
  const plain = normalise(flow, run);
  return [
    `${SIM} run ${flow.id}`,
    ...setupOptions(plain),
    ...(plain.seed === 1 ? [] : [`--seed ${plain.seed}`]),
    ...plain.faults.map((fault) => `--fault ${quoted(faultText(fault))}`),
    ...plain.holds.map((hold) => `--hold ${quoted(holdText(hold))}`),
    ...(plain.untilUs === undefined ? [] : [`--until ${spanText(plain.untilUs)}`]),
  ].join(' ');
}

/** Searches for what breaks a guarantee of the same setup, with the guarantee's own small workloads. */
export function breakCommand(flow: Flow, run: Run, guarantee: string): string {
  const { variant, fixes, params } = normalise(flow, run);
  const command = `${SIM} break ${flow.id} --guarantee ${quoted(guarantee)}`;
  return [command, ...setupOptions({ variant, fixes, params })].join(' ');
}

/** `--variant V --fix a=x,b --set name=value --workload W`, without what is empty. */
export function setupOptions({ variant, fixes, params, workload }: Partial<Setup>): string[] {
  const fixList = Object.entries(fixes ?? {}).map(([name, value]) =>
    value === 'on' ? name : `${name}=${value}`,
  );
  const paramList = Object.entries(params ?? {}).map(([name, value]) => `${name}=${value}`);
  return [
    ...(variant === undefined ? [] : [`--variant ${variant}`]),
    ...(fixList.length === 0 ? [] : [`--fix ${fixList.join(',')}`]),
    ...(paramList.length === 0 ? [] : [`--set ${paramList.join(',')}`]),
    ...(workload === undefined ? [] : [`--workload ${workload}`]),
  ];
}

/** In single quotes where a POSIX shell would read it otherwise. */
export function quoted(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

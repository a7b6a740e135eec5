/** The run that a command is about: from a flow and options, or from a file. */
import { readFileSync } from 'node:fs';
import { parseRunText } from '../flow/parse.ts';
import type { Run } from '../flow/run.ts';
import type { EntryId } from '../kernel/entry.ts';
import type { Micros } from '../kernel/time.ts';
import { flows } from './flows.ts';
import { flowNamed, runTyped, SETUP_OPTIONS, type Typed, wrongRun } from './options.ts';
import { SIM, UsageError } from './usage.ts';

const SCHEDULE_OPTIONS = {
  seed: { type: 'string' },
  fault: { type: 'string', multiple: true },
  hold: { type: 'string', multiple: true },
  until: { type: 'string' },
} as const;

/** Options that describe a whole run, or name a file with one. */
export const RUN_OPTIONS = {
  ...SETUP_OPTIONS,
  ...SCHEDULE_OPTIONS,
  run: { type: 'string' },
} as const;

/** `name`: the flow as it was typed. Throws a UsageError for what is no run. */
export function wantedRun(given: Typed, name: string | undefined): Run {
  const file = given.one('run');
  if (file === undefined) return runTyped(flowNamed(name), given);
  const others = [...Object.keys(SETUP_OPTIONS), ...Object.keys(SCHEDULE_OPTIONS)];
  const extra = others.find((each) => given.has(each));
  if (extra !== undefined || name !== undefined) {
    throw new UsageError(
      `--run takes the whole run from a file, so ${extra === undefined ? `"${name}"` : `--${extra}`} has no place beside it.`,
      `Change the file, or leave --run out. See ${SIM} --help`,
    );
  }
  const parsed = parseRunText(flows, textOf(file));
  if (parsed.ok) return parsed.run;
  throw wrongRun(
    undefined,
    parsed.problems,
    ({ path }) => `${file}${path === '' ? '' : `, ${path}`}`,
  );
}

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `The file "${file}" cannot be read: ${why}.`,
      'Name a file with a run as JSON.',
    );
  }
}

/** The fragment by which the app opens the run at a moment; the start when left out. */
export async function linkOf(wanted: Run, atUs: Micros = 0, entry?: EntryId): Promise<string> {
  const { encodeLink } = await import('../playback/link.ts');
  try {
    return await encodeLink(wanted, atUs, entry);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(error.message, `Print the run with --json instead. See ${SIM} --help`);
  }
}

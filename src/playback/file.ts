/** A run as a file: the very JSON that `sim run --run FILE` takes. */
import type { Flow } from '../flow/flow.ts';
import type { Library } from '../flow/library.ts';
import { parseRunText } from '../flow/parse.ts';
import type { Run } from '../flow/run.ts';
import { runJson } from '../views/runWords.ts';
import { refusal } from './outside.ts';
import type { Problem } from './state.ts';

export function runFile(flow: Flow, run: Run): { readonly name: string; readonly text: string } {
  return { name: `${fileName(run)}.run.json`, text: runJson(flow, run) };
}

/** Of whatever is made of a run, without its ending. */
export const fileName = ({ flow, variant, workload }: Run): string =>
  `${flow}-${variant}-${workload}`;

type Opened =
  | { readonly ok: true; readonly run: Run }
  | { readonly ok: false; readonly problem: Problem };

/** Loads the flow; rejects with a `NotLoaded` when that cannot be. */
export async function openedFile(library: Library, name: string, text: string): Promise<Opened> {
  const parsed = parseRunText(await library.loadFor(jsonOf(text)), text);
  if (parsed.ok) return parsed;
  return {
    ok: false,
    problem: refusal(
      `The file “${name}”`,
      parsed.problems,
      'The run on the screen stays as it is.',
    ),
  };
}

/** Only to see which flow it names: whether it is a run is found out later. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

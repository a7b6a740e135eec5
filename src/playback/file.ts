/** A run as a file: the very JSON that `sim run --run FILE` takes. */
import type { Flow } from '../flow/flow.ts';
import { normalise, parseRunText } from '../flow/parse.ts';
import type { Run } from '../flow/run.ts';
import { refusal } from './outside.ts';
import type { Problem } from './state.ts';

export function runFile(flow: Flow, run: Run): { readonly name: string; readonly text: string } {
  const text = `${JSON.stringify(normalise(flow, run), null, 2)}\n`;
  return { name: `${run.flow}-${run.variant}-${run.workload}.run.json`, text };
}

export function openedFile(
  catalogue: readonly Flow[],
  name: string,
  text: string,
): { readonly ok: true; readonly run: Run } | { readonly ok: false; readonly problem: Problem } {
  const parsed = parseRunText(catalogue, text);
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

/** A run in words, and as the JSON that opens it again. */
import type { Flow } from '../flow/flow.ts';
import { normalise } from '../flow/parse.ts';
import type { Run } from '../flow/run.ts';
import type { Scene } from './scene.ts';

export const runJson = (flow: Flow, run: Run): string =>
  `${JSON.stringify(normalise(flow, run), null, 2)}\n`;

/** `Caching, Write-back: Two shoppers`. */
export function runTitle({ flow, run }: Scene): string {
  const variant = flow.variants[run.variant]?.title ?? run.variant;
  const workload = flow.workloads[run.workload]?.title ?? run.workload;
  return `${flow.title}, ${variant}: ${workload}`;
}

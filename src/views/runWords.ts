/** A run in words. */
import type { Scene } from './scene.ts';

/** `Caching, Write-back: Two shoppers`. */
export function runTitle({ flow, run }: Scene): string {
  const variant = flow.variants[run.variant]?.title ?? run.variant;
  const workload = flow.workloads[run.workload]?.title ?? run.workload;
  return `${flow.title}, ${variant}: ${workload}`;
}

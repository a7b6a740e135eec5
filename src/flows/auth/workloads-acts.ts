/** Who is there, and how what they do is written down. */
import type { ClientSpec, ParamValue } from '../../flow/flow.ts';
import type { Act } from '../../kernel/system.ts';
import { MS } from '../../kernel/time.ts';

export const TAB: ClientSpec = { id: 'tab-1', title: 'Ann' };
export const ATTACKER: ClientSpec = { id: 'attacker', title: 'Attacker', machine: 'attacker' };

export type Fields = { readonly [field: string]: string | number | string[] };

/** `at` in milliseconds. The operation is named after what is done, and numbered. */
export function acts(
  ...list: readonly (readonly [at: number, node: string, type: string, more?: Fields])[]
): Act[] {
  const counts = new Map<string, number>();
  return list.map(([at, node, type, more = {}]) => {
    const name = type.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const n = (counts.get(name) ?? 0) + 1;
    counts.set(name, n);
    return { op: `${name}-${n}`, node, atUs: at * MS, event: { type, ...more } };
  });
}

/** The data centre is one process: a search has fewer orders to try. */
export const ONE_PROCESS: Readonly<Record<string, ParamValue>> = {
  backendRttMs: 0,
  stepMs: 0,
  hashMs: 0,
};

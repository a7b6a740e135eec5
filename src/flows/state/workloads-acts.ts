/** Who is there, and how what they do is written down. */
import type { ClientSpec, ParamValue } from '../../flow/flow.ts';
import type { Act } from '../../kernel/system.ts';
import { MS } from '../../kernel/time.ts';

export const APP: ClientSpec = { id: 'app', title: 'Page', machine: 'app' };
export const TAB_2: ClientSpec = { id: 'tab-2', title: 'Second tab', machine: 'app' };
export const DEVICE_B: ClientSpec = { id: 'device-b', title: 'Device B', machine: 'app' };

type Fields = { readonly [field: string]: string };

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

export const title = (value: string): Fields => ({ field: 'title', value });
export const note = (value: string): Fields => ({ field: 'note', value });

/** What a search needs: nothing takes time but the way to the server, and nobody polls. */
export const BARE: Readonly<Record<string, ParamValue>> = {
  rttMs: 100,
  jitterMs: 0,
  dbRttMs: 0,
  renderMs: 0,
  failurePercent: 0,
  pollMs: 'inf',
  clientTimeoutMs: 2_000,
};
export const BARE_OUTBOX: Readonly<Record<string, ParamValue>> = {
  ...BARE,
  commitMs: 0,
  backoffMs: 500,
};

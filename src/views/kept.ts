/** What a store that is down keeps on its disk: its machine will start from that. */
import type { FlowNode } from '../flow/flow.ts';
import type { EntryId } from '../kernel/entry.ts';
import type { Loose } from '../kernel/json.ts';
import type { NodeId } from '../kernel/system.ts';
import type { Trace } from '../kernel/trace.ts';
import type { World } from '../kernel/world.ts';
import { lastUpTo } from './ways.ts';

const STORES: readonly FlowNode['icon'][] = ['cache', 'database', 'queue', 'storage', 'log'];

/** Whether it keeps things for others. */
export const isStore = ({ icon }: FlowNode): boolean => STORES.includes(icon);

/** `undefined` while it is up, and where nothing has outlived the crash. */
export function keptOf(trace: Trace, world: World, node: FlowNode): Loose {
  const { id, durable } = node;
  if (durable === undefined || !isStore(node) || world.nodes.get(id) !== 'down') return undefined;
  const standings = standingsOf(trace).get(id) ?? [];
  const first = trace.entries[standings[0] ?? -1];
  const last = trace.entries[lastUpTo(standings, world.index) ?? -1];
  if (first?.kind !== 'spawn' || (last?.kind !== 'spawn' && last?.kind !== 'step'))
    return undefined;
  const kept = durable(last.after.context);
  if (!Object.values(kept).some(isFilled)) return undefined;
  // The rest is as it was when the machine first began.
  return { ...first.after.context, ...kept } as Loose;
}

/** A list or a record with something in it: a mere number, say of the last version, is nothing to look at. */
const isFilled = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0;

const known = new WeakMap<Trace, ReadonlyMap<NodeId, readonly EntryId[]>>();

/** Where nodes that go down have stood: linear in the entries the first time, free afterwards. */
function standingsOf(trace: Trace): ReadonlyMap<NodeId, readonly EntryId[]> {
  const found = known.get(trace);
  if (found !== undefined) return found;
  const standings = new Map<NodeId, EntryId[]>();
  for (const entry of trace.entries) if (entry.kind === 'down') standings.set(entry.node, []);
  for (const entry of trace.entries) {
    if (entry.kind === 'spawn' || entry.kind === 'step') standings.get(entry.actor)?.push(entry.id);
  }
  known.set(trace, standings);
  return standings;
}

/** Short ways to write down nodes and links. */
import type { LinkSpec, NodeId } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';

/** There and back: `latencyUs` is that of one way, half a round trip. */
export function both(
  a: NodeId,
  b: NodeId,
  latencyUs: Micros,
  kind: LinkSpec['kind'] = 'call',
  more: Pick<LinkSpec, 'jitterUs' | 'bytesPerSecond' | 'session'> = {},
): LinkSpec[] {
  return [
    { from: a, to: b, kind, latencyUs, ...more },
    { from: b, to: a, kind, latencyUs, ...more },
  ];
}

/** With a database or a cache, as a driver talks to it. */
export const session = (a: NodeId, b: NodeId, latencyUs: Micros): LinkSpec[] =>
  both(a, b, latencyUs, 'call', { session: true });

/** The row of one of several boxes that stand in a column: evenly over three rows, more where there are more. */
export const spread = (index: number, count: number): number =>
  count === 1 ? 1 : (Math.max(2, count - 1) * index) / (count - 1);

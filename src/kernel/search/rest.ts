/**
 * Where a run ends up when nothing goes wrong any more and every message and timer has its turn:
 * in a bottom strongly connected component of the moves that cost nothing. With periodic timers
 * nothing is ever quiet, so that "at rest" is such a component, not a single state.
 */
import type { Violation } from '../monitor.ts';

export interface FreeGraph {
  readonly count: number;
  readonly successorCount: (node: number) => number;
  /** A negative number leads out, to what was judged before. */
  readonly successor: (node: number, i: number) => number;
  readonly judge: (node: number) => Violation | null;
}

/**
 * The earliest node of a bottom component of two or more nodes, or of one that leads to itself,
 * in which every state is judged a violation. Single nodes without successors are left to the
 * caller. Tarjan's algorithm with its own stack. Throws nothing.
 */
export function restingViolation(graph: FreeGraph): { node: number; violation: Violation } | null {
  const { count, successorCount, successor } = graph;
  const order = new Int32Array(count);
  const low = new Int32Array(count);
  const component = new Int32Array(count);
  const next = new Int32Array(count);
  const stack: number[] = [];
  const path: number[] = [];
  let clock = 0;
  let components = 0;
  let best: { node: number; violation: Violation } | null = null;
  for (let root = 0; root < count; root++) {
    if (order[root] !== 0) continue;
    enter(root);
    while (path.length > 0) {
      const node = path.at(-1) as number;
      const i = next[node] as number;
      if (i < successorCount(node)) {
        next[node] = i + 1;
        const to = successor(node, i);
        if (to < 0) continue;
        if (order[to] === 0) enter(to);
        else if (component[to] === 0) lower(node, order[to] as number);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent !== undefined) lower(parent, low[node] as number);
      if (low[node] === order[node]) close(node);
    }
  }
  return best;

  function enter(node: number): void {
    order[node] = low[node] = ++clock;
    stack.push(node);
    path.push(node);
  }

  function lower(node: number, to: number): void {
    if (to < (low[node] as number)) low[node] = to;
  }

  function close(root: number): void {
    components++;
    const at = stack.lastIndexOf(root);
    const members = stack.splice(at);
    for (const member of members) component[member] = components;
    const leaves = members.some((member) => leadsOut(member));
    if (leaves || (members.length === 1 && successorCount(root) === 0)) return;
    members.sort((a, b) => a - b);
    const [first] = members;
    if (first === undefined || (best !== null && best.node < first)) return;
    let violation: Violation | null = null;
    for (const member of members) {
      const judged = graph.judge(member);
      if (judged === null) return;
      violation ??= judged;
    }
    if (violation !== null) best = { node: first, violation };
  }

  function leadsOut(node: number): boolean {
    for (let i = 0; i < successorCount(node); i++) {
      const to = successor(node, i);
      if (to < 0 || component[to] !== components) return true;
    }
    return false;
  }
}

/** Which nodes are up, paused, slow, or have a wrong clock; and what outlives their crashes. */
import type { Doing } from './agenda.ts';
import type { JsonObject, Loose } from './json.ts';
import type { NodeId, NodeSpec } from './system.ts';
import type { Micros } from './time.ts';

interface NodeState {
  readonly spec: NodeSpec;
  input: JsonObject;
  down: boolean;
  paused: boolean;
  slowdown: number;
  skewUs: Micros;
  failNext: number;
  /** What arrived or fell due while the node was paused. */
  readonly parked: { readonly doing: Doing; readonly address: string | null }[];
}

export class Nodes {
  private readonly states = new Map<NodeId, NodeState>();

  constructor(specs: readonly NodeSpec[]) {
    for (const spec of specs) {
      this.states.set(spec.id, {
        spec,
        input: spec.input,
        down: false,
        paused: false,
        slowdown: 1,
        skewUs: 0,
        failNext: 0,
        parked: [],
      });
    }
  }

  spec(node: NodeId): NodeSpec {
    return this.state(node).spec;
  }

  input(node: NodeId): JsonObject {
    return this.state(node).input;
  }

  isDown(node: NodeId): boolean {
    return this.state(node).down;
  }

  isPaused(node: NodeId): boolean {
    return this.state(node).paused;
  }

  slowdown(node: NodeId): number {
    return this.state(node).slowdown;
  }

  skewUs(node: NodeId): Micros {
    return this.state(node).skewUs;
  }

  /** Keeps what is durable of the context for the restart. */
  crash(node: NodeId, context: Loose): void {
    const state = this.state(node);
    state.down = true;
    state.paused = false;
    state.parked.length = 0;
    if (state.spec.durable !== undefined && context !== undefined) {
      state.input = { ...state.spec.input, ...state.spec.durable(context) };
    }
  }

  restart(node: NodeId): void {
    this.state(node).down = false;
  }

  pause(node: NodeId): void {
    this.state(node).paused = true;
  }

  park(node: NodeId, doing: Doing, address: string | null): void {
    this.state(node).parked.push({ doing, address });
  }

  /** What was parked, in its order. */
  resume(node: NodeId): { readonly doing: Doing; readonly address: string | null }[] {
    const state = this.state(node);
    state.paused = false;
    return state.parked.splice(0);
  }

  slow(node: NodeId, factor: number): void {
    this.state(node).slowdown *= factor;
  }

  skew(node: NodeId, byUs: Micros): void {
    this.state(node).skewUs += byUs;
  }

  failNext(node: NodeId): void {
    this.state(node).failNext += 1;
  }

  takeFailNext(node: NodeId): boolean {
    const state = this.state(node);
    if (state.failNext === 0) return false;
    state.failNext -= 1;
    return true;
  }

  private state(node: NodeId): NodeState {
    const state = this.states.get(node);
    if (state === undefined) throw new Error(`The system has no node named "${node}".`);
    return state;
  }
}

/** Guarantees as folds over what is seen, the same in a timed run and in a search. */
import type { Json, Loose } from './json.ts';
import type { ActorId, Fact, NodeId, OperationId } from './system.ts';
import type { Micros } from './time.ts';

/** What a monitor sees: facts as they are emitted, and nodes going down and up. */
export type Seen =
  | {
      readonly kind: 'fact';
      readonly fact: Fact;
      readonly op: OperationId;
      readonly actor: ActorId;
      readonly node: NodeId;
    }
  | { readonly kind: 'down' | 'up'; readonly node: NodeId };

export const PROPERTY_KINDS = ['always', 'eventually', 'sometimes'] as const;
export type PropertyKind = (typeof PROPERTY_KINDS)[number];

export interface Violation {
  /** One sentence: what was promised and what happened. */
  readonly say: string;
  /** The facts that show it, as `op/type`, e.g. `write-1/acknowledged`. */
  readonly because: readonly string[];
}

/** A monitor's next state, with a violation where this was one (of a `sometimes`: where it came true). */
export interface Judged<S> {
  readonly state: S;
  readonly violation?: Violation;
}

/** Reads the context of a live actor, at rest. `undefined` while its node is down. */
export type Look = (actor: ActorId) => Loose;

export interface Monitor<S extends Json = Json> {
  readonly id: string;
  readonly kind: PropertyKind;
  /**
   * `orders`: judged over every order of delivery; `atUs` is not to be read.
   * `timed`: judged in virtual time, over faults and seeds.
   */
  readonly over: 'orders' | 'timed';
  readonly start: S;
  /** Pure. The state saturates: it may not grow with the run, and holds no instants when over orders. */
  readonly on: (state: S, seen: Seen, atUs: Micros) => Judged<S>;
  /** Judged when nothing can happen any more without a fault, or at the horizon. */
  readonly atRest?: (state: S, look: Look) => Violation | null;
}

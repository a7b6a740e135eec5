/** The part of a run that is the kernel's: seed, faults, orders, acts made by hand. */
import type { Json } from './json.ts';
import type { Act, NodeId } from './system.ts';
import type { Micros } from './time.ts';

/** A message's stable address, e.g. `read-1/SET`; see address.ts. */
export type Address = string;
/** `api->db` one way, `api--db` both ways. */
export type LinkName = string;

export const MESSAGE_FAULTS = ['drop', 'delay', 'duplicate', 'fail'] as const;
export const LINK_FAULTS = ['cut', 'slow', 'lossy', 'disconnect', 'halfOpen'] as const;
export const NODE_FAULTS = ['crash', 'stop', 'pause', 'slow', 'skew', 'failNext'] as const;

/** Anchored to a message, at whatever instant it travels. */
export type MessageFault =
  | { readonly kind: 'drop'; readonly message: Address }
  | { readonly kind: 'delay'; readonly message: Address; readonly byUs: Micros }
  | { readonly kind: 'duplicate'; readonly message: Address; readonly afterUs: Micros }
  /** The request is not carried out; its error comes back. */
  | { readonly kind: 'fail'; readonly message: Address };

export type LinkFault =
  | { readonly kind: 'cut'; readonly link: LinkName; readonly atUs: Micros; readonly forUs: Micros }
  | {
      readonly kind: 'slow';
      readonly link: LinkName;
      readonly atUs: Micros;
      readonly forUs: Micros;
      readonly factor: number;
    }
  | {
      readonly kind: 'lossy';
      readonly link: LinkName;
      readonly atUs: Micros;
      readonly forUs: Micros;
      /** Chance in [0, 1] that a message is lost. */
      readonly rate: number;
    }
  /** Every stream that is open on the link is closed; both ends are told. */
  | { readonly kind: 'disconnect'; readonly link: LinkName; readonly atUs: Micros }
  /** Every stream that is open on the link loses everything from now on, and nobody is told. */
  | { readonly kind: 'halfOpen'; readonly link: LinkName; readonly atUs: Micros };

export type NodeFault =
  | {
      readonly kind: 'crash';
      readonly node: NodeId;
      readonly atUs: Micros;
      readonly downForUs: Micros;
    }
  | { readonly kind: 'stop'; readonly node: NodeId; readonly atUs: Micros }
  | { readonly kind: 'pause'; readonly node: NodeId; readonly atUs: Micros; readonly forUs: Micros }
  | {
      readonly kind: 'slow';
      readonly node: NodeId;
      readonly atUs: Micros;
      readonly forUs: Micros;
      readonly factor: number;
    }
  /** The node's clock is ahead by this much (behind, when negative) from `atUs` on. */
  | { readonly kind: 'skew'; readonly node: NodeId; readonly atUs: Micros; readonly byUs: Micros }
  /** The next request that reaches the node is not carried out; its error comes back. */
  | { readonly kind: 'failNext'; readonly node: NodeId; readonly atUs: Micros };

/** What a node's machine declares in `faults`: an event `{type: event, …with}` for the node's own actor. */
export interface OwnFault {
  readonly kind: 'own';
  readonly event: string;
  readonly node: NodeId;
  readonly atUs: Micros;
  readonly with?: { readonly [key: string]: Json };
}

export type Fault = MessageFault | LinkFault | NodeFault | OwnFault;

/**
 * An order: `hold` does not happen before `until` has. Each is a message's address, a timer's
 * (`cache:flush#2`), or a user's act (`act read-1`); `until` may also be a fault's beginning
 * (`crash cache`) or end (`restart cache`). Released at rest if `until` never comes.
 */
export interface Hold {
  readonly hold: Address;
  readonly until: Address;
}

export interface Schedule {
  readonly seed: number;
  readonly faults: readonly Fault[];
  readonly holds: readonly Hold[];
  /** Acts made by hand, beside the workload's. */
  readonly inputs: readonly Act[];
  /** Ends the run early. */
  readonly untilUs?: Micros;
}

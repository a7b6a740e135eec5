/** What a machine can see to be so at an instant of a run: what a lesson expects, and what a field guide claims. */
import type { NodeId } from '../kernel/system.ts';

export const COMPARISONS = ['eq', 'lt', 'le', 'gt', 'ge'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** `{ metric: lost-writes, eq: 0 }` in a file. A metric that has nothing to tell is never so. */
export interface MetricCheck {
  readonly metric: string;
  readonly compare: Comparison;
  readonly value: number;
}

/** `{ guarantee: C2, is: broken }`, by id or by code. `holds` includes "so far"; of a `sometimes`, it was seen. */
export interface GuaranteeCheck {
  readonly guarantee: string;
  readonly is: 'holds' | 'broken';
}

/** `{ node: cache, row: "cart:1", shows: v1 }`: what stands in a node's box, as the diagram draws it. */
export interface RowCheck {
  readonly node: NodeId;
  readonly row: string;
  /** The row's value contains it; `null`: there is no such row. */
  readonly shows: string | null;
}

/** `{ message: read-2/LOAD, is: absent }`: what befell a message by then. */
export interface MessageCheck {
  readonly message: string;
  readonly is: (typeof MESSAGE_FATES)[number];
}
export const MESSAGE_FATES = ['sent', 'arrived', 'lost', 'absent'] as const;

/** How often a fact was stated, of those with these fields. */
export interface FactCheck {
  readonly fact: string;
  readonly where?: Readonly<Record<string, string | number | boolean>>;
  readonly compare: Comparison;
  readonly value: number;
}

/** What a field of a fact was, each time that it was stated, in order. */
export interface OrderCheck {
  readonly fact: string;
  readonly where?: Readonly<Record<string, string | number | boolean>>;
  /** Of the fact, or `op`: the operation; `atMs`: the instant, in whole milliseconds. */
  readonly field: string;
  readonly are: readonly (string | number)[];
}

/** The states that the actors of one operation's machine come through, in order: all of them, among others. */
export interface WalkCheck {
  readonly machine: string;
  readonly op: string;
  /** Dotted where they are nested. */
  readonly walks: readonly string[];
}

/** The nodes between which the messages of an operation go, one after the other. */
export interface PathCheck {
  readonly op: string;
  readonly goes: readonly NodeId[];
}

export type GuideCheck =
  | MetricCheck
  | GuaranteeCheck
  | RowCheck
  | MessageCheck
  | FactCheck
  | OrderCheck
  | WalkCheck
  | PathCheck;

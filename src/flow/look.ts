/** How the nodes of a flow are drawn, and what they show of what they hold. */
import type { Loose } from '../kernel/json.ts';
import type { Micros } from '../kernel/time.ts';

/** How a node is drawn. Positions are columns and rows of a grid, not pixels. */
export interface NodeLook {
  readonly title: string;
  readonly icon:
    | 'client'
    | 'crowd'
    | 'api'
    | 'cache'
    | 'database'
    | 'queue'
    | 'worker'
    | 'storage'
    | 'log'
    | 'clock'
    | 'mail'
    | 'service'
    | 'attacker';
  /** What it is, in a word or two: `browser`, `memory`. */
  readonly role: string;
  readonly column: number;
  readonly row: number;
  /** What the node holds now: rows of the box. Pure. */
  readonly holds?: (context: Loose) => readonly HeldRow[];
  /** A queue that the node keeps, drawn as one. Pure; always the same lanes. */
  readonly lanes?: (context: Loose) => readonly HeldLane[];
  /** Many actors in one box, drawn as one. */
  readonly crowd?: CrowdLook;
}

export interface HeldRow {
  readonly label: string;
  readonly value: string;
  readonly tag?: { readonly text: string; readonly tone: Tone };
  /** It ends by itself: drawn as a ring that shrinks until then. */
  readonly lasts?: Lasting;
  /** Beneath the row: how much of a whole it is. Its value says the same in words. */
  readonly bar?: HeldBar;
}

/** A bar of one cell, or of several side by side: the parts of a whole. */
export interface HeldBar {
  /** How full each is: from 0 to 1. At most `CELLS_HELD`. */
  readonly cells: readonly number[];
  readonly tone: Tone;
}
/** A bar has no more cells than these. */
export const CELLS_HELD = 24;

/** What is over at an instant. */
export interface Lasting {
  readonly startedAtUs: Micros;
  readonly dueUs: Micros;
}

/** Where a queued thing stands: handed out, next to be handed out, not before its time, given up. */
export const LANES = ['inFlight', 'waiting', 'delayed', 'dead'] as const;
export type Lane = (typeof LANES)[number];

/** One line of a queue: slots from its head to its tail. */
export interface HeldLane {
  readonly lane: Lane;
  readonly title: string;
  /** Those beyond `SLOTS_HELD` may be left out. */
  readonly slots: readonly HeldSlot[];
  /** How many there are in all. */
  readonly count: number;
}
/** A box shows no more slots than these in a lane. */
export const SLOTS_HELD = 24;

/** A job, a part of a file, a mail: whatever waits in a queue. */
export interface HeldSlot {
  readonly name: string;
  /** Two or three letters that tell it from its neighbours, most often its number. */
  readonly mark: string;
  /** What else is to be said of it, in words: who has it, why it waits. */
  readonly about: readonly string[];
  /** How often it was handed out. */
  readonly attempts: number;
  /** Somebody wants it before others. */
  readonly urgent: boolean;
  readonly bad: boolean;
  /** The node's timer at whose end its lease is over or its time has come: a ring, or its place in time. */
  readonly timer?: string;
}

/** A crowd is drawn as a histogram of its members' states, and a strip of what they try in time. */
export interface CrowdLook {
  /** What one of them is called: `client`. Their actors' names end in their number. */
  readonly member: string;
  /** The machine of its members. */
  readonly machine: string;
  /** The bars of the histogram, in their order. Each member counts in the first that it fits. */
  readonly groups: readonly CrowdGroup[];
  /** The bar of those who are done and have left; without it they are no longer counted. */
  readonly left?: { readonly title: string; readonly tone: Tone };
  /** The strip: how often the members stated this kind of fact. */
  readonly attempts: { readonly fact: string; readonly title: string };
  /** What one member holds: rows, when it is opened. Pure. */
  readonly holds?: (context: Loose) => readonly HeldRow[];
}
export interface CrowdGroup {
  readonly title: string;
  readonly tone: Tone;
  /** States of the member's machine, dotted when nested, with all within them. */
  readonly states: readonly string[];
}
export const TONES = ['good', 'warn', 'bad', 'quiet'] as const;
export type Tone = (typeof TONES)[number];

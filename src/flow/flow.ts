/**
 * The flow contract: what a family of data flow declares. Everything that a person sees, types
 * or searches comes from here, so that a ninth flow is one folder and one line in the catalogue.
 */
import type { Loose } from '../kernel/json.ts';
import type { Act, LinkSpec, MachineSpec, NodeSpec } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import type { Guide } from './guide.ts';
import type { MessageView } from './message.ts';
import type { Guarantee, Metric } from './property.ts';
import type { TruthRow } from './truth.ts';

/** Every title is a term of the field; every `explain` is one sentence that a newcomer understands. */
interface Explained {
  readonly title: string;
  readonly explain: string;
}

/** With these fixes, by name and values; of several such choices, with any. */
export type When = Choices | readonly Choices[];
type Choices = Readonly<Record<string, readonly string[]>>;

/** What belongs to some variants, or is there only with certain fixes. Always, when both are left out. */
export interface Fitted {
  readonly variants?: readonly string[];
  readonly when?: When;
}

/** Whether it is there with this variant and these fixes. */
export const fits = (
  { variants, when = [{}] }: Fitted,
  variant: string,
  fixes: Readonly<Record<string, string>>,
): boolean =>
  (variants?.includes(variant) ?? true) &&
  [when]
    .flat()
    .some((choices) =>
      Object.entries(choices as Choices).every(([fix, values]) =>
        values.includes(fixes[fix] ?? ''),
      ),
    );

export interface VariantSpec extends Explained {
  readonly listings: readonly Listing[];
}

/** A procedure of the variant, as the right panel shows it, beside the machine that runs it. */
export interface Listing extends Pick<Fitted, 'when'> {
  readonly title: string;
  /** The machine whose actors walk through it. */
  readonly machine: string;
  readonly lines: readonly ListingLine[];
}

export interface ListingLine extends Pick<Fitted, 'when'> {
  readonly text: string;
  /** The states (dotted when nested) in which this line is lit; a comment has none. */
  readonly states: readonly string[];
}

/** A design choice with named values. The first value is the default; `off` and `on` make a switch. */
export interface FixSpec extends Explained, Fitted {
  readonly values: readonly [string, string, ...string[]];
  /** One sentence a value, where the values need telling apart. */
  readonly valuesExplained?: Readonly<Record<string, string>>;
}

/**
 * Two fixes that are sound only together: where this fits, a guarantee breaks that holds with the
 * partner. The truth table has both rows.
 */
export interface PairSpec extends Fitted {
  /** At whose choice it is said. */
  readonly fix: string;
  /** The guarantee's id. */
  readonly breaks: string;
  readonly partner: Readonly<Record<string, string>>;
}

export interface ParamSpec extends Explained, Fitted {
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly default: ParamValue;
  readonly scale?: 'linear' | 'log';
  /** May be `inf`: never, without bound. */
  readonly mayBeInfinite?: boolean;
}
export type ParamValue = number | 'inf';

export interface WorkloadSpec extends Explained {
  /** Which users there are, as client nodes, in the order in which they are drawn. */
  readonly clients: readonly ClientSpec[];
  /** What they do. Reads parameters, never fixes. */
  readonly acts: (params: Params) => readonly Act[];
  /** The keys (rows, carts, files) that hold a value at the start. Flow-specific settings. */
  readonly settings?: Readonly<Record<string, string | number | boolean>>;
  /** Parameters that this workload sets unless the run does. */
  readonly params?: Readonly<Record<string, ParamValue>>;
  /** The instant at which a run is judged and ends; at rest when left out. */
  readonly horizonUs?: (params: Params) => Micros;
  /** Small enough to search. */
  readonly searchable?: boolean;
  readonly variants?: readonly string[];
}

export interface ClientSpec {
  readonly id: string;
  readonly title: string;
  /** The machine of the client's node; the flow's `client` when left out. */
  readonly machine?: string;
  /** A crowd stands for many users: it has no network panel of its own. */
  readonly crowd?: boolean;
}

/** Resolved numbers; `inf` has become `Infinity`. Spans of time are in the unit that the name says. */
export type Params = Readonly<Record<string, number>>;
/** Resolved values by fix name: `off`, `on`, or a named value. */
export type Fixes = Readonly<Record<string, string>>;

/** What a flow builds its system from. */
export interface Choice {
  readonly variant: string;
  readonly fixes: Fixes;
  readonly params: Params;
  readonly workload: WorkloadSpec;
}

export interface FlowNode extends NodeSpec, NodeLook {}

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

/** A fault that the flow adds, taken by a node's machine as an event of that name. */
export interface OwnFaultSpec extends Explained {
  /** The nodes it fits. */
  readonly nodes: readonly string[];
}

/** An act that a user's node offers in its menu. */
export interface ActSpec extends Explained {
  /** Builds the event. `n` numbers the acts made by hand, from 1; `file` is what the person picked, where they are asked. */
  readonly event: (n: number, file?: PickedFile) => Act['event'];
  /** The person is asked for a file of their own first. */
  readonly picks?: 'file';
  /** The operation's id before the number: `read` makes `read-h1`. */
  readonly op: string;
}

/** What a run may know of a person's file. Its bytes stay where they are. */
export interface PickedFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Empty when the browser knows none. */
  readonly contentType: string;
}

export interface Plan {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly LinkSpec[];
  readonly machines: Readonly<Record<string, MachineSpec>>;
}

/** What is known of a flow before it is loaded: a file `about.ts` of its own. */
export interface FlowAbout {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
}

export interface Flow extends FlowAbout {
  /** The first is the default. */
  readonly variants: Readonly<Record<string, VariantSpec>>;
  readonly fixes: Readonly<Record<string, FixSpec>>;
  /** Fixes that are sound only together. */
  readonly pairs?: readonly PairSpec[];
  readonly params: Readonly<Record<string, ParamSpec>>;
  /** The first is the default. */
  readonly workloads: Readonly<Record<string, WorkloadSpec>>;
  readonly messages: Readonly<Record<string, MessageView>>;
  /** One sentence for each kind of fact. */
  readonly facts: Readonly<Record<string, (fact: FactSaid) => string>>;
  readonly faults: Readonly<Record<string, OwnFaultSpec>>;
  readonly acts: Readonly<Record<string, ActSpec>>;
  readonly guarantees: readonly Guarantee[];
  readonly metrics: readonly Metric[];
  /** What a search must find. Loaded when it is asked for: a page does not need it. */
  readonly truth: () => Promise<readonly TruthRow[]>;
  /** What there is to know, each with a run that shows it. Loaded when somebody reads it. */
  readonly guide?: () => Promise<Guide>;
  /** Departures from reality, each with what real systems do. */
  readonly simplified: readonly string[];
  /** Nodes, links and machines of one choice. Pure. */
  readonly plan: (choice: Choice) => Plan;
  /** What opens when somebody opens the flow. */
  readonly opening: {
    readonly variant: string;
    readonly workload: string;
    /** The node that a first visit is invited to click. */
    readonly breakable: string;
    /** What to do with it, to go on after "Click Cache"; to crash it, when left out. */
    readonly invites?: string;
  };
}

/** A fact's fields with the operation and the title of the node it happened at. */
export interface FactSaid {
  readonly [field: string]: Loose;
  readonly op: string;
  readonly node: string;
}

export function defineFlow(flow: Flow): Flow {
  return flow;
}

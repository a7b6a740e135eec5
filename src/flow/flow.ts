/**
 * The flow contract: what a family of data flow declares. Everything that a person sees, types
 * or searches comes from here, so that a ninth flow is one folder and one line in the catalogue.
 */
import type { Loose } from '../kernel/json.ts';
import type { Act, LinkSpec, MachineSpec, NodeSpec } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import type { Guide } from './guide.ts';
import type { NodeLook } from './look.ts';
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

/** What playback holds and what can be done to it: the whole of what the screens build on. */
import type { Flow, ParamValue } from '../flow/flow.ts';
import type { Run } from '../flow/run.ts';
import type { EntryId } from '../kernel/entry.ts';
import type { Fault } from '../kernel/schedule.ts';
import type { Act, NodeId, OperationId } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import type { ActOffer, FaultOffer, Target } from '../views/menus.ts';
import type { Moment, Scene } from '../views/scene.ts';
import type { Branch, BranchId } from './branches.ts';
import type { Pace } from './pace.ts';
import type { PlayerState } from './player.ts';

export type Selection =
  | { readonly kind: 'node'; readonly node: NodeId }
  | { readonly kind: 'link'; readonly link: string }
  | { readonly kind: 'message'; readonly send: EntryId }
  | { readonly kind: 'entry'; readonly entry: EntryId };

/** Something that could not be done: what, why, and what next. */
export interface Problem {
  readonly title: string;
  readonly details: readonly string[];
  /** Tries the same again. */
  readonly again?: () => void;
}

/**
 * A lesson or an instructor leads: which controls are open, and what is asked of the person. Nothing of what it
 * hides has to be hidden: the run that it opens ends where the lesson stands.
 */
export interface Guide {
  readonly open: {
    readonly variants: readonly string[];
    readonly fixes: readonly string[];
    readonly params: readonly string[];
    /** Kinds of fault that may be added. */
    readonly faults: readonly string[];
    /** And the seed. */
    readonly workload?: boolean;
  };
  /** Controls that are not shown at all: `variant`, `faults`, `fix:NAME`, `param:NAME`. */
  readonly hidden?: readonly string[];
  /** Why the other controls are locked. */
  readonly why: string;
  /** Why a run cannot be made here, in sentences; empty when it can. */
  readonly refuse: (run: Run) => readonly string[];
  /** The nodes that matter now. */
  readonly focus: readonly NodeId[];
  /** What follows is hidden, in words for the timeline; `null` where nothing is. */
  readonly veil: string | null;
  /** Somebody is asked to point at something: what is chosen in the diagram is told here. */
  readonly onPoint: ((target: Target) => void) | null;
}

/** Where a link or a file says that playback stood. */
export interface Place {
  readonly atUs: Micros;
  /** The last entry that had happened, where several share the instant. */
  readonly entry?: EntryId;
}

export interface PlaybackState {
  /** What is shown: a flow, a run of it, its trace. */
  readonly scene: Scene;
  readonly pace: Pace;
  readonly playhead: Moment;
  /** What the controls show: `scene.run`, or the run that is being simulated while `working`. */
  readonly run: Run;
  /** A long simulation is under way; the scene is still the former one. */
  readonly working: boolean;
  readonly player: PlayerState;
  /** Playing, or about to go on when the hand lets go of the playhead. */
  readonly playing: boolean;
  /** Multiplies the pace. */
  readonly speed: number;
  readonly branches: readonly Branch[];
  readonly current: BranchId;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly selection: Selection | null;
  /** Entries lit as evidence. */
  readonly lit: readonly EntryId[];
  /** The entry of which somebody asks why it happened. */
  readonly asked: EntryId | null;
  /** The operation that listings and tables follow; the latest when `null`. */
  readonly followed: OperationId | null;
  readonly problem: Problem | null;
  /** Something else (the wire) is only this far: playing waits there. */
  readonly limitUs: Micros | null;
  /** `null` in free exploration. */
  readonly guide: Guide | null;
}

/** `dragging`: the control is still held; the edits of one drag are one branch. */
export interface EditOptions {
  readonly dragging?: boolean;
}

export interface PlaybackActions {
  /** A run that is known to be right: of an opening, a lesson, a search. Starts a branch of its own. */
  readonly open: (run: Run, options?: OpenOptions) => void;
  /** A run from outside, parsed. False, with a problem set, when it was refused. */
  readonly openUntrusted: (value: unknown, options?: OpenOptions) => boolean;
  readonly setVariant: (variant: string) => void;
  readonly setFix: (name: string, value: string) => void;
  readonly setParam: (name: string, value: ParamValue, options?: EditOptions) => void;
  readonly setWorkload: (workload: string) => void;
  readonly setSeed: (seed: number) => void;
  readonly addFault: (fault: Fault) => void;
  /** A fault from a menu, at the playhead. */
  readonly inject: (offer: FaultOffer) => void;
  readonly moveFault: (index: number, atUs: Micros, options?: EditOptions) => void;
  /** For how long it acts, or by how much it is late. */
  readonly stretchFault: (index: number, lengthUs: Micros, options?: EditOptions) => void;
  readonly changeFault: (index: number, fault: Fault, options?: EditOptions) => void;
  readonly removeFault: (index: number) => void;
  readonly addInput: (act: Act) => void;
  /** A user's act from a menu, at the playhead. */
  readonly perform: (offer: ActOffer) => void;
  readonly removeInput: (index: number) => void;
  readonly removeHold: (index: number) => void;
  /** The flow as it opens. */
  readonly reset: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly switchBranch: (id: BranchId) => void;
  readonly play: () => void;
  readonly pause: () => void;
  readonly toggle: () => void;
  /** A hand takes the playhead, and lets go of it. */
  readonly grab: () => void;
  readonly release: () => void;
  /** Exactly one entry. Pauses. */
  readonly stepForward: () => void;
  readonly stepBack: () => void;
  /** To the next or former entry that tells something (see `tells`): what a keyboard's arrows use. Pauses. */
  readonly skipForward: () => void;
  readonly skipBack: () => void;
  readonly toStart: () => void;
  readonly toEnd: () => void;
  readonly seek: (atUs: Micros) => void;
  /** Right after an entry. */
  readonly seekEntry: (entry: EntryId) => void;
  /** Jumps to an entry and lights those that show it. */
  readonly showEvidence: (entry: EntryId, because: readonly EntryId[]) => void;
  readonly setSpeed: (speed: number) => void;
  /** Real seconds have passed. */
  readonly advance: (realS: number) => void;
  readonly setLimit: (atUs: Micros | null) => void;
  readonly select: (selection: Selection | null) => void;
  readonly askWhy: (entry: EntryId | null) => void;
  readonly light: (entries: readonly EntryId[]) => void;
  readonly follow: (op: OperationId | null) => void;
  readonly setProblem: (problem: Problem | null) => void;
  readonly setGuide: (guide: Guide | null) => void;
  /** Works out, without hurry, how the branches end that were never looked at to their end. */
  readonly examine: () => Promise<void>;
  /** Resolves when no simulation is under way. */
  readonly settled: () => Promise<void>;
}

export interface OpenOptions {
  /** The start, when left out. */
  readonly place?: Place;
  /** What it is, in words, for the list of branches. */
  readonly title?: string;
  readonly play?: boolean;
  /** All other branches go: there is nothing to undo, and nothing to compare with. */
  readonly alone?: boolean;
}

export type Playback = PlaybackState & PlaybackActions;

export const SPEED_MIN = 1 / 16;
export const SPEED_MAX = 64;
/** The marks of a log scale: 1/16×, 1/8×, … 64×. */
export const SPEEDS: readonly number[] = Array.from({ length: 11 }, (_, i) => 2 ** (i - 4));

/** The nearest speed that there is; 1 for what is no number. */
export const speedWithin = (speed: number): number =>
  Number.isFinite(speed) ? Math.max(SPEED_MIN, Math.min(SPEED_MAX, speed)) : 1;

/** `¼×`, `1×`, `64×`. */
export function speedText(speed: number): string {
  const fractions: Record<string, string> = {
    '0.5': '½',
    '0.25': '¼',
    '0.125': '⅛',
    '0.0625': '1/16',
  };
  return `${fractions[String(speed)] ?? Number(speed.toFixed(speed < 1 ? 3 : 1))}×`;
}

export function flowOf(catalogue: readonly Flow[], id: string): Flow {
  const flow = catalogue.find((each) => each.id === id);
  if (flow === undefined) throw new Error(`The catalogue has no flow "${id}".`);
  return flow;
}

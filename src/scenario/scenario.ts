/**
 * A scenario: a guided lesson as plain JSON, after its file was read (`yaml.ts`, `schema.ts`).
 *
 *     setup + what the steps change  ──beatsOf──▶  a run and a stretch of its time for each step
 *
 * `setup` is a run. A step of kind `run`, `fault` or `fix` *plays*: it takes the run that stands,
 * makes its change (a fault is added, fixes and parameters are set, the seed stays), and plays the
 * new run to `untilUs`, or to its end. What it played stands until the next step that plays. The
 * other kinds change nothing: they ask and tell about the run that stands, where it stopped.
 * `after` names the step whose run is changed instead of the one that stands; `setup` is the first.
 *
 *     kind       plays  what a person does
 *     context    -      reads where this happens
 *     run        yes    watches what is usual
 *     predict    -      commits to one option; the step `shownBy` then plays, and shows who is right
 *     fault      yes    watches what breaks
 *     observe    -      points at a node, a message or an instant of what was played
 *     explain    -      reads why; computes one number
 *     fix        yes    turns a fix on, sees the same seed again, and what it costs
 *     challenge  -      reaches a goal with the controls that are allowed; judged by `judge.ts`
 *
 * Texts named `say`, `outcome`, `ask` and `text` are Markdown without HTML.
 */
import type { GuaranteeCheck, MessageCheck, MetricCheck, RowCheck } from '../flow/check.ts';
import type { ParamValue } from '../flow/flow.ts';
import type { Fault, Hold } from '../kernel/schedule.ts';
import type { NodeId } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';

export const LEVELS = ['intro', 'core', 'stretch'] as const;
export type Level = (typeof LEVELS)[number];

/** What the home page knows of a scenario before it is loaded. */
export interface ScenarioAbout {
  /** `caching.fast-and-gone`: the flow, and the name of its file without the number. */
  readonly id: string;
  readonly flow: string;
  readonly title: string;
  /** One sentence: what one will see. */
  readonly summary: string;
  readonly level: Level;
  readonly minutes: number;
  /** Ids of scenarios that are better played before. */
  readonly prerequisites: readonly string[];
}

/** A scenario on the shelf. */
export interface ScenarioEntry extends ScenarioAbout {
  /** Rejects when it cannot be fetched. */
  readonly load: () => Promise<Scenario>;
}

/** Of a scenario, what is known before it is loaded. */
export const aboutOf = ({
  id,
  flow,
  title,
  summary,
  level,
  minutes,
  prerequisites,
}: ScenarioAbout): ScenarioAbout => ({ id, flow, title, summary, level, minutes, prerequisites });

export interface Scenario extends ScenarioAbout {
  readonly schemaVersion: 1;
  /** What one can do afterwards; each begins with a verb. */
  readonly objectives: readonly string[];
  /** For the teacher. */
  readonly notes?: string;
  readonly setup: Setup;
  readonly steps: readonly Step[];
  readonly realSystems: RealSystems;
  readonly recall: readonly RecallCard[];
}

/** What makes a run of its flow, or changes one: faults, holds and acts are added, the rest is set. */
export interface Change {
  readonly variant?: string;
  readonly workload?: string;
  readonly seed?: number;
  readonly fixes?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, ParamValue>>;
  readonly faults?: readonly Fault[];
  readonly holds?: readonly Hold[];
  readonly acts?: readonly ActAsked[];
}

export interface Setup extends Change {
  readonly flow: string;
  readonly variant: string;
  readonly workload: string;
  readonly seed: number;
}

/** One of the flow's acts by hand: `read shopper-a @3.2s` in the file. */
export interface ActAsked {
  readonly act: string;
  readonly node: NodeId;
  readonly atUs: Micros;
}

export const STEP_KINDS = [
  'context',
  'run',
  'predict',
  'fault',
  'observe',
  'explain',
  'fix',
  'challenge',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];
/** Those that play a run of their own. */
export const PLAYING_KINDS: readonly StepKind[] = ['run', 'fault', 'fix'];

export type Step =
  | ContextStep
  | RunStep
  | PredictStep
  | FaultStep
  | ObserveStep
  | ExplainStep
  | FixStep
  | ChallengeStep;
export type StepOf<K extends StepKind> = Extract<Step, { readonly kind: K }>;

interface StepBase {
  /** Unique in the scenario: links carry it. */
  readonly id: string;
  /** For the teacher. */
  readonly notes?: string;
  /** The nodes that matter now. */
  readonly focus?: readonly NodeId[];
}

export interface ContextStep extends StepBase {
  readonly kind: 'context';
  readonly say: string;
}

interface Playing extends StepBase, Change {
  readonly say: string;
  /** Said when it has stopped. */
  readonly outcome?: string;
  /** The step whose run is changed, or `setup`; the run that stands, when left out. */
  readonly after?: string;
  /** Where playing begins; when left out, see `beatsOf`. */
  readonly startUs?: Micros;
  /** Where it stops; at the end of the run when left out. */
  readonly untilUs?: Micros;
  /** What is true where it stops. */
  readonly expect: readonly Check[];
}

export interface RunStep extends Playing {
  readonly kind: 'run';
}

export interface PredictStep extends StepBase {
  readonly kind: 'predict';
  readonly ask: string;
  /** Two to five; one is right. */
  readonly options: readonly Option[];
  /** Also ask why, in a person's own words. Not judged, shown again beside the outcome. */
  readonly reason: boolean;
  /** The step that plays what was asked about: where it stops, claims are true or false. */
  readonly shownBy: string;
}

export interface Option {
  readonly id: string;
  readonly text: string;
  readonly right: boolean;
  /** What would be so if this option were right: all of it, where `shownBy` stops. */
  readonly claim: readonly Check[];
  /** Said to who chose it, when what happened is known. */
  readonly say: string;
  /** Of a wrong option: what one must believe to choose it. */
  readonly misconception?: string;
}

export interface FaultStep extends Playing {
  readonly kind: 'fault';
}

export interface ObserveStep extends StepBase {
  readonly kind: 'observe';
  readonly ask: string;
  /** Any of these is right. */
  readonly answers: readonly Pointed[];
  /** Said when it was found. */
  readonly say: string;
  /** Lines for wrong ones that suggest themselves. */
  readonly others: readonly (Pointed & { readonly say: string })[];
  readonly hints: readonly string[];
}

/** What one can point at. */
export type Pointed =
  | { readonly node: NodeId }
  /** A message's address: `read-1/SET`. */
  | { readonly message: string }
  | { readonly fromUs: Micros; readonly toUs: Micros };

export interface ExplainStep extends StepBase {
  readonly kind: 'explain';
  readonly say: string;
  readonly question?: Question;
}

/** A number that one can compute from what was said and seen. */
export interface Question {
  readonly ask: string;
  readonly unit: string;
  readonly answer: NumberMeant;
  /** How far off is still right. */
  readonly within: number;
  /** Said with the answer. */
  readonly say: string;
}

/** Read from the run that stands, where it stopped; or a number that prose derives. */
export type NumberMeant =
  | { readonly metric: string }
  | { readonly param: string }
  | { readonly number: number };

export interface FixStep extends Playing {
  readonly kind: 'fix';
  readonly cost: readonly Cost[];
}

export const COST_CHANGES = ['rises', 'falls', 'stays'] as const;
/** A metric beside the run that was changed, each at its end. */
export interface Cost {
  readonly metric: string;
  readonly change: (typeof COST_CHANGES)[number];
  readonly say?: string;
}

export interface ChallengeStep extends StepBase {
  readonly kind: 'challenge';
  readonly say: string;
  /** The step with whose run it begins, or `setup`; the run that stands, when left out. */
  readonly after?: string;
  readonly allow: Allowed;
  /** All of them, at the end of the run: at its seed and at `OTHER_SEEDS` more. */
  readonly goal: readonly GoalCheck[];
  /** A question, a principle, a move: each is shown after another attempt. */
  readonly hints: readonly string[];
  readonly solution: Change;
  readonly nonSolutions: readonly NonSolution[];
  /** Said when the goal is reached. */
  readonly outcome?: string;
}

/** The controls that are open. */
export interface Allowed {
  readonly variants: readonly string[];
  readonly fixes: readonly string[];
  readonly params: readonly string[];
  /** Kinds of fault that may be added (`crash`, `drop`, a fault of the flow's own), at most `faultsMax`. */
  readonly faults: readonly string[];
  readonly faultsMax: number;
}

/** What suggests itself and does not reach the goal, and why. */
export interface NonSolution {
  readonly change: Change;
  readonly say: string;
}

/** Luck does not win: a challenge is also judged at so many other seeds. */
export const OTHER_SEEDS = 20;

/** Something that a machine can see to be so, at an instant of a run. */
export type Check = GoalCheck | RowCheck | MessageCheck;
export type GoalCheck = MetricCheck | GuaranteeCheck;
export type { GuaranteeCheck, MessageCheck, MetricCheck, RowCheck } from '../flow/check.ts';
export { COMPARISONS, type Comparison, MESSAGE_FATES } from '../flow/check.ts';

/** What real systems do about it, by their own words. */
export interface RealSystems {
  readonly say: string;
  readonly sources: readonly Source[];
}
export interface Source {
  readonly title: string;
  readonly url: string;
}

/** Asked again some days later. */
export interface RecallCard {
  readonly afterDays: number;
  readonly ask: string;
  readonly answer: string;
}

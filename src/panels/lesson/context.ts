/** The lesson that leads the workbench, for whatever stands in it. `null`: nobody leads. */
import { createContext, useContext } from 'react';
import type { Run } from '../../flow/run.ts';
import type { Micros } from '../../kernel/time.ts';
import type { Beat } from '../../scenario/beats.ts';
import type { ScenarioAbout } from '../../scenario/scenario.ts';
import type { LessonActor } from './machine.ts';

export interface Compared {
  /** Where each was seen; `null`: at its end. */
  readonly wasUs: Micros | null;
  readonly nowUs: Micros | null;
  readonly was: Run;
  readonly now: Run;
  readonly wasToEnd: Run;
  readonly nowToEnd: Run;
}

export interface LessonHandle {
  readonly actor: LessonActor;
  readonly title: string;
  /** One a step. */
  readonly beats: readonly Beat[];
  /** A fix and the run that it changes: to where each was seen, and to their ends. */
  readonly compared: (index: number) => Compared;
  readonly startOver: () => void;
  /** Plays what the step plays, from its beginning. */
  readonly play: () => void;
  /** Opens the challenge's run with another seed, beside the others. */
  readonly showSeed: (seed: number) => void;
  readonly judge: () => void;
  /** A fix beside the run without it, in two diagrams. */
  readonly sideBySide: () => void;
  /** The address of a step. */
  readonly hrefOf: (step: string) => string;
  readonly go: (index: number) => void;
  /** The run on the screen, opened in the workbench without a lesson. */
  readonly explore: () => void;
  /** Where what happens is a sheet: over the diagram, or out of its way. */
  readonly onSheet: (isOpen: boolean) => void;
  /** The controls come to sight, where they have no place beside the page. */
  readonly toSetup: () => void;
  /** The diagram has the focus, and nothing lies over it. */
  readonly toDiagram: () => void;
  readonly following: () => Promise<readonly ScenarioAbout[]>;
}

export const LessonContext = createContext<LessonHandle | null>(null);

export const useLesson = (): LessonHandle | null => useContext(LessonContext);

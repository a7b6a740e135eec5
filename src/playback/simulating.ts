/** Makes scenes without freezing the page: at once when it is quick, in slices when it is not. */
import { compile } from '../flow/compile.ts';
import type { Flow } from '../flow/flow.ts';
import type { Run } from '../flow/run.ts';
import { Simulation } from '../kernel/simulation.ts';
import { Trace } from '../kernel/trace.ts';
import type { Scene } from '../views/scene.ts';

export interface Timing {
  /** Real time in milliseconds. */
  readonly nowMs: () => number;
  /** Gives way to input and painting. */
  readonly nextTurn: () => Promise<void>;
}

export interface Haste {
  /** What is done within this long is done at once. */
  readonly atOnceMs: number;
  /** Afterwards, how long it works before it gives way. */
  readonly sliceMs: number;
}

/** For what somebody waits for: no more than three frames late, then most of each frame. */
export const IN_FRONT: Haste = { atOnceMs: 50, sliceMs: 12 };
/** For what nobody waits for: it leaves room for playing. */
export const BEHIND: Haste = { atOnceMs: 0, sliceMs: 3 };

/** Steps between two looks at the clock. */
const STEPS = 64;

/**
 * The scene, or a promise of it when it takes longer; `undefined` comes once `isWanted` says no.
 * Throws (or rejects) on a programmer's error in the flow.
 */
export function makeScene(
  flow: Flow,
  run: Run,
  timing: Timing,
  isWanted: () => boolean,
  { atOnceMs, sliceMs } = IN_FRONT,
): Scene | Promise<Scene | undefined> {
  const startedMs = timing.nowMs();
  const compiled = compile(flow, run);
  const trace = new Trace(run);
  const simulation = new Simulation(compiled.system, run, (entry) => trace.add(entry));
  const scene = (): Scene => ({ flow, run, compiled, trace });
  const workUntil = (untilMs: number): boolean => {
    do {
      for (let n = 0; n < STEPS; n++) if (!simulation.step()) return true;
    } while (timing.nowMs() < untilMs);
    return false;
  };
  if (workUntil(startedMs + atOnceMs)) return scene();
  return (async () => {
    do {
      await timing.nextTurn();
      if (!isWanted()) return undefined;
    } while (!workUntil(timing.nowMs() + sliceMs));
    return scene();
  })();
}

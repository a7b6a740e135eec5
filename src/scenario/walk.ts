/** The headless player: every step with its run simulated, where it stops, and what it expects. */
import type { Flow } from '../flow/flow.ts';
import type { Run } from '../flow/run.ts';
import { endOf, type Moment, momentAt, type Scene, sceneOf } from '../views/scene.ts';
import { type Beat, beatsOf } from './beats.ts';
import type { Scenario } from './scenario.ts';
import { type Finding, Sight } from './sight.ts';

export interface Walked extends Beat {
  readonly scene: Scene;
  /** Where it stops. */
  readonly moment: Moment;
  /** What is to be seen there. */
  readonly sight: Sight;
  /** Of a step that plays: what it expects. */
  readonly findings: readonly Finding[];
}

/** Step by step, because each may take a while. The scenario's names must be the flow's (`names.ts`). */
export function* walk(flow: Flow, scenario: Scenario): Generator<Walked, void> {
  let latest: Scene | null = null;
  const sceneFor = (run: Run): Scene => {
    const isSame = latest !== null && JSON.stringify(latest.run) === JSON.stringify(run);
    latest = isSame && latest !== null ? latest : sceneOf(flow, run);
    return latest;
  };
  for (const beat of beatsOf(flow, scenario)) {
    const scene = sceneFor(beat.run);
    const moment = beat.untilUs === null ? endOf(scene.trace) : momentAt(scene.trace, beat.untilUs);
    const sight = new Sight(scene, moment);
    const findings = 'expect' in beat.step ? sight.findings(beat.step.expect) : [];
    yield { ...beat, scene, moment, sight, findings };
  }
}

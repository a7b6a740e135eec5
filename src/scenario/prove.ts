/**
 * Proves that a scenario is true: every expectation holds at the seed, the right option is right
 * and every other is wrong, costs are paid, the solution reaches the goal, and the start and each
 * non-solution do not. What is not so comes back as mistakes, at their places.
 */
import type { Flow } from '../flow/flow.ts';
import type { Path } from '../flow/parse-problem.ts';
import { type Scene, sceneOf } from '../views/scene.ts';
import { formatTime } from '../views/words.ts';
import { setupRun } from './beats.ts';
import type { Mistake } from './mistakes.ts';
import { challenged } from './prove-challenge.ts';
import { answerOf, asked, costs, options, played, pointing } from './prove-steps.ts';
import type { PredictStep, Scenario, Step } from './scenario.ts';
import { type Walked, walk } from './walk.ts';

/** What was looked at, in a sentence, and what is wrong with it. */
export interface Proved {
  readonly step: Step;
  readonly say: string;
  readonly mistakes: readonly Mistake[];
}

/** Step by step, because each may take a while. Goes on after a mistake. The names must be the flow's (`names.ts`). */
export function* prove(flow: Flow, scenario: Scenario): Generator<Proved, void> {
  const proof = new Proof(flow, scenario);
  let index = 0;
  for (const walked of walk(flow, scenario)) {
    const { say, mistakes } = proof.of(walked, ['steps', index++]);
    yield { step: walked.step, say, mistakes };
  }
}

class Proof {
  private readonly flow: Flow;
  private readonly scenario: Scenario;
  /** What was asked and is not shown yet. */
  private readonly open = new Map<PredictStep, Path>();
  private readonly scenes = new Map<string, Scene>();
  private stands: Scene | null = null;

  constructor(flow: Flow, scenario: Scenario) {
    this.flow = flow;
    this.scenario = scenario;
  }

  of(walked: Walked, path: Path): Omit<Proved, 'step'> {
    const { step, sight, run } = walked;
    switch (step.kind) {
      case 'context':
        return { say: '', mistakes: [] };
      case 'run':
      case 'fault':
      case 'fix':
        return this.playing(walked, step, path);
      case 'predict':
        this.open.set(step, path);
        return { say: `shown by "${step.shownBy}"`, mistakes: [] };
      case 'observe':
        return {
          say: step.answers.length === 1 ? '1 answer' : `${step.answers.length} answers`,
          mistakes: pointing(step, walked, path),
        };
      case 'explain': {
        const { question } = step;
        if (question === undefined) return { say: '', mistakes: [] };
        return {
          say: `the answer is ${answerOf(question, sight)} ${question.unit}`.trimEnd(),
          mistakes: asked(question, sight, [...path, 'question']),
        };
      }
      case 'challenge':
        return challenged(this.flow, step, run, path);
    }
  }

  private playing(
    walked: Walked,
    step: Extract<Step, { kind: 'run' | 'fault' | 'fix' }>,
    path: Path,
  ): Omit<Proved, 'step'> {
    const { findings, scene, sight, moment } = walked;
    const mistakes = played(this.flow, step, walked, this.before(step.after), path);
    const so = findings.filter((each) => each.so).length;
    const said = [`${so} of ${findings.length} expectations hold at ${formatTime(moment.atUs)}`];
    for (const [predict, at] of this.open) {
      if (predict.shownBy !== step.id) continue;
      this.open.delete(predict);
      mistakes.push(...options(predict, sight, at));
      said.push(`it shows the options of "${predict.id}"`);
    }
    if (step.kind === 'fix') {
      const first = setupRun(this.flow, this.scenario);
      const before = this.before(step.after) ?? sceneOf(this.flow, first);
      mistakes.push(...costs(step.cost, before, scene, path));
    }
    this.stands = scene;
    this.scenes.set(step.id, scene);
    return { say: said.join('; '), mistakes };
  }

  /** The run that a step changes; `null` when that is the setup's, which is not played. */
  private before(after: string | undefined): Scene | null {
    return after === undefined ? this.stands : (this.scenes.get(after) ?? null);
  }
}

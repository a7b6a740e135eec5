/** Looks up what a scenario names: in its flow, among its own steps, among other scenarios. */
import type { Flow } from '../flow/flow.ts';
import type { Path } from '../flow/parse-problem.ts';
import type { Run } from '../flow/run.ts';
import { LINK_FAULTS, MESSAGE_FAULTS, NODE_FAULTS } from '../kernel/schedule.ts';
import { setupRun } from './beats.ts';
import { checkChange } from './changes.ts';
import { refusals } from './judge.ts';
import { Lookup } from './lookup.ts';
import { type Mistake, strange } from './mistakes.ts';
import {
  type ChallengeStep,
  PLAYING_KINDS,
  type PredictStep,
  type Scenario,
  type Step,
} from './scenario.ts';

/** `flows`: the ids of all that there are. */
export function unknownFlow({ flow }: Scenario, flows: readonly string[]): Mistake[] {
  return flows.includes(flow) ? [] : [strange(['setup', 'flow'], flow, flows)];
}

/** Everything that is named and is not there. `ids`: of all scenarios. Simulates nothing. */
export function checkNames(flow: Flow, scenario: Scenario, ids: readonly string[]): Mistake[] {
  const { id, prerequisites, setup, steps } = scenario;
  const mistakes: Mistake[] = [];
  if (!id.startsWith(`${flow.id}.`)) {
    mistakes.push({
      path: ['id'],
      say: `The id of a scenario of ${flow.id} begins with "${flow.id}.".`,
    });
  }
  prerequisites.forEach((each, i) => {
    if (each === id)
      mistakes.push({ path: ['prerequisites', i], say: 'This is the scenario itself.' });
    else if (!ids.includes(each)) mistakes.push(strange(['prerequisites', i], each, ids));
  });

  const bare = setupRun(flow, {
    setup: {
      ...setup,
      variant: Object.keys(flow.variants)[0] ?? '',
      fixes: {},
      params: {},
      faults: [],
      holds: [],
      acts: [],
    },
  });
  const first = checkChange(flow, bare, setup, ['setup']);
  mistakes.push(...first.mistakes);
  // Without a run to begin with nothing can be looked up.
  if (first.mistakes.length > 0) return mistakes;

  const walk = new Names(flow, scenario, first.run);
  steps.forEach((step, i) => walk.check(step, i));
  return [...mistakes, ...walk.mistakes];
}

/** Goes through the steps with the run that stands. */
class Names {
  readonly mistakes: Mistake[] = [];
  private readonly flow: Flow;
  private readonly steps: readonly Step[];
  /** What was played, by step. */
  private readonly played: Map<string, Run>;
  private readonly seen = new Set<string>(['setup']);
  private readonly waiting: { readonly step: PredictStep; readonly path: Path }[] = [];
  private run: Run;

  constructor(flow: Flow, { steps }: Scenario, run: Run) {
    this.flow = flow;
    this.steps = steps;
    this.run = run;
    this.played = new Map([['setup', run]]);
  }

  check(step: Step, index: number): void {
    const path = ['steps', index];
    if (this.seen.has(step.id)) {
      this.add(
        [...path, 'id'],
        step.id === 'setup'
          ? 'A step cannot be called "setup".'
          : `Another step is called "${step.id}" too.`,
      );
    }
    this.seen.add(step.id);
    this.of(step, path);
    step.focus?.forEach((node, i) => this.look.node(node, [...path, 'focus', i]));
  }

  private of(step: Step, path: Path): void {
    switch (step.kind) {
      case 'context':
        return;
      case 'explain':
        if (step.question !== undefined) this.look.question(step.question, [...path, 'question']);
        return;
      case 'run':
      case 'fault':
      case 'fix': {
        this.change(step.after, path);
        const { run, mistakes } = checkChange(this.flow, this.run, step, path);
        this.mistakes.push(...mistakes);
        this.run = run;
        this.played.set(step.id, run);
        if (step.kind === 'fault' && !step.faults && !step.holds) {
          this.add(path, 'A step "fault" brings faults, or holds for an order.');
        }
        if (step.kind === 'fix' && !step.fixes && !step.params && !step.variant) {
          this.add(path, 'A step "fix" sets fixes, params or a variant.');
        }
        this.look.checks(step.expect, [...path, 'expect']);
        if (step.kind === 'fix') {
          step.cost.forEach(({ metric }, i) =>
            this.look.metric(metric, [...path, 'cost', i, 'metric']),
          );
        }
        for (const waiting of this.waiting.splice(0))
          this.claims(waiting.step, waiting.path, step.id);
        return;
      }
      case 'predict':
        this.predict(step, path);
        return;
      case 'observe':
        for (const field of ['answers', 'others'] as const) {
          step[field].forEach((each, i) => this.look.pointed(each, [...path, field, i]));
        }
        return;
      case 'challenge':
        this.change(step.after, path);
        this.challenge(step, path);
        return;
    }
  }

  /** Takes the run that is to be changed. */
  private change(after: string | undefined, path: Path): void {
    if (after === undefined) return;
    const base = this.played.get(after);
    if (base === undefined)
      this.mistakes.push(strange([...path, 'after'], after, [...this.played.keys()]));
    else this.run = base;
  }

  private predict(step: PredictStep, path: Path): void {
    const right = step.options.filter((each) => each.right).length;
    if (right !== 1) {
      const found = right === 0 ? 'None of the options is' : `${right} options are`;
      this.add([...path, 'options'], `${found} marked "right: true"; exactly one must be.`);
    }
    const ids = new Set<string>();
    step.options.forEach(({ id, right: isRight, misconception }, i) => {
      const at = [...path, 'options', i];
      if (ids.has(id)) this.add([...at, 'id'], `Another option is called "${id}" too.`);
      ids.add(id);
      if (!isRight && misconception === undefined) {
        this.add(
          at,
          `The option "${id}" is wrong, so it names its misconception: what one must believe to choose it.`,
        );
      }
    });
    const later = this.steps
      .slice(Number(path[1]) + 1)
      .filter(({ kind }) => PLAYING_KINDS.includes(kind));
    const shows = later.find(({ id }) => id === step.shownBy);
    if (later.length === 0)
      this.add(path, 'No step after this one plays, so nothing shows who is right.');
    else if (shows === undefined) {
      this.mistakes.push(
        strange(
          [...path, 'shownBy'],
          step.shownBy,
          later.map(({ id }) => id),
        ),
      );
    } else this.waiting.push({ step, path });
  }

  /** When the step that shows it is there: what its run does not have cannot be claimed. */
  private claims(step: PredictStep, path: Path, shown: string): void {
    if (step.shownBy !== shown) {
      this.waiting.push({ step, path });
      return;
    }
    step.options.forEach(({ claim }, i) =>
      this.look.checks(claim, [...path, 'options', i, 'claim']),
    );
  }

  private challenge({ allow, goal, solution, nonSolutions }: ChallengeStep, path: Path): void {
    const { flow, run } = this;
    const known = {
      variants: Object.keys(flow.variants),
      fixes: Object.keys(flow.fixes),
      params: Object.keys(flow.params),
      faults: [
        ...new Set([
          ...MESSAGE_FAULTS,
          ...LINK_FAULTS,
          ...NODE_FAULTS,
          ...Object.keys(flow.faults),
        ]),
      ],
    };
    let allExist = true;
    for (const field of ['variants', 'fixes', 'params', 'faults'] as const) {
      allow[field].forEach((name, i) => {
        if (known[field].includes(name)) return;
        allExist = false;
        this.mistakes.push(strange([...path, 'allow', field, i], name, known[field]));
      });
    }
    if (
      Object.values(allow)
        .flat()
        .every((each) => typeof each === 'number')
    ) {
      this.add(
        [...path, 'allow'],
        'It allows nothing: name variants, fixes, params or kinds of fault.',
      );
    }
    this.look.checks(goal, [...path, 'goal']);
    const answers = [
      { change: solution, at: [...path, 'solution'] },
      ...nonSolutions.map(({ change }, i) => ({
        change,
        at: [...path, 'nonSolutions', i, 'change'],
      })),
    ];
    for (const { change, at } of answers) {
      const { run: next, mistakes } = checkChange(flow, run, change, at);
      this.mistakes.push(...mistakes);
      if (mistakes.length > 0 || !allExist) continue;
      for (const say of refusals(flow, allow, run, next)) this.add(at, say);
    }
  }

  /** The names of the run that stands. */
  private get look(): Lookup {
    return new Lookup(this.flow, this.run, this.mistakes);
  }

  private add(path: Path, say: string): void {
    this.mistakes.push({ path, say });
  }
}

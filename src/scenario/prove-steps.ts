/** What a step says, held against what its run does. */
import type { Flow } from '../flow/flow.ts';
import { nearest, type Path } from '../flow/parse-problem.ts';
import { execute } from '../kernel/simulate.ts';
import { endOf, type Scene } from '../views/scene.ts';
import { formatTime } from '../views/words.ts';
import { checkText, foundText } from './findings.ts';
import { addressesOf, missedBy } from './hits.ts';
import type { Mistake } from './mistakes.ts';
import type { Change, Cost, ObserveStep, PredictStep, Question, Step } from './scenario.ts';
import { type Finding, Sight } from './sight.ts';
import type { Walked } from './walk.ts';

/** Of a run, a fault or a fix: it is what it says it is, at this seed and each time. */
export function played(
  flow: Flow,
  step: Extract<Step, { kind: 'run' | 'fault' | 'fix' }>,
  { findings, scene, moment, fromUs, untilUs }: Walked,
  before: Scene | null,
  path: Path,
): Mistake[] {
  const { endUs, entries } = scene.trace;
  const mistakes = findings.flatMap((finding, i): Mistake[] =>
    finding.so ? [] : [{ path: [...path, 'expect', i], say: notSo(finding, moment.atUs) }],
  );
  const last = entries.at(-1);
  if (last?.kind === 'over' && last.why === 'cap') {
    mistakes.push({ path, say: 'This run never comes to rest.' });
  }
  if (untilUs !== null && untilUs > endUs) {
    const say = `The run ends at ${formatTime(endUs)}, before this. Leave "until" out to play to the end.`;
    mistakes.push({ path: [...path, 'until'], say });
  }
  if (step.startUs !== undefined && fromUs > moment.atUs) {
    mistakes.push({ path: [...path, 'start'], say: 'This is after the instant where it stops.' });
  }
  mistakes.push(...aims(step, scene, before, path));
  if (!repeats(scene))
    mistakes.push({ path, say: `Two runs of it differ: a defect of ${flow.id}.` });
  return mistakes;
}

const notSo = (finding: Finding, atUs: number): string =>
  `Not so at ${formatTime(atUs)}: ${checkText(finding.check)}; ${foundText(finding)}.`;

/** Every fault and order hits something, also those that hit in the run which the step changes. */
function aims(step: Change, scene: Scene, before: Scene | null, path: Path): Mistake[] {
  return missedBy(scene, scene.run).flatMap((address): Mistake[] => {
    const fault = step.faults?.findIndex((each) => 'message' in each && each.message === address);
    const hold = step.holds?.findIndex((each) => each.hold === address);
    if (fault !== undefined && fault >= 0)
      return [missing(scene, address, [...path, 'faults', fault])];
    if (hold !== undefined && hold >= 0) return [missing(scene, address, [...path, 'holds', hold])];
    const say = `With this change no message has the address "${address}" any more, so that the fault or order on it hits nothing, and nothing is proved. Aim at a message that stays.`;
    return before !== null && addressesOf(before).has(address) ? [{ path, say }] : [];
  });
}

function missing(scene: Scene, address: string, path: Path): Mistake {
  const near = nearest(address, [...addressesOf(scene)]);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  return { path, say: `No message of this run has the address "${address}".${hint}` };
}

/** One seed, one trace. */
function repeats({ compiled, run, trace }: Scene): boolean {
  let i = 0;
  for (const entry of execute(compiled.system, run)) {
    const known = trace.entries[i++];
    // At the cap a trace ends before its execution does.
    if (known === undefined || known.kind === 'over') break;
    if (JSON.stringify(known) !== JSON.stringify(entry)) return false;
  }
  return i >= trace.entries.length;
}

/** The right option is right, and no other. */
export function options(predict: PredictStep, sight: Sight, path: Path): Mistake[] {
  const at = formatTime(sight.moment.atUs);
  return predict.options.flatMap(({ id, right, claim }, i): Mistake[] => {
    const findings = sight.findings(claim);
    const wrong = findings.find(({ so }) => !so);
    const claimPath = [...path, 'options', i, 'claim'];
    if (right && wrong !== undefined) {
      const place = [...claimPath, findings.indexOf(wrong)];
      return [
        {
          path: place,
          say: `The right option "${id}" claims what is not so at ${at}: ${checkText(wrong.check)}; ${foundText(wrong)}.`,
        },
      ];
    }
    if (!right && wrong === undefined) {
      return [
        {
          path: claimPath,
          say: `The wrong option "${id}" is right: all that it claims is so at ${at}.`,
        },
      ];
    }
    return [];
  });
}

/** What is pointed at is there by the time one looks. */
export function pointing(
  { answers, others }: ObserveStep,
  { scene, sight, moment }: Walked,
  path: Path,
): Mistake[] {
  const lists = { answers, others };
  return (['answers', 'others'] as const).flatMap((field) =>
    lists[field].flatMap((each, i): Mistake[] => {
      const at = [...path, field, i];
      if ('message' in each && sight.fate(each.message) === 'absent') {
        const place = [...at, 'message'];
        if (!addressesOf(scene).has(each.message)) return [missing(scene, each.message, place)];
        const say = `This message is not sent before ${formatTime(moment.atUs)}, where the run stands.`;
        return [{ path: place, say }];
      }
      if ('toUs' in each && each.toUs > moment.atUs) {
        return [
          {
            path: [...at, 'to'],
            say: `The run stands at ${formatTime(moment.atUs)}, before this.`,
          },
        ];
      }
      return [];
    }),
  );
}

export function asked(question: Question, sight: Sight, path: Path): Mistake[] {
  return answerOf(question, sight) === null
    ? [{ path: [...path, 'answer'], say: 'The metric has nothing to tell here.' }]
    : [];
}

/** The number that is asked for; `null` where there is none. */
export function answerOf({ answer }: Question, sight: Sight): number | null {
  if ('number' in answer) return answer.number;
  if ('metric' in answer) return sight.metric(answer.metric);
  return sight.scene.compiled.choice.params[answer.param] ?? null;
}

/** Each cost is what it is said to be, from the end of one run to the end of the other. */
export function costs(cost: readonly Cost[], before: Scene, after: Scene, path: Path): Mistake[] {
  const values = (scene: Scene, metric: string): number =>
    new Sight(scene, endOf(scene.trace)).metric(metric) ?? 0;
  return cost.flatMap(({ metric, change }, i) => {
    const [a, b] = [values(before, metric), values(after, metric)];
    const found = b > a ? 'rises' : b < a ? 'falls' : 'stays';
    return found === change
      ? []
      : [
          {
            path: [...path, 'cost', i, 'change'],
            say: `It ${found}: ${metric} was ${a}, and is ${b}.`,
          },
        ];
  });
}

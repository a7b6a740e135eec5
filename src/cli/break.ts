/** `sim break`: searches for the fewest faults and the shortest order that break a guarantee. */
import type { Flow } from '../flow/flow.ts';
import { nearest } from '../flow/parse-problem.ts';
import type { Guarantee } from '../flow/property.ts';
import type { Run } from '../flow/run.ts';
import { spanText } from '../flow/span-text.ts';
import { counted } from '../verify/counted.ts';
import { decide } from '../verify/decide.ts';
import { type Decision, type Question, smallWorkloads } from '../verify/question.ts';
import { story } from '../verify/story.ts';
import { runCommand } from '../views/commandText.ts';
import type { Answer } from './answer.ts';
import {
  countTyped,
  flowNamed,
  paramsTyped,
  runTyped,
  SETUP_OPTIONS,
  spanTyped,
  type Typed,
  typed,
} from './options.ts';
import { SIM, UsageError } from './usage.ts';

const OPTIONS = {
  ...SETUP_OPTIONS,
  guarantee: { type: 'string' },
  bound: { type: 'string' },
  faults: { type: 'string' },
  delays: { type: 'string' },
  kinds: { type: 'string', multiple: true },
  states: { type: 'string' },
} as const;

export const STATES_USUAL = 2_000_000;

export function breakIt(args: readonly string[]): Answer {
  const given = typed(args, OPTIONS, 1);
  const flow = flowNamed(given.positionals[0]);
  const question = questionTyped(flow, given);
  return tell(question, decided(question));
}

function questionTyped(flow: Flow, given: Typed): Question & { states: number } {
  const { workload, ...run } = runTyped(flow, given);
  // As typed: a value that is the default of one workload is none of another.
  const setup = { ...run, params: paramsTyped(given) };
  const guarantee = guaranteeNamed(flow, setup.variant, given.one('guarantee'));
  const boundUs = spanTyped(given, 'bound');
  if (boundUs !== undefined && guarantee.boundUs === undefined) {
    const bounded = flow.guarantees.filter((each) => each.boundUs !== undefined);
    throw new UsageError(
      `--bound: the guarantee ${guarantee.ref} has no bound in time.`,
      `Those with one: ${bounded.map(({ ref }) => ref).join(', ') || 'none'}.`,
    );
  }
  const kinds = given
    .all('kinds')
    .flatMap((text) => text.split(','))
    .filter((text) => text !== '');
  return {
    flow,
    setup,
    guarantee,
    ...(boundUs === undefined ? {} : { boundUs }),
    workloads: given.has('workload') ? [workload] : smallWorkloads(flow, setup.variant, guarantee),
    faults: countTyped(given, 'faults', 1, 5),
    delays: countTyped(given, 'delays', 0, 5),
    ...(given.has('kinds') ? { kinds } : {}),
    states: countTyped(given, 'states', STATES_USUAL, 100_000_000),
  };
}

/** By id or by the code of the table, in whatever case. */
export function guaranteeNamed(flow: Flow, variant: string, name: string | undefined): Guarantee {
  const fitting = flow.guarantees.filter(({ variants }) => variants?.includes(variant) ?? true);
  const known = fitting.map(({ id, ref }) => (id === ref ? id : `${ref} (${id})`)).join(', ');
  if (name === undefined) {
    throw new UsageError('Which guarantee?', `Add --guarantee with one of ${known}.`);
  }
  const same = (text: string): boolean => text.toLowerCase() === name.toLowerCase();
  const found = fitting.find(({ id, ref }) => same(id) || same(ref));
  if (found !== undefined) return found;
  const elsewhere = flow.guarantees.find(({ id, ref }) => same(id) || same(ref));
  const near =
    elsewhere === undefined
      ? nearest(
          name,
          fitting.flatMap(({ id, ref }) => [id, ref]),
        )
      : undefined;
  throw new UsageError(
    elsewhere?.variants === undefined
      ? `There is no guarantee "${name}" in ${flow.id}.`
      : `The guarantee ${elsewhere.ref} is for ${elsewhere.variants.join(', ')}, not for ${variant}.`,
    `${near === undefined ? '' : `Did you mean "${near}"? `}There are ${known}.`,
  );
}

/** A kind of fault that does not exist is wrong usage. */
function decided(question: Question & { states: number }): Decision {
  if (question.workloads.length === 0) {
    throw new UsageError(
      `${question.guarantee.ref} has no small workload with ${question.setup.variant}.`,
      `Name one with --workload. See ${SIM} list ${question.flow.id}`,
    );
  }
  try {
    return decide(question);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(error.message, `See ${SIM} list ${question.flow.id}`);
  }
}

function tell(question: Question, decision: Decision): Answer {
  const { guarantee } = question;
  const { verdict, faultCount, delayCount, stateCount, entryCount, coverage, witness } = decision;
  return {
    exitCode: verdict === 'holds' ? 0 : 1,
    json: { verdict, faultCount, delayCount, stateCount, entryCount, coverage, witness },
    lines: [
      `${verdict.toUpperCase()}: ${guarantee.ref} ${guarantee.title}`,
      `  ${verdictSentence(decision)}`,
      `  Searched: ${coverage}.`,
      ...(witness === null ? [] : ['', ...witnessLines(question, witness)]),
    ],
  };
}

function verdictSentence(decision: Decision): string {
  const { verdict, over, stateCount, witness } = decision;
  const timed = over === 'timed';
  const looked = timed ? counted(stateCount, 'entry', 'entries') : counted(stateCount, 'state');
  if (witness !== null) {
    return `It takes ${costText(decision)}; ${looked} were ${timed ? 'simulated' : 'looked at'}.`;
  }
  if (verdict === 'unfinished') {
    return `Nothing was found in ${looked}. A larger --states may decide it.`;
  }
  return timed
    ? `With at most ${costText(decision)}, in all ${looked} of the runs below.`
    : `With at most ${costText(decision)}; ${looked} are all there are.`;
}

/** `no fault and 1 late deadline`. */
export function costText({ faultCount, delayCount }: Decision): string {
  const some = (n: number, what: string): string => (n === 0 ? `no ${what}` : counted(n, what));
  return `${some(faultCount, 'fault')} and ${some(delayCount, 'late deadline')}`;
}

function witnessLines(question: Question, witness: Run): string[] {
  const { flow, guarantee, boundUs } = question;
  const note = `${guarantee.ref} is judged there by its own bound, not by ${spanText(boundUs ?? 0)}.`;
  return [
    ...story(question, witness).map((line) => `  ${line}`),
    '',
    'To replay it:',
    `  ${runCommand(flow, witness)}`,
    ...(boundUs === undefined ? [] : [`  ${note}`]),
  ];
}

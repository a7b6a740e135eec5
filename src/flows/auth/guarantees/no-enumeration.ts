/** A8: an answer does not tell whether an address has an account, nor does its time. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { MS } from '../../../kernel/time.ts';
import { factIn, text } from './seen.ts';

interface Answer {
  readonly question: string;
  readonly answer: string;
  readonly tookUs: number;
}

/** Less than this nobody tells apart. */
const SAME_US = MS;

export const noEnumeration: Guarantee = {
  id: 'no-enumeration',
  ref: 'A8',
  title: 'Answers do not tell who has an account',
  explain:
    'For an address with an account and one without, the answers and their times are the same: signing in, registering, forgetting a password, and after too many tries.',
  workloads: ['probing'],
  monitor: () => ({ kind: 'always', over: 'timed', start: [], on }),
};

function on(state: readonly Answer[], seen: Seen): Judged<readonly Answer[]> {
  const fact = factIn(seen);
  if (fact?.type !== 'probed' || seen.kind !== 'fact') return { state };
  const question = `${fact['kind']} ${fact['nth']}`;
  const given = { question, answer: text(fact, 'answer'), tookUs: Number(fact['tookUs']) };
  if (fact['exists'] === true) return { state: [...state, given].slice(-1) };
  const known = state.find((each) => each.question === question);
  if (known === undefined) return { state };
  const gapUs = Math.abs(known.tookUs - given.tookUs);
  if (known.answer === given.answer && gapUs <= SAME_US) return { state: [] };
  const ms = (us: number): string => `${(us / MS).toFixed(0)} ms`;
  const say = `${fact['kind']}: ${known.answer} after ${ms(known.tookUs)} with an account, ${given.answer} after ${ms(given.tookUs)} without one.`;
  return { state: [], violation: { say, because: [`${seen.op}/probed`] } };
}

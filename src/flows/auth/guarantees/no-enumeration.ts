/** A8: an answer does not tell whether an address has an account, nor does its time. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { type Micros, MS } from '../../../kernel/time.ts';
import { answerOf, questionOf } from '../words.ts';
import { factIn, text } from './seen.ts';

interface Answer {
  readonly question: string;
  readonly answer: string;
  readonly tookUs: number;
}

interface State {
  /** About an address with an account; the same about one without comes next. */
  readonly last: Answer | null;
  /** By question: how often both were asked, and how much longer it took with an account, in all. */
  readonly gaps: Readonly<Record<string, { readonly pairs: number; readonly sumUs: number }>>;
}

/** Less than this nobody tells apart. */
const SAME_US: Micros = MS;

/** What goes wrong by itself tells nothing. */
const SILENT = ['failure', 'refused'];

/** What chance does by itself is beyond so many standard deviations once in 16,000 times. */
const SURE = 4;

/** How far the average of so many gaps may be from 0 by the jitter of the hash alone. */
const byChanceUs = (jitterMs: number, pairs: number): Micros =>
  SURE * jitterMs * MS * Math.sqrt(2 / pairs);

export const noEnumeration: Guarantee = {
  id: 'no-enumeration',
  ref: 'A8',
  title: 'Answers do not tell who has an account',
  explain:
    'For an address with an account and one without, the answers and their times are the same: signing in, registering, forgetting a password, and after too many tries.',
  workloads: ['probing'],
  monitor: ({ jitterMs = 0 }) => ({
    kind: 'always',
    over: 'timed',
    start: { last: null, gaps: {} },
    on: (state, seen) => on(state as State, seen, Number(jitterMs)),
  }),
};

function on(state: State, seen: Seen, jitterMs: number): Judged<State> {
  const fact = factIn(seen);
  if (fact?.type !== 'probed' || seen.kind !== 'fact') return { state };
  const kind = text(fact, 'kind');
  const question = `${kind} ${fact['nth']}`;
  const given = { question, answer: text(fact, 'answer'), tookUs: Number(fact['tookUs']) };
  if (fact['exists'] === true) return { state: { ...state, last: given } };
  const { last } = state;
  if (last?.question !== question) return { state };
  if (SILENT.includes(last.answer) || SILENT.includes(given.answer)) return { state };
  const { pairs, sumUs } = state.gaps[kind] ?? { pairs: 0, sumUs: 0 };
  const gap = { pairs: pairs + 1, sumUs: sumUs + last.tookUs - given.tookUs };
  const next = { last: null, gaps: { ...state.gaps, [kind]: gap } };
  const meanUs = Math.abs(gap.sumUs) / gap.pairs;
  const isSame = meanUs <= SAME_US + byChanceUs(jitterMs, gap.pairs);
  if (last.answer === given.answer && isSame) return { state: next };
  const ms = (us: number): string => `${(us / MS).toFixed(0)} ms`;
  const say = `${questionOf(kind)}: ${answerOf(last.answer)} after ${ms(last.tookUs)} with an account, ${answerOf(given.answer)} after ${ms(given.tookUs)} without one.`;
  const average = pairs === 0 ? '' : ` On average of ${gap.pairs} tries the gap is ${ms(meanUs)}.`;
  return { state: next, violation: { say: say + average, because: [`${seen.op}/probed`] } };
}

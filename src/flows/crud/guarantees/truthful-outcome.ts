/** C2. What a user is told is so: "saved" was done, "failed" was not. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen, Violation } from '../../../kernel/monitor.ts';
import { factIn, remembering } from './seen.ts';

interface Told {
  readonly op: string;
  /** It has changed something. */
  readonly done: boolean;
  /** It was found as it was to be. */
  readonly so: boolean;
  readonly said: 'saved' | 'not saved' | null;
}

export const truthfulOutcome: Guarantee = {
  id: 'truthful-outcome',
  ref: 'C2',
  title: 'What the page says is so',
  explain:
    'In the end, what is called saved is there, and what is called failed or refused has changed nothing.',
  workloads: ['one-create'],
  monitor: () => ({ kind: 'eventually', over: 'orders', start: [], on, atRest }),
};

const EFFECTS = ['created', 'changed', 'taken', 'deleted', 'sold'];

function on(state: readonly Told[], seen: Seen): Judged<readonly Told[]> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  if (EFFECTS.includes(fact.type)) return { state: put(state, op, { done: true }) };
  if (fact.type === 'alreadySo') return { state: put(state, op, { so: true }) };
  if (fact.type !== 'answered') return { state };
  const said = saidIn(String(fact['outcome']), Number(fact['status']));
  return { state: said === null ? state : put(state, op, { said }) };
}

/** "Unknown" claims nothing; nor does the dialogue after a 412, which offers to look at what is there. */
function saidIn(outcome: string, status: number): Told['said'] {
  if (outcome === 'saved') return 'saved';
  const denies = outcome === 'failed' || outcome === 'refused' || status === 409;
  return denies ? 'not saved' : null;
}

function put(state: readonly Told[], op: string, more: Partial<Told>): readonly Told[] {
  const known = state.find((each) => each.op === op);
  if (known !== undefined)
    return state.map((each) => (each === known ? { ...each, ...more } : each));
  return remembering(state, { op, done: false, so: false, said: null, ...more });
}

function atRest(state: readonly Told[]): Violation | null {
  const wrong = state.find(({ done, so, said }) =>
    said === 'saved' ? !done && !so : said !== null && done,
  );
  if (wrong === undefined) return null;
  const { op, said } = wrong;
  return said === 'saved'
    ? { say: `${op} was called saved, but nothing has changed.`, because: [`${op}/answered`] }
    : {
        say: `${op} was called ${said}, but the database has it.`,
        because: [...EFFECTS.map((effect) => `${op}/${effect}`), `${op}/answered`],
      };
}

/** C4. Who is told of a conflict has one: somebody else wrote since they looked. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen } from '../../../kernel/monitor.ts';
import { factIn, remembering, type SeenFact } from './seen.ts';
import { NO_WRITES, type Writes, withSeen } from './writes-seen.ts';

interface State extends Writes {
  /** Who has created what, and who has sold what. */
  readonly made: readonly { readonly op: string; readonly user: string; readonly what: string }[];
}

export const noSpuriousConflict: Guarantee = {
  id: 'no-spurious-conflict',
  ref: 'C4',
  title: 'No conflict with oneself',
  explain: 'Nobody is shown 409 or 412 unless somebody else wrote since they looked.',
  workloads: ['one-edit', 'two-edits'],
  monitor: () => ({ kind: 'always', over: 'orders', start: { ...NO_WRITES, made: [] }, on }),
};

function on(before: State, seen: Seen): Judged<State> {
  const found = factIn(seen);
  if (found === null) return { state: before };
  const state = withMade({ ...before, ...withSeen(before, seen) }, found);
  const { fact, op } = found;
  if (fact.type !== 'answered' || fact['outcome'] !== 'conflict') return { state };
  const status = Number(fact['status']);
  const own = status === 412 ? isChangedByNobodyElse(state, op) : isTakenByItself(state, op);
  if (!own) return { state };
  const say = `${op} was answered with ${status}, but nobody else has written since: it was its own write.`;
  const because = ['asked', 'created', 'changed', 'sold', 'answered'].map(
    (type) => `${op}/${type}`,
  );
  return { state, violation: { say, because } };
}

function withMade(state: State, { fact, op }: SeenFact): State {
  if (fact.type !== 'created' && fact.type !== 'sold') return state;
  const user = state.asked.find((each) => each.op === op)?.user ?? '';
  const what = fact.type === 'created' ? String(fact['title']) : String(fact['key']);
  return { ...state, made: remembering(state.made, { op, user, what }) };
}

/** 412: since the version that they looked at. */
function isChangedByNobodyElse({ asked, writes }: State, op: string): boolean {
  const mine = asked.find((each) => each.op === op);
  if (mine === undefined || mine.base === null) return false;
  const { user, key, base } = mine;
  return !writes.some((each) => each.key === key && each.version > base && each.user !== user);
}

/** 409: the title that is taken, the unit that is sold, are its own. */
function isTakenByItself({ made }: State, op: string): boolean {
  const mine = made.find((each) => each.op === op);
  return (
    mine !== undefined && !made.some(({ user, what }) => what === mine.what && user !== mine.user)
  );
}

/** S7. What the page calls saved is there after a reload. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen, Violation } from '../../../kernel/monitor.ts';
import type { Fact } from '../../../kernel/system.ts';
import { factIn, listOf, nameOf, withOne } from './seen.ts';

interface State {
  readonly saved: readonly string[];
  /** The server has it or refuses it, or the person has given it up. */
  readonly done: readonly string[];
}

export const durableMeansDurable: Guarantee = {
  id: 'durable-means-durable',
  ref: 'S7',
  title: 'Saved is saved',
  explain: 'What a page called saved offline is there when it is opened again, until it is sent.',
  workloads: ['offline-edit-reload'],
  variants: ['offline', 'kinds'],
  monitor: () => ({ kind: 'always', over: 'orders', start: { saved: [], done: [] }, on }),
};

const ENDS = ['applied', 'acknowledged', 'failed', 'told'];

function on(state: State, seen: Seen): Judged<State> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op, node } = found;
  const { saved, done } = state;
  const open = saved.filter((each) => !done.includes(each));
  switch (fact.type) {
    case 'savedOffline':
      return { state: { ...state, saved: withOne(saved, op) } };
    case 'opened': {
      const there = listOf(fact, 'ops');
      const lost = open.find((each) => !there.includes(each));
      return lost === undefined ? { state } : { state, violation: lostBy(lost, node, 'opened') };
    }
    case 'evicted': {
      const lost = listOf(fact, 'ops').find((each) => open.includes(each));
      return lost === undefined ? { state } : { state, violation: lostBy(lost, node, 'evicted') };
    }
    default:
      if (!isEnd(fact) || done.includes(op)) return { state };
      return { state: { ...state, done: withOne(done, op) } };
  }
}

const isEnd = (fact: Fact): boolean =>
  ENDS.includes(fact.type) || (fact.type === 'resolved' && fact['how'] === 'theirs');

const lostBy = (op: string, node: string, type: 'opened' | 'evicted'): Violation => ({
  say:
    type === 'opened'
      ? `${op} was called saved, but ${nameOf(node)} does not find it any more.`
      : `${op} was called saved, but the browser has deleted it.`,
  because: [`${op}/savedOffline`, `${op}/storageFull`, `${op}/stored`],
});

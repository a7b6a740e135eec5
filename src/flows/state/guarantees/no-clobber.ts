/** S1. Who has typed something newer never sees the older again. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen, Violation } from '../../../kernel/monitor.ts';
import type { Fact } from '../../../kernel/system.ts';
import { atStart, factIn, listOf, nameOf, remembering, text } from './seen.ts';

interface Edit {
  readonly node: string;
  readonly place: string;
  readonly op: string;
  readonly value: string;
  /** The page has shown it: what it never showed it cannot jump back from. */
  readonly shown: boolean;
  /** `gone`: refused, given up, or forgotten by a reload. */
  readonly is: 'pending' | 'acknowledged' | 'gone';
}

interface Written {
  readonly place: string;
  readonly value: string;
  readonly version: number;
}

interface State {
  readonly edits: readonly Edit[];
  readonly written: readonly Written[];
}

export const noClobber: Guarantee = {
  id: 'no-clobber',
  ref: 'S1',
  title: 'The screen does not jump back',
  explain:
    'While a newer change of one’s own is open or acknowledged, the page shows nothing that is older.',
  workloads: ['two-edits', 'poll-race', 'poll-race-with-b', 'two-offline-edits'],
  variants: ['optimistic', 'offline', 'kinds'],
  monitor: () => ({ kind: 'always', over: 'orders', start: { edits: [], written: [] }, on }),
};

function on(state: State, seen: Seen): Judged<State> {
  if (seen.kind === 'down') return { state: forgetting(state, seen.node) };
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op, node } = found;
  const place = `${text(fact, 'id')}.${text(fact, 'field')}`;
  const mark = (is: Edit['is'], value?: string): Judged<State> => ({
    state: {
      ...state,
      edits: state.edits.map((each) =>
        each.op === op && each.node === node ? { ...each, is, value: value ?? each.value } : each,
      ),
    },
  });
  switch (fact.type) {
    case 'edited': {
      if (fact['kind'] !== 'edit') return { state };
      const edit: Edit = {
        node,
        place,
        op,
        value: text(fact, 'value'),
        shown: false,
        is: 'pending',
      };
      return { state: { ...state, edits: remembering(state.edits, edit) } };
    }
    case 'acknowledged':
      return mark('acknowledged');
    case 'failed':
    case 'conflictShown':
      return mark('gone');
    case 'resolved':
      return fact['how'] === 'theirs' ? { state } : mark('pending', text(fact, 'value'));
    case 'reloading':
      return { state: forgetting(state, node) };
    case 'opened': {
      const ops = listOf(fact, 'ops');
      const edits = state.edits.map((each) =>
        each.node === node && each.is === 'gone' && ops.includes(each.op)
          ? { ...each, is: 'pending' as const }
          : each,
      );
      return { state: { ...state, edits } };
    }
    case 'applied':
      return { state: { ...state, written: written(state.written, fact) } };
    case 'shown': {
      const value = text(fact, 'value');
      const violation = clobbered(state, node, place, value);
      if (violation !== null) return { state, violation };
      const edits = state.edits.map((each) =>
        each.node === node && each.place === place && each.value === value && !each.shown
          ? { ...each, shown: true }
          : each,
      );
      return { state: { ...state, edits } };
    }
    default:
      return { state };
  }
}

/** What was open is not the page's any more. */
const forgetting = (state: State, node: string): State => ({
  ...state,
  edits: state.edits.map((each) =>
    each.node === node && each.is === 'pending' ? { ...each, is: 'gone' } : each,
  ),
});

function written(known: readonly Written[], fact: Fact): readonly Written[] {
  return listOf(fact, 'fields').reduce((list, field) => {
    const place = `${text(fact, 'id')}.${field}`;
    return remembering(list, { place, value: text(fact, field), version: Number(fact['version']) });
  }, known);
}

function clobbered(
  { edits, written: known }: State,
  node: string,
  place: string,
  value: string,
): Violation | null {
  const mine = edits.filter((each) => each.node === node && each.place === place);
  const at = mine.findLastIndex(
    ({ is, shown }) => is === 'acknowledged' || (is === 'pending' && shown),
  );
  const newest = mine[at];
  if (newest === undefined || newest.value === value) return null;
  const isNewer = mine.slice(at + 1).some((each) => each.value === value);
  if (isNewer) return null;
  if (newest.is === 'acknowledged' && !mine.some((each) => each.value === value)) {
    const versionOf = (what: string): number =>
      known.findLast((each) => each.place === place && each.value === what)?.version ?? 0;
    if (versionOf(value) > versionOf(newest.value)) return null;
  }
  const is = newest.is === 'pending' ? 'open' : 'acknowledged';
  return {
    say: `${atStart(nameOf(node))} shows “${value}” again, though ${newest.op} has made it “${newest.value}” and is ${is}.`,
    because: [`${newest.op}/edited`, `${newest.op}/acknowledged`],
  };
}

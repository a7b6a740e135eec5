/** S4. What another device was told to be done is only replaced by who has seen it. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen, Violation } from '../../../kernel/monitor.ts';
import { factIn, listOf, remembering, text } from './seen.ts';

/** A change of one field, with the version that the person saw. */
interface Wish {
  readonly op: string;
  readonly field: string;
  readonly base: number;
  readonly acknowledged: boolean;
}

interface Write {
  readonly op: string;
  readonly by: string;
  readonly id: string;
  readonly fields: readonly string[];
  readonly version: number;
}

interface State {
  readonly wishes: readonly Wish[];
  readonly writes: readonly Write[];
  /** Ignored for another device's sake. */
  readonly ignored: readonly string[];
}

const NOTHING: State = { wishes: [], writes: [], ignored: [] };

export const noSilentOverwrite: Guarantee = {
  id: 'no-silent-overwrite',
  ref: 'S4',
  title: 'Nobody’s edit vanishes silently',
  explain:
    'A change that was acknowledged is only replaced from another device by a person who has seen it.',
  workloads: ['two-devices', 'same-field', 'disjoint-fields'],
  variants: ['optimistic', 'offline', 'kinds'],
  monitor: () => ({ kind: 'always', over: 'orders', start: NOTHING, on }),
};

function on(before: State, seen: Seen): Judged<State> {
  const state = withSeen(before, seen);
  if (state === before) return { state };
  const violation = lostIn(state);
  // Told once: what is known of it is forgotten.
  return violation === null ? { state } : { state: NOTHING, violation };
}

function withSeen(state: State, seen: Seen): State {
  const found = factIn(seen);
  if (found === null) return state;
  const { fact, op } = found;
  const wish = state.wishes.find((each) => each.op === op);
  const put = (more: Partial<Wish>): State => ({
    ...state,
    wishes: state.wishes.map((each) => (each === wish ? { ...each, ...more } : each)),
  });
  switch (fact.type) {
    case 'edited': {
      const [field, base] = [text(fact, 'field'), Number(fact['base'])];
      if (fact['kind'] !== 'edit') return state;
      const wanted = { op, field, base, acknowledged: false };
      return { ...state, wishes: remembering(state.wishes, wanted) };
    }
    case 'resolved':
      return put({ base: Number(fact['base']) });
    case 'acknowledged':
      return put({ acknowledged: true });
    case 'applied': {
      const { id, by, fields, version } = {
        id: text(fact, 'id'),
        by: text(fact, 'by'),
        fields: listOf(fact, 'fields'),
        version: Number(fact['version']),
      };
      return { ...state, writes: remembering(state.writes, { op, by, id, fields, version }) };
    }
    case 'ignored': {
      const last = state.writes.findLast((each) => each.id === text(fact, 'id'));
      if (fact['late'] !== 'clock' || last === undefined || last.by === text(fact, 'by'))
        return state;
      return { ...state, ignored: remembering(state.ignored, op) };
    }
    default:
      return state;
  }
}

function lostIn({ wishes, writes, ignored }: State): Violation | null {
  for (const { op, field } of wishes.filter(({ acknowledged }) => acknowledged)) {
    if (ignored.includes(op)) {
      const say = `${op} was acknowledged, but the server has ignored it: another device’s clock is ahead.`;
      return { say, because: [`${op}/ignored`, `${op}/acknowledged`] };
    }
    const lost = writes.find((each) => each.op === op);
    if (lost === undefined) continue;
    const by = writes.find(
      (each) => each.id === lost.id && each.version > lost.version && each.fields.includes(field),
    );
    if (by === undefined || by.by === lost.by) continue;
    const base = wishes.find((each) => each.op === by.op)?.base;
    if (base === undefined || base >= lost.version) continue;
    return {
      say: `${op} was acknowledged as version ${lost.version}, but ${by.op} has replaced its ${field}, made from version ${base}.`,
      because: [`${op}/applied`, `${op}/acknowledged`, `${by.op}/edited`, `${by.op}/applied`],
    };
  }
  return null;
}

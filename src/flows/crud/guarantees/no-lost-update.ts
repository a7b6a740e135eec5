/** C3. A change that was acknowledged is there, or was before the eyes of whoever replaced it. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Seen, Violation } from '../../../kernel/monitor.ts';
import { factIn, remembering } from './seen.ts';
import { NO_WRITES, type Write, type Writes, withSeen } from './writes-seen.ts';

interface State extends Writes {
  readonly saved: readonly string[];
}

export const noLostUpdate: Guarantee = {
  id: 'no-lost-update',
  ref: 'C3',
  title: 'No change is lost',
  explain: 'A change that was acknowledged is only replaced by one that was made from it.',
  workloads: ['two-edits'],
  monitor: () => ({ kind: 'always', over: 'orders', start: { ...NO_WRITES, saved: [] }, on }),
};

function on(before: State, seen: Seen): Judged<State> {
  const found = factIn(seen);
  if (found === null) return { state: before };
  const { fact, op } = found;
  const isSaved = fact.type === 'answered' && fact['outcome'] === 'saved';
  const saved =
    isSaved && !before.saved.includes(op) ? remembering(before.saved, op) : before.saved;
  const writes = withSeen(before, seen);
  const state: State =
    writes === before && saved === before.saved ? before : { ...before, ...writes, saved };
  if (state === before) return { state };
  const violation = lostIn(state);
  // Told once: what is known of it is forgotten.
  return violation === null ? { state } : { state: { ...state, writes: [] }, violation };
}

function lostIn({ writes, saved }: State): Violation | null {
  for (const lost of writes) {
    if (!saved.includes(lost.op)) continue;
    const by = writes.find((each) => replaces(each, lost));
    if (by === undefined) continue;
    const from = by.base === null ? 'without a look at it' : `from version ${by.base}`;
    return {
      say: `${lost.op} was acknowledged as version ${lost.version}, but ${by.op} replaced it, made ${from}.`,
      because: [`${lost.op}/changed`, `${lost.op}/answered`, `${by.op}/asked`, `${by.op}/changed`],
    };
  }
  return null;
}

const replaces = (by: Write, lost: Write): boolean =>
  by.key === lost.key &&
  by.op !== lost.op &&
  by.version === lost.version + 1 &&
  (by.base === null || by.base < lost.version);

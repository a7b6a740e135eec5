/** S9. The preference that a person chose last is the one that counts. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Look, Seen, Violation } from '../../../kernel/monitor.ts';
import type { AppContext } from '../machines/app-context.ts';
import type { DatabaseContext } from '../machines/database.ts';
import type { LocalContext } from '../machines/stores.ts';
import type { PrefKey } from '../protocol.ts';
import { factIn, text } from './seen.ts';

interface Choice {
  readonly key: string;
  readonly value: string;
  readonly op: string;
  /** Where it was chosen. */
  readonly node: string;
}

export const prefsNotLost: Guarantee = {
  id: 'prefs-not-lost',
  ref: 'S9',
  title: 'No preference is lost',
  explain:
    'In the end the server has each preference as it was chosen last, or the device still has to tell it.',
  workloads: ['prefs-offline', 'prefs-two-devices'],
  variants: ['prefs', 'kinds'],
  monitor: () => ({ kind: 'eventually', over: 'orders', start: [], on, atRest }),
};

function on(state: readonly Choice[], seen: Seen): Judged<readonly Choice[]> {
  const found = factIn(seen);
  if (found === null || found.fact.type !== 'prefSet') return { state };
  const { fact, op, node } = found;
  const [key, value] = [text(fact, 'key'), text(fact, 'value')];
  const rest = state.filter((each) => each.key !== key);
  return { state: [...rest, { key, value, op, node }].sort((a, b) => (a.key < b.key ? -1 : 1)) };
}

function atRest(state: readonly Choice[], look: Look): Violation | null {
  const server = look('db') as DatabaseContext | undefined;
  if (server === undefined) return null;
  for (const { key, value, op, node } of state) {
    const name = key as PrefKey;
    if (server.prefs[name] === value) continue;
    // The tabs of device A share a store, which is there when they are not; a page has it in memory.
    const page = look(node) as AppContext | undefined;
    const isShared = node !== 'device-b';
    const local = isShared ? (look('local') as LocalContext | undefined) : undefined;
    const store = local?.kept ?? page?.prefs;
    const isUnsynced = store?.[name] === value && store.dirty.includes(name);
    if (isUnsynced) continue;
    return {
      say: `${op} chose “${value}” as the ${key} last, and the server has “${server.prefs[name]}”.`,
      because: [`${op}/prefSet`],
    };
  }
  return null;
}

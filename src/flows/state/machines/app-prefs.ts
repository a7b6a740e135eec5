/** Preferences: kept on the device, and compared with the server's. */
import { change, tell } from '../../../flow/turn.ts';
import { fact, type Received, send, spawn } from '../../../kernel/system.ts';
import {
  type LocalPrefs,
  PREFS,
  type PrefKey,
  type PrefsEnded,
  type PrefsRead,
  type PrefsSynced,
} from '../protocol.ts';
import { hasPrefs, type Settings } from '../settings.ts';
import type { AppTurn } from './app-context.ts';

export function setPref(
  s: Settings,
  turn: AppTurn,
  { key, value, op }: Received & { readonly key: PrefKey; readonly value: string },
): void {
  if (!hasPrefs(s)) return;
  const { prefs, device } = turn.context;
  const dirty = PREFS.filter((each) => each === key || prefs.dirty.includes(each));
  keep(turn, { ...prefs, [key]: value, dirty });
  tell(turn, fact({ type: 'prefSet', key, value, device }));
  syncPrefs(turn, op, true);
}

/** Without a network only the device’s own are read. `push`: they are told because they have changed. */
export function syncPrefs(turn: AppTurn, op: string, push = false): void {
  const { node, local, syncing, online, prefs } = turn.context;
  if (syncing !== '' || (!online && local === '')) return;
  const actor = `${node}/preferences`;
  change(turn, { syncing: actor });
  tell(
    turn,
    spawn(
      'preferences',
      'preferences',
      { app: node, local, online, push, kept: prefs } as never,
      op,
    ),
  );
}

export function prefsTold(turn: AppTurn, event: PrefsRead | PrefsSynced | PrefsEnded): void {
  switch (event.type) {
    case 'prefsRead':
      return change(turn, { prefs: event.kept });
    case 'prefsEnded':
      change(turn, { syncing: '' });
      // The network has come back meanwhile.
      if (!event.online && turn.context.online) syncPrefs(turn, event.op);
      return;
    case 'prefsSynced': {
      const { read, kept } = event;
      const { prefs, device } = turn.context;
      // What was changed meanwhile stays.
      const changed = PREFS.filter((key) => prefs[key] !== read[key]);
      const mine = Object.fromEntries(changed.map((key) => [key, prefs[key]]));
      change(turn, { syncing: '' });
      keep(turn, { ...kept, ...mine, dirty: changed });
      const { theme, lang } = turn.context.prefs;
      tell(turn, fact({ type: 'prefsSynced', theme, lang, device }));
      if (changed.length > 0) syncPrefs(turn, event.op, true);
      return;
    }
  }
}

function keep(turn: AppTurn, prefs: LocalPrefs): void {
  const { local } = turn.context;
  change(turn, { prefs });
  if (local !== '') tell(turn, send(local, { type: 'storePrefs', kept: prefs } as never));
}

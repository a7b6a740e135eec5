/** Opening and reloading a page, its network, and how it asks for what is new. */
import { change, start, stop, tell } from '../../../flow/turn.ts';
import { fact, send, spawn } from '../../../kernel/system.ts';
import { hasOutbox, hasPrefs, hasTodos, type Settings } from '../settings.ts';
import type { AppTurn } from './app-context.ts';
import { syncPrefs } from './app-prefs.ts';
import { grant } from './app-turns.ts';
import { docOf } from './screen.ts';

export function boot(s: Settings, turn: AppTurn, op: string): void {
  const { outbox, component, loaded, opening } = turn.context;
  if (s.idem === 'perAttempt') change(turn, { opening: opening + 1 });
  if (component !== '') tell(turn, send(component, { type: 'mount' }, { op }));
  if (outbox !== '' && hasOutbox(s)) tell(turn, send(outbox, { type: 'open' }, { op }));
  if (!loaded) {
    if (hasTodos(s)) refresh(turn, op);
    if (hasPrefs(s)) syncPrefs(turn, op);
  }
  if (hasTodos(s)) start(turn, 'poll', s.pollMs, { type: 'poll' });
}

/** While a question is under way no other is asked. */
export function poll(s: Settings, turn: AppTurn): void {
  if (turn.context.refreshers.length === 0) refresh(turn, 'poll');
  start(turn, 'poll', s.pollMs, { type: 'poll' });
}

/** A new question takes the place of those that are under way. */
export function refresh(turn: AppTurn, op: string): void {
  if (!turn.context.online) return;
  cancelRefreshers(turn);
  const { node, docs } = turn.context;
  const version = docOf(docs, '1')?.version ?? 0;
  tell(turn, spawn('refresh', 'refresh', { app: node, id: '1', version }, op));
}

export function cancelRefreshers(turn: AppTurn): void {
  for (const each of turn.context.refreshers) tell(turn, send(each, { type: 'unload' }));
  change(turn, { refreshers: [] });
}

export function goOffline(turn: AppTurn): void {
  change(turn, { online: false });
  cancelRefreshers(turn);
  const { layers, syncing } = turn.context;
  if (syncing !== '') tell(turn, send(syncing, { type: 'unload' }));
  change(turn, { syncing: '' });
  for (const { actor, op } of layers) {
    tell(turn, send(actor, { type: 'halt' }, { op: op.op }));
  }
}

export function goOnline(s: Settings, turn: AppTurn, op: string): void {
  change(turn, { online: true });
  tell(turn, fact({ type: 'connected' }));
  if (hasPrefs(s)) syncPrefs(turn, op);
  if (!hasTodos(s)) return;
  const { layers, docs } = turn.context;
  // A page that was opened without a network has nothing to show yet.
  if (layers.length === 0 || docs.length === 0) refresh(turn, op);
  grant(s, turn);
}

/** All that is in memory is gone: what was under way, what was shown, what was typed. */
export function reload(s: Settings, turn: AppTurn, op: string): void {
  const { layers, refreshers, syncing, lock, outbox, local, prefs } = turn.context;
  tell(turn, fact({ type: 'reloading' }));
  for (const actor of [...layers.map((each) => each.actor), ...refreshers, syncing]) {
    if (actor !== '') tell(turn, send(actor, { type: 'unload' }));
  }
  if (lock !== 'none') tell(turn, send(outbox, { type: 'unlock' }));
  stop(turn, 'poll');
  change(turn, {
    loaded: false,
    docs: [],
    shown: [],
    layers: [],
    message: '',
    lock: 'none',
    refreshers: [],
    syncing: '',
    prefs: local === '' ? prefs : { ...prefs, theme: '', lang: '', dirty: [], version: 0 },
  });
  boot(s, turn, op);
}

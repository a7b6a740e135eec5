/** Whose turn it is: which of the changes that wait may be sent. */
import { change, tell } from '../../../flow/turn.ts';
import { send } from '../../../kernel/system.ts';
import type { Settings } from '../settings.ts';
import { type AppTurn, isOpen, screenOf } from './app-context.ts';
import { refresh } from './app-life.ts';
import { withLayer } from './screen.ts';

export function grant(s: Settings, turn: AppTurn): void {
  const { online, outbox, lock, layers } = turn.context;
  if (!online || !layers.some(({ is }) => is === 'ready')) return;
  if (outbox !== '' && s.tabLock === 'on' && lock !== 'held') {
    if (lock === 'asked') return;
    change(turn, { lock: 'asked' });
    tell(turn, send(outbox, { type: 'lock' }));
    return;
  }
  const open = layers.filter(isOpen);
  const next = s.send === 'serial' ? open.slice(0, 1) : open;
  for (const { op, actor, is } of next) {
    if (is !== 'ready') continue;
    change(turn, withLayer(screenOf(turn.context), op.op, { is: 'sending' }));
    tell(turn, send(actor, { type: 'go', base: op.base } as never, { op: op.op }));
  }
}

/** One change fewer is open. */
export function settled(s: Settings, turn: AppTurn, op: string): void {
  const { layers, lock, outbox } = turn.context;
  if (layers.some(isOpen)) return grant(s, turn);
  if (lock === 'held') {
    change(turn, { lock: 'none' });
    tell(turn, send(outbox, { type: 'unlock' }));
  }
  if (s.refetch === 'lastSettled') refresh(turn, op);
}

/** What a page makes of what its outbox tells it. */
import { change, tell } from '../../../flow/turn.ts';
import { fact, type Received, send, spawn } from '../../../kernel/system.ts';
import type { Full, Kept, Locked, Op, Opened } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { type AppTurn, isOpen, screenOf, show } from './app-context.ts';
import { grant } from './app-turns.ts';
import { begun, type Screen } from './screen.ts';

export type StoreEvent = Opened | Locked | Kept | Full;

export const isOfStore = (event: Received & { readonly type: string }): event is StoreEvent =>
  ['opened', 'locked', 'kept', 'full'].includes(event.type);

export function stored(s: Settings, turn: AppTurn, event: StoreEvent): void {
  switch (event.type) {
    case 'opened':
      tell(turn, fact({ type: 'opened', ops: event.ops.map(({ op }) => op) }));
      return resume(s, turn, event.ops);
    case 'locked':
      return locked(s, turn, event.ops);
    case 'kept':
    case 'full':
      return;
  }
}

/** What was left behind goes on, and is shown all at once. */
function resume(s: Settings, turn: AppTurn, ops: readonly Op[]): void {
  const { node, device, outbox, online, seq, opening } = turn.context;
  const known = turn.context.layers.map(({ op }) => op.op);
  const left = ops.filter(({ op }) => !known.includes(op));
  change(turn, { seq: Math.max(seq, ...left.map((each) => each.seq)) });
  const resumed = (screen: Screen, op: Op): Screen =>
    begun(s, screen, op, `${node}/${op.op}`, true);
  show(s, turn, left.reduce(resumed, screenOf(turn.context)));
  for (const op of left) {
    const input = { app: node, device, outbox, op, online, opening, resumed: true };
    tell(turn, spawn(op.op, 'update', input as never, op.op));
  }
}

/** Another tab may have sent what this one knows, and left what it does not know. */
function locked(s: Settings, turn: AppTurn, ops: readonly Op[]): void {
  change(turn, { lock: 'held' });
  const gone = turn.context.layers.filter(
    ({ is, stored, op }) => is === 'ready' && stored && !ops.some((each) => each.op === op.op),
  );
  for (const { actor, op } of gone) tell(turn, send(actor, { type: 'unload' }, { op: op.op }));
  const { docs, layers } = turn.context;
  show(s, turn, { docs, layers: layers.filter((each) => !gone.includes(each)) });
  resume(s, turn, ops);
  if (turn.context.layers.some(isOpen)) return grant(s, turn);
  change(turn, { lock: 'none' });
  tell(turn, send(turn.context.outbox, { type: 'unlock' }));
}

/** What a page makes of what its children tell it. */
import { change, tell } from '../../../flow/turn.ts';
import { fact, type Received } from '../../../kernel/system.ts';
import type {
  Apply,
  Fetched,
  InConflict,
  PrefsEnded,
  PrefsRead,
  PrefsSynced,
  Ready,
  RefreshEnded,
  Revert,
  ShowError,
  StoredHere,
  Succeeded,
  Yielded,
} from '../protocol.ts';
import { isLayered, isOptimistic, type Settings } from '../settings.ts';
import { type AppTurn, screenOf, show } from './app-context.ts';
import { cancelRefreshers } from './app-life.ts';
import { prefsTold } from './app-prefs.ts';
import { grant, settled } from './app-turns.ts';
import {
  begun,
  type Layer,
  learned,
  rebased,
  reverted,
  succeeded,
  withLayer,
  yielded,
} from './screen.ts';

/** A question was begun: whoever cancels it must know it. */
type Asking = { readonly type: 'asking' } & Received;

export type ChildEvent =
  | Apply
  | StoredHere
  | Ready
  | Succeeded
  | Revert
  | ShowError
  | InConflict
  | Yielded
  | Asking
  | Fetched
  | RefreshEnded
  | PrefsRead
  | PrefsSynced
  | PrefsEnded;

export function told(s: Settings, turn: AppTurn, event: ChildEvent): void {
  switch (event.type) {
    case 'apply':
      return apply(s, turn, event);
    case 'asking':
      return change(turn, { refreshers: [...turn.context.refreshers, event.from] });
    case 'fetched':
      forget(turn, event);
      return show(s, turn, learned(s, screenOf(turn.context), event.doc));
    case 'refreshEnded':
      return forget(turn, event);
    case 'prefsRead':
    case 'prefsSynced':
    case 'prefsEnded':
      return prefsTold(turn, event);
    case 'showError':
      change(turn, { message: event.why });
      tell(turn, fact({ type: 'told', why: event.why }));
      return;
    case 'ready':
    case 'storedHere':
    case 'succeeded':
    case 'revert':
    case 'inConflict':
    case 'yielded': {
      const layer = turn.context.layers.find(({ actor }) => actor === event.from);
      if (layer !== undefined) ofLayer(s, turn, event, layer);
      return;
    }
  }
}

function apply(s: Settings, turn: AppTurn, { wish: op, from }: Apply): void {
  const { device } = turn.context;
  if (s.cancelOnMutate === 'on') cancelRefreshers(turn);
  const { id, kind, field, value, base } = op;
  tell(turn, fact({ type: 'edited', id, kind, field, value, base, device }));
  show(s, turn, begun(s, screenOf(turn.context), op, from));
}

function ofLayer(
  s: Settings,
  turn: AppTurn,
  event: Ready | StoredHere | Succeeded | Revert | InConflict | Yielded,
  { op, theirs }: Layer,
): void {
  const screen = screenOf(turn.context);
  switch (event.type) {
    case 'ready':
      change(turn, withLayer(screen, op.op, { is: 'ready' }));
      return grant(s, turn);
    case 'storedHere':
      if (event.complete) change(turn, withLayer(screen, op.op, { stored: true }));
      if (event.said && !turn.context.online) tell(turn, fact({ type: 'savedOffline' }));
      return;
    case 'succeeded': {
      const { doc, base } = event;
      const { id, field, value, kind } = op;
      tell(
        turn,
        fact({ type: 'acknowledged', id, field, value, kind, version: doc.version }, op.op),
      );
      show(s, turn, rebased(succeeded(s, screen, op.op, doc), op, base, doc));
      return settled(s, turn, op.op);
    }
    case 'revert':
      if (isOptimistic(s) && s.revert !== 'none')
        tell(turn, fact({ type: 'reverted', id: op.id, field: op.field, value: op.value }, op.op));
      show(s, turn, reverted(s, screen, op.op));
      return settled(s, turn, op.op);
    case 'inConflict': {
      const carded = withLayer(screen, op.op, { is: 'conflict', theirs: event.theirs });
      show(s, turn, isLayered(s) ? learned(s, carded, event.theirs) : carded);
      return settled(s, turn, op.op);
    }
    case 'yielded':
      show(s, turn, yielded(s, screen, op.op, theirs));
      return settled(s, turn, op.op);
  }
}

function forget(turn: AppTurn, { from }: Received): void {
  change(turn, { refreshers: turn.context.refreshers.filter((each) => each !== from) });
}

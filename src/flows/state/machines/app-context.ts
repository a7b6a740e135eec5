/** What a page has in its memory. A reload begins with nothing of it. */
import type { Turn } from '../../../flow/turn.ts';
import { change, tell } from '../../../flow/turn.ts';
import { fact } from '../../../kernel/system.ts';
import { type Doc, FIELDS, type LocalPrefs } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { docOf, type Layer, type Screen, shownBy } from './screen.ts';

/** Which node it is, and which stores it has; empty: none. */
export interface Place {
  readonly node: string;
  readonly device: string;
  readonly outbox: string;
  readonly local: string;
  readonly component: string;
  /** Of the device's clock. */
  readonly skewUs: number;
}

export interface AppInput extends Place {
  readonly loaded: boolean;
  readonly online: boolean;
  /** What was numbered last. */
  readonly seq: number;
  /** How often it was opened, where that makes a difference. */
  readonly opening: number;
  readonly docs: readonly Doc[];
  readonly prefs: LocalPrefs;
}

export interface AppContext extends AppInput {
  readonly layers: readonly Layer[];
  /** What a person sees. */
  readonly shown: readonly Doc[];
  /** The last error that it tells. */
  readonly message: string;
  /** The lock of the outbox. */
  readonly lock: 'none' | 'asked' | 'held';
  /** Questions that are under way. */
  readonly refreshers: readonly string[];
  readonly syncing: string;
}

export type AppTurn = Turn<AppContext>;

export const screenOf = ({ docs, layers }: AppContext): Screen => ({ docs, layers });

/** A new picture, and the facts of what a person sees change. */
export function show(s: Settings, turn: AppTurn, screen: Screen): void {
  const before = turn.context.shown;
  const shown = shownBy(s, screen);
  change(turn, { ...screen, shown });
  for (const doc of shown) {
    const was = docOf(before, doc.id);
    for (const field of FIELDS) {
      if ((was?.[field] ?? '') === doc[field]) continue;
      tell(turn, fact({ type: 'shown', id: doc.id, field, value: doc[field] }));
    }
    if (was?.version !== doc.version)
      tell(turn, fact({ type: 'seen', id: doc.id, version: doc.version }));
  }
}

export const isOpen = ({ is }: Layer): boolean =>
  is === 'begun' || is === 'ready' || is === 'sending';

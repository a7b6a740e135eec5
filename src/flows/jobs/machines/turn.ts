/** What one event makes of a machine's context, and what it asks for: for machines that compute more than they wait. */
import type { Command } from '../../../kernel/system.ts';

export interface Alarm {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface Turn<C> {
  context: C;
  readonly asks: Ask[];
}

type Ask =
  | { readonly kind: 'emit'; readonly command: Command }
  | { readonly kind: 'start'; readonly id: string; readonly delayMs: number; readonly event: Alarm }
  | { readonly kind: 'stop'; readonly id: string };

export const turnOf = <C>(context: C): Turn<C> => ({ context, asks: [] });

export function tell<C>(turn: Turn<C>, command: Command): void {
  turn.asks.push({ kind: 'emit', command });
}

/** Nothing happens when the time is infinite: it never comes. */
export function start<C>(turn: Turn<C>, id: string, delayMs: number, event: Alarm): void {
  if (Number.isFinite(delayMs)) turn.asks.push({ kind: 'start', id, delayMs, event });
}

export function stop<C>(turn: Turn<C>, id: string): void {
  turn.asks.push({ kind: 'stop', id });
}

/** As much of XState's `enqueue` as a turn needs. */
interface Enqueue {
  assign(context: object): void;
  emit(command: Command): void;
  raise(event: Alarm, options: { id: string; delay: number }): void;
  cancel(id: string): void;
}

/** Carries a turn out; `enqueue` is that of `enqueueActions`. */
export function carryOut<C extends object>(before: C, turn: Turn<C>, enqueue: unknown): void {
  const to = enqueue as Enqueue;
  if (turn.context !== before) to.assign(turn.context);
  for (const ask of turn.asks) {
    if (ask.kind === 'emit') to.emit(ask.command);
    else if (ask.kind === 'start') to.raise(ask.event, { id: ask.id, delay: ask.delayMs });
    else to.cancel(ask.id);
  }
}

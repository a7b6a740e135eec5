/**
 * What one event makes of a machine's context, and what it asks for: for machines that compute
 * more than they wait. A turn is plain data, so that its functions need nothing of XState.
 */
import { type Command, type Message, type Received, send } from '../kernel/system.ts';

/** The event that a timer brings. */
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

const turnOf = <C>(context: C): Turn<C> => ({ context, asks: [] });

/** Plays a turn and carries it out; `enqueue` is that of XState's `enqueueActions`. */
export function takeTurn<C extends object>(
  context: C,
  enqueue: unknown,
  play: (turn: Turn<C>) => void,
): void {
  const turn = turnOf(context);
  play(turn);
  carryOut(context, turn, enqueue);
}

export function change<C extends object>(turn: Turn<C>, patch: Partial<C>): void {
  turn.context = { ...turn.context, ...patch };
}

type Asking = Pick<Turn<unknown>, 'asks'>;

export function tell(turn: Asking, command: Command): void {
  turn.asks.push({ kind: 'emit', command });
}

/** Nothing happens when the time is infinite: it never comes. */
export function start(turn: Asking, id: string, delayMs: number, event: Alarm): void {
  if (Number.isFinite(delayMs)) turn.asks.push({ kind: 'start', id, delayMs, event });
}

export function stop(turn: Asking, id: string): void {
  turn.asks.push({ kind: 'stop', id });
}

/** Answers a request for its operation, whenever that happens. */
export function reply(
  turn: Asking,
  { from, op }: Pick<Received, 'from' | 'op'>,
  message: Message,
): void {
  tell(turn, send(from, message, { op }));
}

/** As much of XState's `enqueue` as a turn needs. */
interface Enqueue {
  assign(context: object): void;
  emit(command: Command): void;
  raise(event: Alarm, options: { id: string; delay: number }): void;
  cancel(id: string): void;
}

function carryOut<C extends object>(before: C, turn: Turn<C>, enqueue: unknown): void {
  const to = enqueue as Enqueue;
  if (turn.context !== before) to.assign(turn.context);
  for (const ask of turn.asks) {
    if (ask.kind === 'emit') to.emit(ask.command);
    else if (ask.kind === 'start') to.raise(ask.event, { id: ask.id, delay: ask.delayMs });
    else to.cancel(ask.id);
  }
}

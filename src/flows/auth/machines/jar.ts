/**
 * What the tabs of one browser share: the cookie with the refresh token, and a lock. A lock is
 * given in the order in which it was asked for.
 */
import { enqueueActions, setup } from 'xstate';
import { type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import { type Command, nodeOf, type Received, send } from '../../../kernel/system.ts';
import type { Copy, DropCookie, PutCookie, TabBack, TakeCookie, Unlock } from '../protocol.ts';

export interface JarContext {
  readonly cookie: string;
  readonly holder: string;
  readonly queue: readonly Received[];
}

type JarEvent = TakeCookie | PutCookie | DropCookie | Unlock | TabBack | Copy;

export const jarMachine = setup({
  types: {} as {
    context: JarContext;
    events: JarEvent;
    emitted: Command;
    input: { cookie: string };
  },
  actions: {
    take: enqueueActions(({ context, event, enqueue }) => {
      takeTurn(context, enqueue, (turn) => step(turn, event));
    }),
  },
}).createMachine({
  id: 'jar',
  context: ({ input }) => ({ cookie: input.cookie, holder: '', queue: [] }),
  initial: 'sharing',
  states: { sharing: { on: { '*': { actions: 'take' } } } },
});

function step(turn: Turn<JarContext>, event: JarEvent): void {
  const { context } = turn;
  switch (event.type) {
    case 'takeCookie': {
      const { from, op, lock } = event;
      if (!lock || context.holder === from) return give(turn, { from, op });
      if (context.holder === '') {
        turn.context = { ...context, holder: from };
        return give(turn, { from, op });
      }
      turn.context = { ...context, queue: [...context.queue, { from, op }] };
      return;
    }
    case 'putCookie':
      turn.context = { ...context, cookie: event.value };
      return;
    case 'dropCookie':
      turn.context = { ...context, cookie: '' };
      return;
    case 'unlock':
      if (context.holder === event.from) handOn(turn);
      return;
    case 'tabBack': {
      const isGone = (actor: string): boolean => nodeOf(actor) === event.from;
      turn.context = { ...context, queue: context.queue.filter(({ from }) => !isGone(from)) };
      if (isGone(context.holder)) handOn(turn);
      return;
    }
    case 'copy':
      tell(turn, send(event.from, { type: 'copied', value: context.cookie }));
      return;
  }
}

/** The lock goes to whoever has waited longest. */
function handOn(turn: Turn<JarContext>): void {
  const [next, ...queue] = turn.context.queue;
  turn.context = { ...turn.context, holder: next?.from ?? '', queue };
  if (next !== undefined) give(turn, next);
}

function give(turn: Turn<JarContext>, { from, op }: Received): void {
  tell(turn, send(from, { type: 'cookie', value: turn.context.cookie }, { op }));
}

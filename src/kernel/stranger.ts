/**
 * Whoever calls a run's nodes from outside it: a person at a console, code that somebody wrote.
 * Such a call is an input of the run like any other act made by hand, so the run still
 * determines everything.
 */
import { emit, setup } from 'xstate';
import { type Act, type Command, type Message, type NodeId, send } from './system.ts';
import type { Micros } from './time.ts';

export const STRANGER = 'stranger';

/** Sends what it is told to send, and takes every reply without a word. */
export const strangerMachine = setup({
  types: {} as {
    events: { readonly type: 'ask'; readonly to: NodeId; readonly message: Message };
    emitted: Command;
  },
}).createMachine({
  id: STRANGER,
  initial: 'ready',
  states: {
    ready: {
      tags: 'ready',
      on: { ask: { actions: emit(({ event }) => send(event.to, event.message)) } },
    },
  },
});

/** The act by which a stranger sends a request. */
export function ask(op: string, atUs: Micros, to: NodeId, message: Message): Act {
  return { op, node: STRANGER, atUs, event: { type: 'ask', to, message } };
}

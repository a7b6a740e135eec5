/** Many clients in one box: each is an actor of its own, with the very machine of a single client. */
import { emit, setup } from 'xstate';
import { type Command, spawn } from '../../../kernel/system.ts';

interface CrowdInput {
  readonly server: string;
}
type CrowdEvent = { readonly type: 'join'; readonly name: string };

export const crowdMachine = (client: string) =>
  setup({
    types: {} as {
      context: CrowdInput;
      events: CrowdEvent;
      emitted: Command;
      input: CrowdInput;
    },
    actions: {
      admit: emit(({ context: { server }, event: { name } }) => {
        const input = { name, self: `crowd/client-${name}`, server, eager: true };
        return spawn(`client-${name}`, client, input, '');
      }),
    },
  }).createMachine({
    id: 'crowd',
    context: ({ input }) => input,
    initial: 'ready',
    states: { ready: { tags: 'ready', on: { join: { actions: 'admit' } } } },
  });

/** The API: each request becomes an actor of its own. */
import { emit, setup } from 'xstate';
import { type Command, spawn } from '../../../kernel/system.ts';
import type { PostJob } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export const apiMachine = ({ variant }: Settings) =>
  setup({
    types: {} as { context: object; events: PostJob; emitted: Command },
  }).createMachine({
    id: 'api',
    context: () => ({}),
    initial: 'serving',
    states: {
      serving: {
        on: {
          postJob: {
            actions: emit(({ event }) => {
              const { from, op, key, group, priority, delayMs } = event;
              const input = { client: from, job: op, key, group, priority, delayMs };
              return spawn(op, variant === 'sync' ? 'do-now' : 'submit', input);
            }),
          },
        },
      },
    },
  });

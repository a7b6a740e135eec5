/** Looks at what is older than the sweep age: an object, or a row whose object should be there by now. */
import { emit, setup } from 'xstate';
import { type Command, spawn } from '../../../kernel/system.ts';
import type { Old } from '../protocol.ts';

export const sweeperMachine = () =>
  setup({
    types: {} as { context: object; events: Old; emitted: Command },
  }).createMachine({
    id: 'sweeper',
    context: () => ({}),
    initial: 'waiting',
    states: {
      waiting: {
        on: {
          OLD: {
            actions: emit(({ event: { from, key, id, op } }) =>
              spawn(`sweep-${op}`, 'sweep', { from, key, id }, op),
            ),
          },
        },
      },
    },
  });

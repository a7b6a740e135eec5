/** Whoever has news: each act of its user publishes one event. */
import { emit, setup } from 'xstate';
import { type Command, send } from '../../../kernel/system.ts';

export const producerMachine = () =>
  setup({
    types: {} as { events: { readonly type: 'publish' }; emitted: Command },
  }).createMachine({
    id: 'producer',
    initial: 'ready',
    states: {
      ready: {
        tags: 'ready',
        on: { publish: { actions: emit(send('hub', { type: 'publish' })) } },
      },
    },
  });

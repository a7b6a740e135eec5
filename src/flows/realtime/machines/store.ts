/** The snapshot store: the state on the server's disk. It counts what was published, which stands for the state. */
import { enqueueActions, setup } from 'xstate';
import { type Command, send } from '../../../kernel/system.ts';
import type { Load, Save } from '../protocol.ts';

export interface StoreContext {
  readonly n: number;
}

export const storeMachine = () =>
  setup({
    types: {} as {
      context: StoreContext;
      events: Save | Load;
      emitted: Command;
      input: StoreContext;
    },
    actions: {
      save: enqueueActions(({ context, event, enqueue }) => {
        const n = context.n + 1;
        enqueue.assign({ n });
        enqueue.emit(send(event.from, { type: 'SAVED', n }));
      }),
      load: enqueueActions(({ context: { n }, event, enqueue }) => {
        if (event.type === 'LOAD') {
          const { from, asker, as } = event;
          enqueue.emit(send(from, { type: 'LOADED', n, asker, as }));
        }
      }),
    },
  }).createMachine({
    id: 'store',
    context: ({ input }) => input,
    initial: 'storing',
    states: { storing: { on: { SAVE: { actions: 'save' }, LOAD: { actions: 'load' } } } },
  });

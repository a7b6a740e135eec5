/** All writers in one box; they begin in the same moment. */
import { enqueueActions, setup } from 'xstate';
import { type Command, spawn } from '../../../../kernel/system.ts';
import type { Settings } from '../../settings.ts';

export const writersMachine = ({ writers }: Settings) =>
  setup({
    types: {} as { events: { readonly type: 'begin' }; emitted: Command },
    actions: {
      begin: enqueueActions(({ enqueue }) => {
        for (let n = 1; n <= writers; n++) {
          enqueue.emit(spawn(`writer-${n}`, 'writer', {}, `writer-${n}`));
        }
      }),
    },
  }).createMachine({
    id: 'writers',
    initial: 'ready',
    states: { ready: { tags: 'ready', on: { begin: { actions: 'begin' } } } },
  });

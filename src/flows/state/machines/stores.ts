/** Local storage, which outlives a page, and the state of a component, which does not. */
import { assign, emit, setup } from 'xstate';
import { type Command, send } from '../../../kernel/system.ts';
import type { LoadPrefs, LocalPrefs, Mount, Remember, StorePrefs } from '../protocol.ts';

export interface LocalContext {
  readonly kept: LocalPrefs;
}

export const localMachine = setup({
  types: {} as {
    context: LocalContext;
    events: LoadPrefs | StorePrefs;
    emitted: Command;
    input: LocalContext;
  },
}).createMachine({
  id: 'local',
  context: ({ input }) => ({ kept: input.kept }),
  initial: 'storing',
  states: {
    storing: {
      on: {
        loadPrefs: {
          actions: emit(({ context: { kept }, event: { from } }) =>
            send(from, { type: 'prefsLoaded', kept } as never),
          ),
        },
        storePrefs: { actions: assign(({ event }) => ({ kept: event.kept })) },
      },
    },
  },
});

export interface ComponentContext {
  readonly draft: string;
}

/** It is there as long as the page is: a new page mounts a new one. */
export const componentMachine = setup({
  types: {} as { context: ComponentContext; events: Mount | Remember; emitted: Command },
}).createMachine({
  id: 'component',
  context: () => ({ draft: '' }),
  initial: 'mounted',
  states: {
    mounted: {
      on: {
        mount: { actions: assign(() => ({ draft: '' })) },
        remember: { actions: assign(({ event }) => ({ draft: event.draft })) },
      },
    },
  },
});

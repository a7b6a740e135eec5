/** Looks at what is older than the sweep age: an object, or a row whose object should be there by now. */
import { assign, emit, setup } from 'xstate';
import { type Command, spawn } from '../../../kernel/system.ts';
import type { LookedAt, Old } from '../protocol.ts';

interface SweeperContext {
  /** What is being looked at: who named it, and what it is called. */
  readonly sweeping: readonly string[];
}

export const sweeperMachine = () =>
  setup({
    types: {} as { context: SweeperContext; events: Old | LookedAt; emitted: Command },
    guards: {
      isLookedAt: ({ context: { sweeping }, event }) => sweeping.includes(nameOf(event)),
    },
    actions: {
      look: emit(({ event }) => {
        const { key, id, op } = event;
        return spawn(`sweep-${op}`, 'sweep', { from: askerOf(event), key, id }, op);
      }),
      note: assign(({ context: { sweeping }, event }) => ({
        sweeping: [...sweeping, nameOf(event)],
      })),
      forget: assign(({ context: { sweeping }, event }) => ({
        sweeping: sweeping.filter((each) => each !== nameOf(event)),
      })),
    },
  }).createMachine({
    id: 'sweeper',
    context: () => ({ sweeping: [] }),
    initial: 'waiting',
    states: {
      waiting: {
        on: {
          // What is said again while it is looked at is known.
          OLD: [{ guard: 'isLookedAt' }, { actions: ['note', 'look'] }],
          lookedAt: { actions: 'forget' },
        },
      },
    },
  });

const askerOf = (event: Old | LookedAt): string =>
  event.type === 'OLD' ? event.from : event.asker;

const nameOf = (event: Old | LookedAt): string => `${askerOf(event)} ${event.key} ${event.id}`;

/** Where records end up, by trace. */
import { enqueueActions, setup } from 'xstate';
import { type Command, fact } from '../../../kernel/system.ts';
import type { LogRecord } from '../protocol.ts';

export interface LogContext {
  /** The last ones, to look at. */
  readonly records: readonly {
    readonly trace: string;
    readonly layer: string;
    readonly error: string;
  }[];
}

const KEPT = 5;

export const logMachine = () =>
  setup({
    types: {} as {
      context: LogContext;
      events: LogRecord;
      emitted: Command;
      input: LogContext;
    },
    actions: {
      keep: enqueueActions(({ context: { records }, event, enqueue }) => {
        const { trace, layer, error } = event;
        enqueue.assign({ records: [...records, { trace, layer, error }].slice(-KEPT) });
        enqueue.emit(fact({ type: 'logged', trace, layer }));
      }),
    },
  }).createMachine({
    id: 'log',
    context: ({ input }) => input,
    initial: 'recording',
    states: { recording: { on: { LOG: { actions: 'keep' } } } },
  });

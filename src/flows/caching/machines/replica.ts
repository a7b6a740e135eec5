/**
 * The replica of a write-back cache: the dirty entries once more, in the memory of another machine.
 * SIMPLIFIED: it does not take over; the cache copies from it when it is up again. Real systems
 * promote the replica and point the app at it.
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { type Command, send } from '../../../kernel/system.ts';
import type { FlushItem, Forget, Repl, Replay } from '../protocol.ts';

export interface ReplicaContext {
  readonly records: readonly FlushItem[];
}

export const replicaMachine = () =>
  setup({
    types: {} as {
      context: ReplicaContext;
      events: Repl | Forget | Replay;
      emitted: Command;
    },
    actions: {
      copy: enqueueActions(({ context: { records }, event, enqueue }) => {
        if (event.type !== 'REPL' || event.version === null) return;
        const { key, value, version } = event;
        const known = records.find((each) => each.key === key);
        if (known === undefined || known.version < version) {
          const others = records.filter((each) => each !== known);
          enqueue.assign({ records: [...others, { key, value, version }] });
        }
        enqueue.emit(send(event.from, { type: 'REPLICATED', key, value, version }));
      }),
      forget: assign(({ context, event }) => {
        if (event.type !== 'FORGET') return {};
        const { items } = event;
        const isKept = (record: FlushItem): boolean =>
          !items.some(({ key, version }) => record.key === key && record.version <= version);
        return { records: context.records.filter(isKept) };
      }),
      tell: emit(({ context, event }) =>
        send(event.from, { type: 'RECORDS', items: context.records }),
      ),
    },
  }).createMachine({
    id: 'replica',
    context: () => ({ records: [] }),
    initial: 'following',
    states: {
      following: {
        on: {
          REPL: { actions: 'copy' },
          FORGET: { actions: 'forget' },
          REPLAY: { actions: 'tell' },
        },
      },
    },
  });

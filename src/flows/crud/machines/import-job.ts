/**
 * The second way in to the same rules: it reads a file, row by row. With a service it asks that;
 * without one it writes what it reads. writing → … → done
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { type Command, fact, send } from '../../../kernel/system.ts';
import type {
  Ask,
  Draft,
  ImportRow,
  Refused,
  Result,
  Task,
  Trouble,
  Written,
} from '../protocol.ts';
import { importWritesTo, type Settings } from '../settings.ts';

export interface ImportContext {
  readonly rows: readonly ImportRow[];
  /** Of the request; each row bears one of its own, made of it. */
  readonly key: string | null;
  readonly taken: number;
  readonly rejected: number;
}

type ImportEvent = Result | Written | Trouble | Refused;

export const importJobMachine = (s: Settings) => {
  const to = importWritesTo(s);
  const next = (count: 'take' | 'reject') => [
    { guard: 'wasLast' as const, target: 'done' as const, actions: count },
    { target: 'writing' as const, reenter: true, actions: count },
  ];
  return setup({
    types: {} as {
      context: ImportContext;
      events: ImportEvent;
      emitted: Command;
      input: Pick<ImportContext, 'rows' | 'key'>;
    },
    guards: {
      wasLast: ({ context: { rows, taken, rejected } }) => taken + rejected + 1 >= rows.length,
      isEmpty: ({ context }) => context.rows.length === 0,
    },
    actions: {
      take: assign(({ context }) => ({ taken: context.taken + 1 })),
      reject: assign(({ context }) => ({ rejected: context.rejected + 1 })),
      write: enqueueActions(({ context: { rows, key, taken, rejected }, enqueue }) => {
        const row = rows[taken + rejected];
        if (row === undefined) return;
        const rowKey = key === null ? null : `${key}/${taken + rejected + 1}`;
        const draft: Draft = { ...row, ownerId: '1' };
        enqueue.emit(send(to, to === 'service' ? work(draft, rowKey) : query(draft)));
      }),
      tell: emit(({ context: { taken, rejected } }) => fact({ type: 'imported', taken, rejected })),
    },
  }).createMachine({
    id: 'import-job',
    context: ({ input }) => ({ rows: input.rows, key: input.key, taken: 0, rejected: 0 }),
    initial: 'starting',
    states: {
      starting: { always: [{ guard: 'isEmpty', target: 'done' }, { target: 'writing' }] },
      writing: {
        entry: 'write',
        on: {
          RESULT: next('take'),
          WRITTEN: next('take'),
          TROUBLE: next('reject'),
          refused: next('reject'),
        },
      },
      done: { type: 'final', entry: 'tell' },
    },
  });
};

function work(draft: Draft, key: string | null): never {
  const task: Task = { verb: 'create', id: '', page: 1, size: 1, match: null, key, draft };
  return { type: 'WORK', task } as never;
}

function query(draft: Draft): never {
  const ask: Ask = { kind: 'write', statements: [{ do: 'insert', draft }] };
  return { type: 'QUERY', ask } as never;
}

/**
 * The row: a version, and a write that names another is refused. What it serves takes
 * `serviceMs`, one after the other; the study has a server of infinite capacity, which is 0.
 */
import { enqueueActions, setup } from 'xstate';
import { type ActorId, type Command, type Message, send } from '../../../../kernel/system.ts';
import type { ReadRow, WriteRow } from '../../protocol.ts';
import type { Settings } from '../../settings.ts';
import { restMs } from './normal.ts';

/** A request that waits, or is being served. */
interface Task {
  readonly client: ActorId;
  readonly op: string;
  /** The version that a write names; `null` of a read. */
  readonly named: number | null;
  readonly wayMs: number;
}

export interface RowContext {
  readonly version: number;
  /** The first is being served. */
  readonly queue: readonly Task[];
}

type Answer = {
  readonly type: 'answer';
  readonly client: ActorId;
  readonly message: Message;
  readonly op: string;
};
type RowEvent =
  | ((ReadRow | WriteRow) & { readonly chance?: number })
  | { readonly type: 'served' }
  | Answer;

export const rowChance = ['readRow', 'writeRow'];

export const rowMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: RowContext;
      events: RowEvent;
      emitted: Command;
      input: { version: number };
    },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'readRow' && event.type !== 'writeRow') return;
        const { from: client, op, chance = 0.5 } = event;
        const named = event.type === 'writeRow' ? event.version : null;
        const task: Task = { client, op, named, wayMs: restMs(s, chance) };
        if (s.serviceMs === 0) {
          const { version, answer } = served(context.version, task);
          enqueue.assign({ version });
          enqueue.raise(answer, { id: `way-${client}`, delay: task.wayMs });
          return;
        }
        enqueue.assign({ queue: [...context.queue, task] });
        if (context.queue.length > 0) return;
        enqueue.raise({ type: 'served' }, { id: 'service', delay: s.serviceMs });
      }),
      finish: enqueueActions(({ context, enqueue }) => {
        const [task, ...queue] = context.queue;
        if (task === undefined) return;
        const { version, answer } = served(context.version, task);
        enqueue.assign({ version, queue });
        enqueue.raise(answer, { id: `way-${task.client}`, delay: task.wayMs });
        if (queue.length === 0) return;
        enqueue.raise({ type: 'served' }, { id: 'service', delay: s.serviceMs });
      }),
      answer: enqueueActions(({ event, enqueue }) => {
        if (event.type === 'answer') {
          enqueue.emit(send(event.client, event.message, { op: event.op }));
        }
      }),
    },
  }).createMachine({
    id: 'row',
    context: ({ input }) => ({ ...input, queue: [] }),
    initial: 'serving',
    states: {
      serving: {
        on: {
          readRow: { actions: 'take' },
          writeRow: { actions: 'take' },
          served: { actions: 'finish' },
          answer: { actions: 'answer' },
        },
      },
    },
  });

function served(version: number, { client, op, named }: Task): { version: number; answer: Answer } {
  const answer = (message: Message): Answer => ({ type: 'answer', client, message, op });
  if (named === null) return { version, answer: answer({ type: 'version', version }) };
  if (named !== version) return { version, answer: answer({ type: 'conflict', version }) };
  return { version: version + 1, answer: answer({ type: 'written', version: version + 1 }) };
}

/** A question that one other part answers: how an upload stands, which parts are there; and aborting one. */
import { emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, type Message, send } from '../../../../kernel/system.ts';
import type { Answer, Deleted, Err, Parts, Refused, RowIs } from '../../protocol.ts';
import type { Settings } from '../../settings.ts';
import { waiting } from '../waiting.ts';

interface AskInput {
  readonly client: string;
  readonly what: 'getUpload' | 'getParts' | 'deleteUpload';
  readonly uploadId: string;
  readonly key: string;
  readonly multipartId: string;
}
type AskEvent = RowIs | Parts | Deleted | Answer | Err | Refused;

export const askDeadlines = ['backTimeout'];

function questionOf({ what, uploadId, key, multipartId }: AskInput): Command {
  switch (what) {
    case 'getUpload':
      return send('db', { type: 'FIND', id: uploadId, key });
    case 'getParts':
      return send('storage', { type: 'LIST', key, uploadId: multipartId });
    case 'deleteUpload':
      return send('storage', { type: 'ABORT', key, uploadId: multipartId });
  }
}

function replyTo(event: AskEvent, id: string): Message {
  const problem = (status: number, detail: string) => ({ type: 'problem', status, detail });
  switch (event.type) {
    case 'ROW':
      if (event.row === null) return problem(404, 'There is no such upload.');
      return { type: 'uploadStatus', id, status: event.row.status };
    case 'PARTS':
      return { type: 'partList', parts: event.parts.map((part) => ({ ...part })) };
    case 'DELETED':
      return { type: 'cancelled' };
    case 'ANSWER':
      return problem(404, 'There is no such upload.');
    case 'ERR':
    case 'refused':
      return problem(503, 'It could not be asked.');
  }
}

export const askMachine = (s: Settings) =>
  setup({
    types: {} as { context: AskInput; events: AskEvent; emitted: Command; input: AskInput },
    delays: { backTimeout: s.backTimeoutMs },
    actions: {
      pass: enqueueActions(({ context: { client, uploadId }, event, enqueue }) => {
        enqueue.emit(send(client, replyTo(event, uploadId)));
      }),
      late: enqueueActions(({ context: { client }, enqueue }) => {
        enqueue.emit(abandon());
        enqueue.emit(send(client, { type: 'problem', status: 504, detail: 'No answer in time.' }));
      }),
    },
  }).createMachine({
    id: 'ask',
    context: ({ input }) => input,
    initial: 'asking',
    states: {
      asking: {
        entry: emit(({ context }) => questionOf(context)),
        after: waiting(s.backTimeoutMs, 'backTimeout', {
          target: 'answered' as const,
          actions: 'late' as const,
        }),
        on: { '*': { target: 'answered', actions: 'pass' } },
      },
      answered: { type: 'final' },
    },
  });

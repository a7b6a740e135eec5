/**
 * One request at the handler: parse · validate · call the service · respond. What goes wrong in it
 * is mapped to a problem, or leaves the handler as it came.
 *
 *     parsing → validating → calling → responding
 *                         ↘ refusing  ↘ failing
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { type Command, fact, type Message, send } from '../../../kernel/system.ts';
import { isException, problemOf, rawError, replyTo } from '../http.ts';
import {
  type ListedRow,
  type Refused,
  type Result,
  type Task,
  TENANT,
  type Trouble,
} from '../protocol.ts';
import { schemaFaults } from '../rules.ts';
import { rulesAt, type Settings } from '../settings.ts';

interface RequestInput {
  readonly client: string;
  readonly task: Task;
  readonly noneMatch: string | null;
}

export interface RequestContext extends RequestInput {
  readonly answer: Message;
}

export const requestMachine = (s: Settings) => {
  const instant = s.layerMs === 0;
  const afterValidating = [
    { guard: 'isInvalid' as const, target: 'refusing' as const },
    { target: 'calling' as const },
  ];
  return setup({
    types: {} as {
      context: RequestContext;
      events: Result | Trouble | Refused;
      emitted: Command;
      input: RequestInput;
    },
    delays: { step: s.layerMs },
    guards: {
      isInvalid: ({ context: { task } }) =>
        s.validation === 'server' && task.draft !== null && schemaFaults(task.draft).length > 0,
    },
    actions: {
      keepAnswer: assign(({ context, event }) => ({
        answer: answerTo(s, context, event),
      })),
      tellRows: enqueueActions(({ context: { task }, event, enqueue }) => {
        if (event.type !== 'RESULT' || (task.verb !== 'list' && task.verb !== 'open')) return;
        const rows = (event.found?.rows ?? []).map(seen);
        enqueue.emit(fact({ type: 'returned', verb: task.verb, tenant: TENANT, rows } as never));
      }),
      answer: emit(({ context: { client, answer } }) => send(client, answer)),
    },
  }).createMachine({
    id: 'request',
    context: ({ input }) => ({ ...input, answer: { type: '' } }),
    initial: instant ? 'validating' : 'parsing',
    states: {
      parsing: instant ? {} : { after: { step: 'validating' } },
      validating: instant ? { always: afterValidating } : { after: { step: afterValidating } },
      calling: {
        entry: emit(({ context: { task } }) => send(rulesAt(s), { type: 'WORK', task } as never)),
        on: {
          RESULT: { target: 'responding', actions: ['tellRows', 'keepAnswer'] },
          TROUBLE: { target: 'failing', actions: 'keepAnswer' },
          refused: { target: 'failing', actions: 'keepAnswer' },
        },
      },
      responding: { type: 'final', entry: 'answer' },
      refusing: {
        type: 'final',
        entry: emit(({ context: { client, task } }) =>
          send(client, problemOf('invalid', '', task.draft, null)),
        ),
      },
      failing: { type: 'final', entry: 'answer' },
    },
  });
};

const seen = ({ id, tenant, deleted }: ListedRow): object => ({ id, tenant, deleted });

function answerTo(
  s: Settings,
  { task, noneMatch }: RequestContext,
  event: Result | Trouble | Refused,
): Message {
  switch (event.type) {
    case 'RESULT':
      return replyTo(task, event, noneMatch, {
        tagged: s.etag !== 'off',
        raw: s.repository === 'off',
      });
    case 'TROUBLE': {
      const { why, sql, row } = event;
      const at = s.repository === 'on' ? 'Repository' : 'Controller';
      return s.errorHandler === 'off' && isException(why)
        ? rawError(why, sql, at)
        : problemOf(why, sql, task.draft, row);
    }
    case 'refused':
      return s.errorHandler === 'off'
        ? rawError('unavailable', '', 'Controller')
        : problemOf('unavailable', '', null, null);
  }
}

/**
 * A call of the service that only the database answers: checking · (lookingUp) · querying ·
 * returning. What the database says becomes an error of the domain: mapping.
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, fact, type Message, send } from '../../../kernel/system.ts';
import type { DbError, DomainError, Origin, Query, Refused, Row } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { absent, check, errorOf, fromDatabase, isDeadlock, nameTaken } from './errors.ts';

export interface ServeInput {
  readonly handler: string;
  readonly request: Message;
  readonly trace: string;
  readonly generation: number;
}

export interface ServeContext extends ServeInput {
  readonly tries: number;
  readonly error: DomainError | null;
}

type ServeEvent = Row | DbError | Refused;

export const serveDeadlines = ['dbTimeout'];
/** After a deadlock the transaction is begun anew, so often in all. */
export const TRANSACTIONS = 3;
/** How long it waits before. */
export const AGAIN_MS = 50;

const VERBS: Readonly<Record<string, Query['verb']>> = {
  getItem: 'select',
  postItem: 'insert',
  deleteItem: 'delete',
  getOrder: 'find',
};

export const serveMachine = (s: Settings) => {
  const looksFirst = s.unique === 'preCheck';
  const late = Number.isFinite(s.dbTimeoutMs)
    ? { dbTimeout: { target: 'mapping' as const, actions: 'late' as const } }
    : {};
  const broken = { target: 'mapping' as const, actions: 'fromDatabase' as const };
  return setup({
    types: {} as {
      context: ServeContext;
      events: ServeEvent;
      emitted: Command;
      input: ServeInput;
    },
    delays: { dbTimeout: s.dbTimeoutMs, again: AGAIN_MS },
    guards: {
      isWrong: ({ context: { request, generation } }) => check(request, generation) !== null,
      isSession: ({ context: { request } }) => request.type === 'postSession',
      looksFirst: ({ context: { request } }) => looksFirst && request.type === 'postItem',
      isThere: ({ event }) => event.type === 'ROW' && event.row !== null,
      isAbsent: ({ event }) => event.type === 'ROW' && event.row === null,
      mayBeginAnew: ({ context: { tries }, event }) =>
        s.serviceMap === 'on' &&
        event.type === 'DBERR' &&
        isDeadlock(event.code) &&
        tries < TRANSACTIONS,
      swallows: () => s.swallow === 'on',
    },
    actions: {
      check: enqueueActions(({ context: { request, generation }, enqueue }) => {
        const wrong = check(request, generation);
        if (wrong === null) return;
        enqueue.emit(trouble(wrong.origin));
        enqueue.assign({ error: wrong });
      }),
      lookUp: emit(({ context: { request } }) =>
        send('db', { type: 'QUERY', verb: 'exists', id: String(request['name']), qty: 0 }),
      ),
      query: enqueueActions(({ context: { request, tries }, enqueue }) => {
        const verb = VERBS[request.type] ?? 'select';
        const id = String(request['id'] ?? request['name'] ?? '');
        enqueue.assign({ tries: tries + 1 });
        enqueue.emit(send('db', { type: 'QUERY', verb, id, qty: Number(request['qty'] ?? 0) }));
      }),
      fromDatabase: enqueueActions(({ event, enqueue }) => {
        if (event.type === 'refused') {
          enqueue.emit(trouble('database'));
        }
        const code = event.type === 'DBERR' ? event.code : '08006';
        enqueue.assign({ error: fromDatabase(s, code) });
      }),
      late: enqueueActions(({ enqueue }) => {
        enqueue.emit(abandon());
        enqueue.emit(trouble('database'));
        enqueue.assign({ error: fromDatabase(s, '08006') });
      }),
      absent: assign(() => ({ error: absent(s) })),
      taken: enqueueActions(({ enqueue }) => {
        enqueue.emit(trouble('unique'));
        enqueue.assign({ error: nameTaken() });
      }),
      raise: enqueueActions(({ context: { handler, error, trace }, enqueue }) => {
        raiseTo(s, handler, error, trace).forEach((command) => enqueue.emit(command));
      }),
      returnNull: emit(({ context: { handler, error } }) => resultNull(handler, error)),
      returnRow: emit(({ context: { handler }, event }) =>
        send(handler, { type: 'RESULT', value: event.type === 'ROW' ? event.row : null }),
      ),
      renew: emit(({ context: { handler, request, generation } }) => {
        const token = `Bearer ${request['refresh']}.${generation}`;
        return send(handler, { type: 'RESULT', value: { token } });
      }),
    },
  }).createMachine({
    id: 'serve',
    context: ({ input }) => ({ ...input, tries: 0, error: null }),
    initial: 'checking',
    states: {
      checking: {
        always: [
          { guard: 'isWrong', target: 'mapping', actions: 'check' },
          { guard: 'isSession', target: 'returning', actions: 'renew' },
          { guard: 'looksFirst', target: 'lookingUp' },
          { target: 'querying' },
        ],
      },
      lookingUp: {
        entry: 'lookUp',
        after: late,
        on: {
          ROW: [{ guard: 'isThere', target: 'mapping', actions: 'taken' }, { target: 'querying' }],
          DBERR: broken,
          refused: broken,
        },
      },
      querying: {
        entry: 'query',
        after: late,
        on: {
          ROW: [
            { guard: 'isAbsent', target: 'mapping', actions: 'absent' },
            { target: 'returning', actions: 'returnRow' },
          ],
          DBERR: [{ guard: 'mayBeginAnew', target: 'pausing' }, broken],
          refused: broken,
        },
      },
      /** The transaction was rolled back: it is begun anew here, and nobody above hears of it. */
      pausing: { after: { again: 'querying' } },
      mapping: { always: [{ guard: 'swallows', target: 'swallowing' }, { target: 'raising' }] },
      swallowing: { type: 'final', entry: 'returnNull' },
      raising: { type: 'final', entry: 'raise' },
      returning: { type: 'final' },
    },
  });
};

/** The service meets it, and nobody below has told. */
export const trouble = (cause: Origin): Command => fact({ type: 'trouble', cause });

/** Whoever catches an error and returns null keeps it from all above. */
export function resultNull(handler: string, error: DomainError | null): Command {
  const swallowed = error === null ? {} : { swallowed: error.origin };
  return send(handler, { type: 'RESULT', value: null, ...swallowed });
}

/** What is thrown to the handler; each layer that catches, logs and throws again leaves a record. */
export function raiseTo(
  s: Settings,
  handler: string,
  error: DomainError | null,
  trace: string,
): Command[] {
  const thrown = error ?? errorOf('Error', 'database', 'unknown');
  const layers = s.logOnce === 'off' ? ['repository', 'service'] : [];
  return [
    fact({ type: 'raised', error: thrown.name }),
    ...layers.map((layer) => send('log', { type: 'LOG', trace, layer, error: thrown.name })),
    send(handler, { type: 'RAISED', error: thrown }),
  ];
}

/** The API: each request becomes an actor, which checks it, asks the database, and answers. */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { type Command, type Message, send, spawn } from '../../../kernel/system.ts';
import {
  type Clash,
  FIELDS,
  type Missing,
  type PrefsClash,
  type PrefsRow,
  type Refused,
  type Request,
  type Row,
  tagOf,
  versionIn,
  type Written,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';

type Drawn = { readonly chance?: number; readonly nowUs?: number };

const WRITES = ['patchTodo', 'postComment', 'postTodo'] as const;

export const mayRefuse = (s: Settings): boolean => s.failurePercent > 0 || s.ramp;
export const apiChance = (s: Settings): readonly string[] => (mayRefuse(s) ? WRITES : []);
export const apiClock = (s: Settings): readonly string[] => (s.ramp ? WRITES : []);

export const apiMachine = (s: Settings) =>
  setup({
    types: {} as { context: object; events: Request & Drawn; emitted: Command },
    actions: {
      take: emit(({ event }) => {
        const { from: client, op, chance = 1, nowUs = 0, ...request } = event;
        const isWrite = (WRITES as readonly string[]).includes(event.type);
        const rejected = isWrite && mayRefuse(s) && chance < refusedShare(s, nowUs);
        return spawn(op, 'request', { client, request, rejected } as never);
      }),
    },
  }).createMachine({
    id: 'api',
    context: () => ({}),
    initial: 'serving',
    states: { serving: { on: { '*': { actions: 'take' } } } },
  });

/** In so many steps from nothing to everything, where it grows. */
export const STAGES = 20;
function refusedShare(s: Settings, nowUs: number): number {
  if (!s.ramp) return s.failurePercent / 100;
  return Math.min(1, Math.floor((nowUs / (s.durationMs * 1_000)) * (STAGES + 1)) / STAGES);
}

interface RequestInput {
  readonly client: string;
  readonly request: Request;
  /** By a rule of the business, whatever it is. */
  readonly rejected: boolean;
}

type Answer = Row | Written | Clash | Missing | PrefsRow | PrefsClash | Refused;

const TEXT_MAX = 40;
/** Whoever does not say which device it is. */
const STRANGER = 'stranger';

export const requestMachine = setup({
  types: {} as {
    context: RequestInput & { readonly answer: Message };
    events: Answer;
    emitted: Command;
    input: RequestInput;
  },
  guards: {
    isInvalid: ({ context: { request } }) => !textsOf(request).every(isText),
    isRejected: ({ context }) => context.rejected,
    isRead: ({ context: { request } }) => request.type === 'getTodo' || request.type === 'getPrefs',
  },
  actions: {
    ask: enqueueActions(({ context: { request }, enqueue }) => {
      enqueue.emit(send('db', askOf(request)));
    }),
    keep: assign(({ context: { request }, event }) => ({ answer: answerTo(request, event) })),
    refuse: emit(({ context: { client } }, { type }: { type: string }) => send(client, { type })),
    answer: emit(({ context: { client, answer } }) => send(client, answer)),
  },
}).createMachine({
  id: 'request',
  context: ({ input }) => ({ ...input, answer: { type: '' } }),
  initial: 'checking',
  states: {
    checking: {
      always: [
        { guard: 'isInvalid', target: 'invalid' },
        { guard: 'isRejected', target: 'rejecting' },
        { guard: 'isRead', target: 'reading' },
        { target: 'writing' },
      ],
    },
    reading: { entry: 'ask', on: { '*': { target: 'answering', actions: 'keep' } } },
    writing: { entry: 'ask', on: { '*': { target: 'answering', actions: 'keep' } } },
    answering: { type: 'final', entry: 'answer' },
    invalid: { type: 'final', entry: { type: 'refuse', params: { type: 'badRequest' } } },
    rejecting: { type: 'final', entry: { type: 'refuse', params: { type: 'rejected' } } },
  },
});

/** What must be a text, whoever sends it. */
function textsOf(request: Request): readonly unknown[] {
  switch (request.type) {
    case 'patchTodo':
      return FIELDS.flatMap((field) => request[field] ?? []);
    case 'postComment':
      return [request.text];
    case 'postTodo':
      return [request.id, request.title];
    case 'putPrefs':
      return [request.theme, request.lang];
    case 'getTodo':
    case 'getPrefs':
      return [];
  }
}

const isText = (text: unknown): boolean => typeof text === 'string' && text.length <= TEXT_MAX;

function askOf(request: Request): Message {
  switch (request.type) {
    case 'getTodo':
      return { type: 'READ', id: request.id };
    case 'getPrefs':
      return { type: 'READ_PREFS' };
    case 'putPrefs': {
      const { theme, lang, match } = request;
      return {
        type: 'WRITE_PREFS',
        theme,
        lang,
        match: match === undefined ? null : versionIn(match),
      };
    }
    case 'patchTodo':
    case 'postComment':
    case 'postTodo': {
      const { id, client = STRANGER, seq = 0, match, key = '', stampUs = null } = request;
      const kinds = { patchTodo: 'edit', postComment: 'comment', postTodo: 'create' } as const;
      const fields =
        request.type === 'patchTodo'
          ? Object.fromEntries(
              FIELDS.flatMap((field) =>
                request[field] === undefined ? [] : [[field, request[field]]],
              ),
            )
          : {};
      const text =
        request.type === 'patchTodo'
          ? ''
          : request.type === 'postTodo'
            ? request.title
            : request.text;
      return {
        type: 'WRITE',
        kind: kinds[request.type],
        id,
        fields,
        text,
        match: match === undefined ? null : versionIn(match),
        key,
        client,
        seq,
        stampUs,
      } as never;
    }
  }
}

function answerTo(request: Request, event: Answer): Message {
  switch (event.type) {
    case 'ROW': {
      const { row } = event;
      if (row === null) return { type: 'notFound' };
      const etag = tagOf(row.version);
      if (request.type === 'getTodo' && request.noneMatch === etag)
        return { type: 'notModified', etag };
      return { type: 'todo', ...row, etag } as never;
    }
    case 'WRITTEN': {
      const type = request.type === 'patchTodo' ? 'saved' : 'created';
      return { type, ...event.row, etag: tagOf(event.row.version) } as never;
    }
    case 'CLASH': {
      const { row: current } = event;
      const { version: currentVersion } = current;
      return { type: 'mismatch', etag: tagOf(currentVersion), currentVersion, current } as never;
    }
    case 'MISSING':
      return { type: 'notFound' };
    case 'PREFS':
    case 'PREFS_CLASH': {
      const { theme, lang, version } = event;
      const type =
        event.type === 'PREFS_CLASH'
          ? 'prefsMismatch'
          : request.type === 'putPrefs'
            ? 'prefsSaved'
            : 'prefs';
      return { type, theme, lang, etag: tagOf(version) };
    }
    case 'refused':
      return { type: 'serverError' };
  }
}

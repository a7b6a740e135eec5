/** A page asks what is new. */
import { emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, send } from '../../../kernel/system.ts';
import {
  type NotModified,
  type Refused,
  type ServerError,
  type Todo,
  tagOf,
  type Unload,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';

interface RefreshInput {
  readonly app: string;
  readonly id: string;
  /** The one that the page has; 0: none. */
  readonly version: number;
}

type Answer = Todo | NotModified | { readonly type: 'notFound' } | ServerError | Refused | Unload;

export const refreshDeadlines = ['patience'];

export const refreshMachine = (s: Settings) =>
  setup({
    types: {} as { context: RefreshInput; events: Answer; emitted: Command; input: RefreshInput },
    delays: { patience: s.clientTimeoutMs },
    actions: {
      ask: enqueueActions(({ context: { app, id, version }, enqueue }) => {
        enqueue.emit(send(app, { type: 'asking' }));
        const isNews = version === 0 || s.conditionalGet === 'off';
        const known = isNews ? {} : { noneMatch: tagOf(version) };
        enqueue.emit(send('api', { type: 'getTodo', id, ...known }));
      }),
      giveUp: emit(abandon()),
      show: enqueueActions(({ context: { app }, event, enqueue }) => {
        if (event.type !== 'todo') return;
        const { id, title, note, comments, version } = event;
        const doc = { id, title, note, comments, version };
        enqueue.emit(send(app, { type: 'fetched', doc } as never));
      }),
      end: emit(({ context: { app } }) => send(app, { type: 'refreshEnded' })),
    },
  }).createMachine({
    id: 'refresh',
    context: ({ input }) => ({ ...input }),
    initial: 'asking',
    states: {
      asking: {
        entry: 'ask',
        after: Number.isFinite(s.clientTimeoutMs)
          ? { patience: { target: 'nothingNew', actions: 'giveUp' } }
          : {},
        on: {
          todo: 'showing',
          notModified: 'nothingNew',
          notFound: 'nothingNew',
          serverError: 'nothingNew',
          refused: 'nothingNew',
          unload: { target: 'cancelled', actions: 'giveUp' },
        },
      },
      showing: { type: 'final', entry: 'show' },
      nothingNew: { type: 'final', entry: 'end' },
      cancelled: { type: 'final' },
    },
  });

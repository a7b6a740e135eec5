/** One of a crowd: it reads a page or an item, or reads an item and changes it. reading (→ saving) → done. */
import { assign, emit, enqueueActions, setup } from 'xstate';
import {
  abandon,
  type Command,
  fact,
  type Message,
  type Received,
  send,
} from '../../../kernel/system.ts';
import { type Item, itemKey } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { outcomeOf } from './outcome.ts';

interface VisitorInput {
  readonly verb: 'list' | 'open' | 'edit';
  readonly id: string;
  readonly n: number;
  readonly sinceUs: number;
}

export interface VisitorContext extends VisitorInput {
  readonly item: {
    readonly version: number;
    readonly etag: string | null;
    readonly title: string;
  } | null;
}

type VisitorEvent = Message & Received & { readonly nowUs?: number };

export const visitorMachine = (s: Settings, replies: readonly string[]) => {
  const late = Number.isFinite(s.clientTimeoutMs)
    ? { patience: { target: 'done' as const, actions: ['giveUp' as const, 'fail' as const] } }
    : {};
  const on = <T>(transition: T): Record<string, T> =>
    Object.fromEntries([...replies, 'refused'].map((type) => [type, transition]));
  return setup({
    types: {} as {
      context: VisitorContext;
      events: VisitorEvent;
      emitted: Command;
      input: VisitorInput;
    },
    delays: { patience: s.clientTimeoutMs },
    guards: {
      goesOn: ({ context, event }) => context.verb === 'edit' && event.type === 'item',
    },
    actions: {
      read: enqueueActions(({ context: { verb, id }, enqueue }) => {
        if (verb === 'list') {
          enqueue.emit(fact({ type: 'asked', verb }));
          enqueue.emit(send('api', { type: 'listItems', page: 1, size: s.pageSize }));
        } else {
          if (verb === 'open') enqueue.emit(fact({ type: 'asked', verb }));
          enqueue.emit(send('api', { type: 'getItem', id }));
        }
      }),
      keep: assign(({ event }) => {
        const { version, title, etag = null } = event as unknown as Item & { etag?: string };
        return { item: { version, title, etag } };
      }),
      save: enqueueActions(({ context: { id, item, n }, event, enqueue }) => {
        const match = item?.etag == null ? {} : { match: item.etag };
        const key = s.idem === 'off' ? {} : { key: event.op };
        const base = { key: itemKey(id), version: item?.version ?? 0 };
        enqueue.emit(fact({ type: 'asked', verb: 'edit', ...base }));
        const body = { title: item?.title ?? 'Item', qty: n % 50, ownerId: id };
        enqueue.emit(send('api', { type: 'putItem', id, ...match, ...key, ...body }));
      }),
      giveUp: emit(abandon()),
      settle: emit(({ context: { verb, sinceUs }, event }) => {
        const found = outcomeOf(event);
        const outcome = found === 'noAnswer' ? 'unknown' : found;
        const tookUs = (event.nowUs ?? 0) - sinceUs;
        return fact({ type: 'answered', verb, outcome, status: 0, tookUs });
      }),
      fail: emit(({ context: { verb } }) => {
        const outcome = s.noAnswer === 'unknown' ? 'unknown' : 'failed';
        const tookUs = s.clientTimeoutMs * 1_000;
        return fact({ type: 'answered', verb, outcome, status: 0, tookUs });
      }),
    },
  }).createMachine({
    id: 'visitor',
    context: ({ input }) => ({ ...input, item: null }),
    initial: 'reading',
    states: {
      reading: {
        entry: 'read',
        after: late,
        on: on([
          { guard: 'goesOn' as const, target: 'saving' as const, actions: 'keep' as const },
          { target: 'done' as const, actions: 'settle' as const },
        ]),
      },
      saving: {
        entry: 'save',
        after: late,
        on: on({ target: 'done' as const, actions: 'settle' as const }),
      },
      done: { type: 'final' },
    },
  });
};

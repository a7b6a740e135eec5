/** One of a crowd, with one request: asking → answered | failed. */
import { emit, enqueueActions, setup } from 'xstate';
import { type Command, fact, send } from '../../../kernel/system.ts';
import type { Item, Problem, Refused, Saved } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { endOfRead, failure } from './outcome.ts';

export interface VisitorContext {
  readonly api: string;
  readonly kind: 'read' | 'write';
  readonly key: string;
  readonly value: string;
  readonly sinceUs: number;
}

type Clock = { readonly nowUs: number };
type VisitorEvent = (Item | Saved | Problem | Refused) & Clock;

/** Events that get the clock: for how long an answer took. */
export const visitorClock = ['item', 'saved', 'problem', 'refused'];

export const visitorMachine = ({ clientTimeoutMs }: Settings) =>
  setup({
    types: {} as {
      context: VisitorContext;
      events: VisitorEvent;
      emitted: Command;
      input: VisitorContext;
    },
    delays: { patience: clientTimeoutMs },
    actions: {
      ask: enqueueActions(({ context: { api, kind, key, value }, enqueue }) => {
        if (kind === 'read') {
          enqueue.emit(fact({ type: 'invoked', kind, key }));
          enqueue.emit(send(api, { type: 'getItem', key }));
        } else {
          enqueue.emit(fact({ type: 'invoked', kind, key, value }));
          enqueue.emit(send(api, { type: 'putItem', key, value }));
        }
      }),
      see: emit(({ context: { key, sinceUs }, event }) =>
        endOfRead(key, event.type === 'item' ? event.value : null, event.nowUs - sinceUs),
      ),
      confirm: emit(({ context: { key, value, sinceUs }, event }) =>
        fact({ type: 'acknowledged', key, value, tookUs: event.nowUs - sinceUs }),
      ),
      fail: emit(({ context: { kind, key, value }, event }) =>
        failure(kind, key, value, event.type === 'problem' ? event.status : 0),
      ),
      giveUp: emit(({ context: { kind, key, value } }) => failure(kind, key, value, 0)),
    },
    guards: {
      isMissing: ({ context, event }) =>
        context.kind === 'read' && event.type === 'problem' && event.status === 404,
    },
  }).createMachine({
    id: 'visitor',
    context: ({ input }) => input,
    initial: 'asking',
    states: {
      asking: {
        entry: 'ask',
        after: Number.isFinite(clientTimeoutMs)
          ? { patience: { target: 'failed', actions: 'giveUp' } }
          : {},
        on: {
          item: { target: 'answered', actions: 'see' },
          saved: { target: 'answered', actions: 'confirm' },
          problem: [
            { guard: 'isMissing', target: 'answered', actions: 'see' },
            { target: 'failed', actions: 'fail' },
          ],
          refused: { target: 'failed', actions: 'fail' },
        },
      },
      answered: { type: 'final' },
      failed: { type: 'final' },
    },
  });

/**
 * A client that asks again and again.
 *
 *     idle → asking → resting → asking           chained: the next poll waits for the answer
 *     idle → ticking                             fixed: it does not; polls may overtake each other
 *     idle → asking → asking                     long polling: the server keeps the poll
 */
import { enqueueActions, setup } from 'xstate';
import { abandon, type Command, fact, send } from '../../../kernel/system.ts';
import type { Events, Latest, Refused, Rejected } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { eventBytes } from './bytes.ts';
import { KNOWS_NOTHING, type Known, receive, takeWhole } from './receive.ts';
import type { SubscriberInput } from './subscriber.ts';

export interface PollerContext extends SubscriberInput, Known {
  /** The polls that wait for their answer, the oldest first: each has a place, from 1. */
  readonly asking: readonly number[];
  /** The last answer was a good one. */
  readonly served: boolean;
}

type PollerEvent =
  | { readonly type: 'connect' | 'close' }
  | { readonly type: 'tick'; readonly op?: string }
  | { readonly type: 'pollTimeout'; readonly op: string }
  | Latest
  | Events
  | Rejected
  | Refused;

const pollOp = (name: string, place: number): string => `poll-${name}-${place}`;

export const pollerMachine = (s: Settings) => {
  const isLong = s.variant === 'long-polling';
  const fixed = !isLong && s.timerMode === 'fixed';
  const wantsEvents = isLong || s.asksFor === 'cursor';
  const bytes = eventBytes(s);
  const ignoresOlder = s.overtaken === 'ignore' || s.dedupe !== 'none';
  const first = fixed ? 'ticking' : 'asking';
  const afterAnswer = isLong ? { target: 'asking', reenter: true } : { target: 'resting' };

  return setup({
    types: {} as {
      context: PollerContext;
      events: PollerEvent;
      emitted: Command;
      input: SubscriberInput;
    },
    delays: { pollInterval: s.pollIntervalMs },
    guards: { isEager: ({ context }) => context.eager },
    actions: {
      ask: enqueueActions(({ context, enqueue }) => {
        const { name, self, server, asking, last, epoch } = context;
        const aborted = s.overtaken === 'abort' ? asking : [];
        for (const place of aborted) {
          enqueue.emit(abandon(pollOp(name, place)));
          enqueue.cancel(`timeout-${place}`);
        }
        const waiting = asking.filter((place) => !aborted.includes(place));
        const places = fixed ? s.pollsAtOnce : 1;
        if (waiting.length >= places) return;
        const place = Array.from({ length: places }, (_, i) => i + 1).find(
          (each) => !waiting.includes(each) && !aborted.includes(each),
        );
        const taken = place ?? aborted[0] ?? 1;
        const op = pollOp(name, taken);
        enqueue.assign({ asking: [...waiting, taken] });
        enqueue.emit(fact({ type: 'asked', client: self, bytes: s.headerBytes }, op));
        const cursor = wantsEvents ? { since: last, epoch } : { since: null, epoch: null };
        enqueue.emit(send(server, { type: 'poll', ...cursor }, { op, sizeBytes: s.headerBytes }));
        if (!Number.isFinite(s.pollTimeoutMs)) return;
        enqueue.raise(
          { type: 'pollTimeout', op },
          { id: `timeout-${taken}`, delay: s.pollTimeoutMs },
        );
      }),
      /** The poll of this event is over, well or not. */
      settle: enqueueActions(({ context, event, enqueue }) => {
        if (!('op' in event)) return;
        const place = context.asking.find((each) => pollOp(context.name, each) === event.op);
        if (place === undefined) return;
        enqueue.cancel(`timeout-${place}`);
        enqueue.assign({ asking: context.asking.filter((each) => each !== place) });
        if (event.type === 'pollTimeout') enqueue.emit(abandon(event.op));
        const served = event.type === 'latest' || event.type === 'events';
        if (served === context.served) return;
        enqueue.assign({ served });
        const { self } = context;
        if (served) enqueue.emit(fact({ type: 'opened', client: self }));
        else enqueue.emit(fact({ type: 'lost', client: self, why: event.type }));
      }),
      show: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'latest') return;
        if (ignoresOlder && event.upTo < context.shown) return;
        const { known, facts } = takeWhole(context, event);
        enqueue.assign(known);
        const { self } = context;
        if (event.upTo !== context.shown) {
          for (const each of facts) enqueue.emit(fact({ ...each, client: self, bytes }));
        }
        if (!context.served) enqueue.emit(fact({ type: 'live', client: self }));
      }),
      apply: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'events') return;
        const { epoch, seq, items } = event;
        // Of another life: the next poll names the one that is known, and gets the whole state.
        if (s.epoch === 'on' && epoch !== (context.epoch ?? epoch)) return;
        let known: Known = context;
        for (const item of items) {
          const outcome = receive(s, known, { ...item, epoch }, true);
          known = outcome.known;
          for (const each of outcome.facts) {
            enqueue.emit(fact({ ...each, client: context.self, bytes }));
          }
        }
        enqueue.assign({ ...known, last: known.last ?? seq, epoch });
        if (!context.served) enqueue.emit(fact({ type: 'live', client: context.self }));
      }),
      /** Where a poll is given up at the next tick, the tick is what limits it. */
      startTicking: enqueueActions(({ context: { name, asking }, enqueue }) => {
        const [waited] = s.overtaken === 'abort' ? asking : [];
        const op = waited === undefined ? {} : { op: pollOp(name, waited) };
        enqueue.raise({ type: 'tick', ...op }, { id: 'tick', delay: s.pollIntervalMs });
      }),
      abandonAll: enqueueActions(({ context: { name, asking }, enqueue }) => {
        for (const place of asking) {
          enqueue.emit(abandon(pollOp(name, place)));
          enqueue.cancel(`timeout-${place}`);
        }
        enqueue.cancel('tick');
        enqueue.assign({ asking: [] });
      }),
    },
  }).createMachine({
    id: 'poller',
    tags: 'ready',
    context: ({ input }) => ({ ...input, ...KNOWS_NOTHING, asking: [], served: false }),
    initial: 'idle',
    on: { close: { target: '.idle', actions: 'abandonAll' } },
    states: {
      idle: { always: { guard: 'isEager', target: first }, on: { connect: first } },
      asking: {
        entry: 'ask',
        on: {
          latest: { ...afterAnswer, actions: ['show', 'settle'] },
          events: { ...afterAnswer, actions: ['apply', 'settle'] },
          rejected: { target: 'resting', actions: 'settle' },
          refused: { target: 'resting', actions: 'settle' },
          pollTimeout: { target: 'resting', actions: 'settle' },
        },
      },
      resting: { after: { pollInterval: 'asking' } },
      ticking: {
        entry: ['ask', 'startTicking'],
        on: {
          tick: { target: 'ticking', reenter: true },
          latest: { actions: ['show', 'settle'] },
          events: { actions: ['apply', 'settle'] },
          rejected: { actions: 'settle' },
          refused: { actions: 'settle' },
          pollTimeout: { actions: 'settle' },
        },
      },
    },
  });
};

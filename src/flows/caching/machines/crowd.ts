/**
 * Many people with browsers: requests arrive at random, one after the other (a Poisson process),
 * for keys of different popularity. Each request is an actor of its own (visitor.ts).
 */
import { enqueueActions, setup } from 'xstate';
import { exponential } from '../../../kernel/chance.ts';
import { type Command, type Received, spawn } from '../../../kernel/system.ts';
import type { Settings } from '../settings.ts';
import { cumulative, pick } from './zipf.ts';

export interface CrowdContext {
  /** The instances of the app, which take turns. */
  readonly apis: readonly string[];
  /** How many requests there were. */
  readonly count: number;
}

type Clock = { readonly nowUs: number };
type CrowdEvent =
  | ({ readonly type: 'arrive'; readonly chance: number } & Clock)
  | ({ readonly type: 'read'; readonly key: string } & Received & Clock)
  | ({ readonly type: 'write'; readonly key: string; readonly value: string } & Received & Clock);

/** Events that get a draw, and events that get the clock. */
export const crowdChance = ['arrive'];
export const crowdClock = ['arrive', 'read', 'write'];

/** The draw's first bits make the gap; what they leave makes the rest. */
const GAP_STEPS = 2 ** 20;

export const crowdMachine = (s: Settings) => {
  const keys = cumulative(s.keys, s.zipfAlpha);
  const gapMs = 1_000 / s.readRatePerSecond;
  const writes = s.writeRatioPercent / 100;

  return setup({
    types: {} as {
      context: CrowdContext;
      events: CrowdEvent;
      emitted: Command;
      input: { apis: readonly string[] };
    },
    delays: { duration: s.durationMs },
    actions: {
      arrive: enqueueActions(({ context: { apis, count }, event, enqueue }) => {
        if (event.type !== 'arrive') return;
        const step = Math.floor(event.chance * GAP_STEPS);
        const rest = event.chance * GAP_STEPS - step;
        const isWrite = rest < writes;
        const draw = isWrite ? rest / writes : (rest - writes) / (1 - writes);
        const n = count + 1;
        const kind = isWrite ? 'write' : 'read';
        const api = apis[n % apis.length] ?? 'api';
        const key = `cart:${pick(keys, draw) + 1}`;
        const op = `${kind}-${n}`;
        const value = isWrite ? `v${n}` : '';
        enqueue.assign({ count: n });
        enqueue.emit(spawn(op, 'visitor', { api, kind, key, value, sinceUs: event.nowUs }, op));
        enqueue.raise({ type: 'arrive' } as CrowdEvent, {
          id: 'arrive',
          delay: exponential(gapMs, (step + 0.5) / GAP_STEPS),
        });
      }),
      byHand: enqueueActions(({ context: { apis }, event, enqueue }) => {
        if (event.type === 'arrive') return;
        const { type: kind, key, op, nowUs: sinceUs } = event;
        const value = kind === 'write' ? event.value : '';
        const api = apis[0] ?? 'api';
        enqueue.emit(spawn(op, 'visitor', { api, kind, key, value, sinceUs }));
      }),
    },
  }).createMachine({
    id: 'crowd',
    context: ({ input }) => ({ apis: input.apis, count: 0 }),
    on: { read: { actions: 'byHand' }, write: { actions: 'byHand' } },
    initial: 'arriving',
    states: {
      arriving: {
        tags: 'ready',
        entry: enqueueActions(({ enqueue }) => {
          enqueue.raise({ type: 'arrive' } as CrowdEvent, { id: 'arrive', delay: 0 });
        }),
        after: { duration: 'gone' },
        exit: enqueueActions(({ enqueue }) => enqueue.cancel('arrive')),
        on: { arrive: { actions: 'arrive' } },
      },
      gone: { tags: 'ready' },
    },
  });
};

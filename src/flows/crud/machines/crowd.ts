/** Many people with browsers: requests arrive at random (a Poisson process). Each is an actor of its own. */
import { enqueueActions, setup } from 'xstate';
import { exponential } from '../../../kernel/chance.ts';
import { type Command, spawn } from '../../../kernel/system.ts';
import type { Settings } from '../settings.ts';

export interface CrowdContext {
  /** How many requests there were. */
  readonly count: number;
  readonly reads: 'list' | 'open';
}

interface Arrive {
  readonly type: 'arrive';
  readonly chance: number;
  readonly nowUs: number;
}

export const crowdChance = ['arrive'];
export const crowdClock = ['arrive'];

/** The draw's first bits make the gap; what they leave makes the rest. */
const GAP_STEPS = 2 ** 20;
/** Items that a crowd changes. */
const ITEMS = 20;

export const crowdMachine = (s: Settings) => {
  const gapMs = 1_000 / (s.users * s.requestsPerUser);
  const reads = s.readPercent / 100;
  return setup({
    types: {} as {
      context: CrowdContext;
      events: Arrive;
      emitted: Command;
      input: { readonly reads: 'list' | 'open' };
    },
    delays: { duration: s.durationMs },
    actions: {
      arrive: enqueueActions(({ context, event, enqueue }) => {
        const step = Math.floor(event.chance * GAP_STEPS);
        const rest = event.chance * GAP_STEPS - step;
        const isRead = rest < reads;
        const n = context.count + 1;
        const verb = isRead ? context.reads : 'edit';
        const op = `${verb}-${n}`;
        const id = String(1 + (n % ITEMS));
        const input = { verb, id: isRead ? '42' : id, n, sinceUs: event.nowUs };
        enqueue.assign({ count: n });
        enqueue.emit(spawn(op, 'visitor', input, op));
        enqueue.raise({ type: 'arrive' } as Arrive, {
          id: 'arrive',
          delay: exponential(gapMs, (step + 0.5) / GAP_STEPS),
        });
      }),
    },
  }).createMachine({
    id: 'crowd',
    context: ({ input }) => ({ count: 0, reads: input.reads }),
    initial: 'arriving',
    states: {
      arriving: {
        tags: 'ready',
        entry: enqueueActions(({ enqueue }) => {
          enqueue.raise({ type: 'arrive' } as Arrive, { id: 'arrive', delay: 0 });
        }),
        after: { duration: 'gone' },
        exit: enqueueActions(({ enqueue }) => enqueue.cancel('arrive')),
        on: { arrive: { actions: 'arrive' } },
      },
      gone: { tags: 'ready' },
    },
  });
};

/** A load: jobs at random instants, exponentially apart, until the time is over. */
import { enqueueActions, setup } from 'xstate';
import { exponential } from '../../../kernel/chance.ts';
import { type Command, send } from '../../../kernel/system.ts';
import type { Settings } from '../settings.ts';

export interface ProducerInput {
  readonly name: string;
  readonly priority: number;
  readonly share: number;
}

export interface ProducerContext extends ProducerInput {
  readonly made: number;
  readonly passedMs: number;
}

type ProducerEvent =
  | { readonly type: 'begin'; readonly chance?: number }
  | { readonly type: 'arrive'; readonly chance?: number };

export const producerChance = ['begin', 'arrive'];

/** Customers of a load, by turns. */
const GROUPS = 5;

export const producerMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: ProducerContext;
      events: ProducerEvent;
      emitted: Command;
      input: ProducerInput;
    },
    actions: {
      begin: enqueueActions(({ enqueue }) => {
        enqueue.raise({ type: 'begin' }, { id: 'begin', delay: 0 });
      }),
      produce: enqueueActions(({ context, event, enqueue }) => {
        const { name, priority, share, passedMs } = context;
        const made = context.made + (event.type === 'arrive' ? 1 : 0);
        if (event.type === 'arrive') {
          const group = `customer-${(made % GROUPS) + 1}`;
          enqueue.emit(
            send('broker', { type: 'PUBLISH', priority, group }, { op: `${name}-${made}` }),
          );
        }
        const meanMs = 1_000 / (s.arrivalsPerSecond * share);
        const gapMs = share > 0 ? exponential(meanMs, event.chance ?? 0.5) : s.durationMs;
        enqueue.assign({ made, passedMs: passedMs + gapMs });
        if (passedMs + gapMs >= s.durationMs) return;
        enqueue.raise({ type: 'arrive' }, { id: 'arrive', delay: gapMs });
      }),
    },
  }).createMachine({
    id: 'producer',
    context: ({ input }) => ({ ...input, made: 0, passedMs: 0 }),
    entry: 'begin',
    initial: 'producing',
    states: {
      producing: { on: { begin: { actions: 'produce' }, arrive: { actions: 'produce' } } },
    },
  });

/** The API: each request becomes an actor of its own. */
import { emit, setup } from 'xstate';
import { type Command, spawn } from '../../../kernel/system.ts';
import { MS } from '../../../kernel/time.ts';
import type { PostJob } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export const apiClock = ['postJob'];

export const apiMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: object;
      events: PostJob & { readonly nowUs?: number };
      emitted: Command;
    },
  }).createMachine({
    id: 'api',
    context: () => ({}),
    initial: 'serving',
    states: {
      serving: {
        on: {
          postJob: {
            actions: emit(({ event }) => {
              const { from, op, key, group, priority, delayMs, nowUs = 0 } = event;
              const etaUs =
                s.variant === 'delayed' && s.etaClock === 'api' ? nowUs + delayMs * MS : null;
              const input = { client: from, job: op, key, group, priority, delayMs, etaUs };
              return spawn(op, s.variant === 'sync' ? 'do-now' : 'submit', input);
            }),
          },
        },
      },
    },
  });

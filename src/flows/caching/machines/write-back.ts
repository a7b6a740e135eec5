/**
 * One write-back write, as the seed has it: write to the cache, acknowledge. The write to the
 * database comes later, from the cache (flush.ts).
 */
import { assign, emit, setup } from 'xstate';
import { abandon, type Command, send } from '../../../kernel/system.ts';
import type { Err, Refused, Stored } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import type { WriteContext } from './cache-aside-write.ts';
import { setMessage } from './set-message.ts';

export const writeBackMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: WriteContext;
      events: Stored | Err | Refused;
      emitted: Command;
      input: { client: string; key: string; value: string };
    },
    delays: { cacheTimeout: s.cacheTimeoutMs },
    actions: {
      keepVersion: assign(({ event }) =>
        event.type === 'STORED' ? { version: event.version } : {},
      ),
      giveUp: emit(abandon()),
      say503: assign({ status: 503 }),
      say504: assign({ status: 504 }),
    },
  }).createMachine({
    id: 'write-back',
    context: ({ input }) => ({ ...input, version: null, status: 503 }),
    initial: 'writingToCache',
    states: {
      writingToCache: {
        entry: emit(({ context }) => setMessage(s, context, true)),
        after: Number.isFinite(s.cacheTimeoutMs)
          ? { cacheTimeout: { target: 'failing', actions: ['giveUp', 'say504'] } }
          : {},
        on: {
          STORED: { target: 'acknowledging', actions: 'keepVersion' },
          ERR: { target: 'failing', actions: 'say503' },
          refused: { target: 'failing', actions: 'say503' },
        },
      },
      acknowledging: {
        type: 'final',
        entry: emit(({ context: { client, key, value, version } }) =>
          send(client, { type: 'saved', key, value, version }),
        ),
      },
      failing: {
        type: 'final',
        entry: emit(({ context: { client, key, status } }) =>
          send(client, { type: 'problem', key, status }),
        ),
      },
    },
  });

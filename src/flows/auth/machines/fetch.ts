/** One request of a page: sends its access token; on 401 it gets another, and is replayed. */
import { assign, emit, setup } from 'xstate';
import { abandon, type Command, fact, send } from '../../../kernel/system.ts';
import type { Granted, NoToken, Outcome, Problem, Refused, Token } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { within } from './parts.ts';

export interface FetchInput {
  readonly tab: string;
  readonly what: string;
  readonly token: string;
  readonly proof: string;
}

interface FetchContext extends FetchInput {
  readonly replays: number;
}

type FetchEvent = Granted | Problem | Token | NoToken | Refused;

export const fetchDeadlines = ['patience'];

/** Replays are counted so far. */
const COUNTED = 2;

export const fetchMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: FetchContext;
      events: FetchEvent;
      emitted: Command;
      input: FetchInput;
    },
    delays: { patience: s.clientTimeoutMs },
    guards: {
      isSilence: ({ event }) => event.type === 'noToken' && event.why === 'noAnswer',
      isUsedUp: ({ context }) => s.replayOnce === 'on' && context.replays > 0,
    },
    actions: {
      giveUp: emit(abandon()),
      ask: emit(({ context: { what, token, proof } }) =>
        send('api', {
          type: 'get',
          what,
          ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
          proof,
        }),
      ),
      end: emit(({ context: { tab, what } }, { outcome }: { outcome: Outcome }) =>
        send(tab, { type: 'fetched', what, outcome }),
      ),
    },
  }).createMachine({
    id: 'fetch',
    context: ({ input }) => ({ ...input, replays: 0 }),
    initial: 'sending',
    states: {
      sending: {
        entry: 'ask',
        after: within(s.clientTimeoutMs, 'patience', { target: 'failing', actions: 'giveUp' }),
        on: {
          granted: 'showing',
          invalidToken: [{ guard: 'isUsedUp', target: 'signedOut' }, { target: 'gettingToken' }],
          forbidden: 'forbidden',
          failure: 'failing',
          refused: 'failing',
        },
      },
      gettingToken: {
        entry: emit(({ context: { tab, token } }) =>
          send(tab, { type: 'needToken', stale: token }),
        ),
        on: {
          token: {
            target: 'replaying',
            actions: assign(({ event }) => ({ token: event.value })),
          },
          noToken: [{ guard: 'isSilence', target: 'failing' }, { target: 'signedOut' }],
        },
      },
      replaying: {
        entry: [
          assign(({ context }) => ({ replays: Math.min(COUNTED, context.replays + 1) })),
          emit(({ context: { what } }) => fact({ type: 'replayed', what })),
        ],
        always: 'sending',
      },
      showing: { type: 'final', entry: { type: 'end', params: { outcome: 'shown' } } },
      forbidden: { type: 'final', entry: { type: 'end', params: { outcome: 'forbidden' } } },
      signedOut: { type: 'final', entry: { type: 'end', params: { outcome: 'signInNeeded' } } },
      failing: { type: 'final', entry: { type: 'end', params: { outcome: 'failed' } } },
    },
  });

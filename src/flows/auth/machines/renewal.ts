/** A tab's refresh: reads the cookie (alone, with the lock), shows it, and puts the new one back. */
import { assign, emit, setup } from 'xstate';
import { abandon, type Command, fact, type Received, send } from '../../../kernel/system.ts';
import type { Cookie, NotWhy, Problem, Refreshed, Refused } from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { within } from './parts.ts';

export interface RenewalInput {
  readonly tab: string;
  readonly jar: string;
  readonly proof: string;
}

interface RenewalContext extends RenewalInput {
  readonly shown: string;
  readonly tries: number;
  readonly value: string;
  readonly cookie: string;
}

type RenewalEvent = Received & (Cookie | Refreshed | Problem | Refused);

export const renewalDeadlines = ['patience'];

export const renewalMachine = (s: Settings) => {
  const again = [
    { guard: 'mayTryAgain' as const, target: 'readingCookie' as const, actions: 'giveUp' as const },
    { target: 'givingUp' as const, actions: 'giveUp' as const },
  ];
  const lost = s.rereadJar === 'on' ? ('readingAgain' as const) : ('clearing' as const);
  return setup({
    types: {} as {
      context: RenewalContext;
      events: RenewalEvent;
      emitted: Command;
      input: RenewalInput;
    },
    delays: { patience: s.clientTimeoutMs },
    guards: {
      mayTryAgain: ({ context }) => context.tries < s.refreshTries,
      isEmpty: ({ event }) => event.type === 'cookie' && event.value === '',
      isNew: ({ context, event }) =>
        event.type === 'cookie' && event.value !== '' && event.value !== context.shown,
    },
    actions: {
      giveUp: emit(abandon()),
      askCookie: emit(({ context }) =>
        send(context.jar, { type: 'takeCookie', lock: s.tabLock === 'on' }),
      ),
      note: assign(({ event }) => (event.type === 'cookie' ? { shown: event.value } : {})),
      unlock: emit(({ context }) => send(context.jar, { type: 'unlock' })),
      tellNot: emit(({ context }, { why }: { why: NotWhy }) =>
        send(context.tab, { type: 'notRenewed', why }),
      ),
      tellCleared: emit(({ context: { tab, shown } }) =>
        send(tab, { type: 'notRenewed', why: shown === '' ? 'noCookie' : 'refused' }),
      ),
    },
  }).createMachine({
    id: 'renewal',
    context: ({ input }) => ({ ...input, shown: '', tries: 0, value: '', cookie: '' }),
    initial: 'readingCookie',
    entry: emit(() => fact({ type: 'refreshBegun' })),
    states: {
      readingCookie: {
        entry: 'askCookie',
        on: {
          cookie: [
            { guard: 'isEmpty', target: 'clearing' },
            { target: 'refreshing', actions: 'note' },
          ],
        },
      },
      refreshing: {
        entry: [
          assign(({ context }) => ({ tries: context.tries + 1 })),
          emit(({ context: { shown, proof } }) =>
            send('auth', { type: 'refresh', cookie: shown, proof }),
          ),
        ],
        after: within(s.clientTimeoutMs, 'patience', again),
        on: {
          refreshed: {
            target: 'storing',
            actions: assign(({ event }) => ({
              value: event.accessToken,
              cookie: event.refreshToken,
            })),
          },
          refreshInvalid: lost,
          refreshReused: lost,
          failure: again,
          refused: again,
        },
      },
      /** Somebody else may have brought a new one meanwhile. */
      readingAgain: {
        entry: 'askCookie',
        on: {
          cookie: [
            { guard: 'isNew', target: 'refreshing', actions: 'note' },
            { target: 'clearing' },
          ],
        },
      },
      storing: {
        type: 'final',
        entry: [
          emit(({ context: { jar, cookie } }) => send(jar, { type: 'putCookie', value: cookie })),
          'unlock',
          emit(({ context: { tab, value } }) => send(tab, { type: 'renewed', value })),
        ],
      },
      clearing: {
        type: 'final',
        entry: [
          emit(({ context: { jar } }) => send(jar, { type: 'dropCookie' })),
          'unlock',
          'tellCleared',
        ],
      },
      givingUp: {
        type: 'final',
        entry: ['unlock', { type: 'tellNot', params: { why: 'noAnswer' } }],
      },
    },
  });
};

/** POST /api/auth/logout, and ending another session: revokes what the design says, then 204. */
import { assign, emit, setup } from 'xstate';
import { type Command, send } from '../../../kernel/system.ts';
import type { Err, Ok, Refused, Revoked } from '../protocol.ts';
import { looksUp, type Settings } from '../settings.ts';

export interface SignOutInput {
  readonly client: string;
  readonly cookie: string;
  /** Of the session that is to end, where no cookie says it. */
  readonly sid: string;
  /** Whose it must be, where somebody ends another session of theirs; empty: the one they are in. */
  readonly email: string;
}

interface SignOutContext extends SignOutInput {
  readonly ended: string;
}

type SignOutEvent = Revoked | Ok | Err | Refused;

export const signOutMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: SignOutContext;
      events: SignOutEvent;
      emitted: Command;
      input: SignOutInput;
    },
    guards: {
      isNone: ({ event }) => event.type === 'REVOKED' && event.sids.length === 0,
      isNotTheirs: ({ context: { email }, event }) =>
        email !== '' && event.type === 'REVOKED' && event.sids.length === 0,
    },
  }).createMachine({
    id: 'sign-out',
    context: ({ input }) => ({ ...input, ended: '' }),
    initial: s.revocation === 'none' ? 'returning' : 'revoking',
    states: {
      revoking: {
        entry: emit(({ context: { cookie, sid, email } }) =>
          send('db', { type: 'REVOKE', token: cookie, sid, email }),
        ),
        on: {
          REVOKED: [
            { guard: 'isNotTheirs', target: 'unknown' },
            { guard: 'isNone', target: 'returning' },
            {
              target: looksUp(s) ? 'listing' : 'returning',
              actions: assign(({ event }) => ({ ended: event.sids[0] ?? '' })),
            },
          ],
          ERR: 'failing',
          refused: 'failing',
        },
      },
      listing: {
        entry: emit(({ context: { ended } }) =>
          send('cache', { type: 'PUT', sid: ended, is: 'ended' }),
        ),
        on: {
          OK: 'returning',
          // The database knows, but the cache may still say that it is live: that is no sign-out.
          ERR: 'failing',
          refused: 'failing',
        },
      },
      returning: {
        type: 'final',
        entry: emit(({ context: { client } }) => send(client, { type: 'done' })),
      },
      unknown: {
        type: 'final',
        entry: emit(({ context: { client } }) => send(client, { type: 'notFound' })),
      },
      failing: {
        type: 'final',
        entry: emit(({ context: { client } }) => send(client, { type: 'failure' })),
      },
    },
  });

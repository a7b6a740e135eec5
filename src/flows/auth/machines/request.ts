/** A request to a protected endpoint, step by step: who is it, are they still, may they. */
import { assign, emit, setup } from 'xstate';
import { type Command, fact, nodeOf, send } from '../../../kernel/system.ts';
import { SECOND } from '../../../kernel/time.ts';
import { bearer, type Claims, readJwt } from '../jwt.ts';
import type { Checked, Err, Refused, User, UserRow } from '../protocol.ts';
import { looksUp, type Settings } from '../settings.ts';
import { challengeTo, leadsTo } from './parts.ts';

export interface RequestInput {
  readonly client: string;
  readonly what: string;
  readonly authorization: string;
  readonly proof: string;
  /** The clock of the node that serves it. */
  readonly nowUs: number;
}

interface RequestContext extends RequestInput {
  readonly claims: Claims | null;
  readonly user: UserRow | null;
}

type RequestEvent = Checked | User | Err | Refused;

/** What only somebody with a role may see. */
const NEEDS: Readonly<Record<string, string>> = { admin: 'admin' };

export const requestMachine = (s: Settings) => {
  const unknown =
    s.sessionStore === 'write-through'
      ? ('checkingDatabase' as const)
      : s.revocation === 'allowlist'
        ? ('refusing' as const)
        : ('loadingUser' as const);
  return setup({
    types: {} as {
      context: RequestContext;
      events: RequestEvent;
      emitted: Command;
      input: RequestInput;
    },
    delays: { step: s.stepMs },
    guards: {
      isSigned: ({ context: { claims, proof } }) =>
        claims !== null && (claims.key === '' || claims.key === proof),
      isInTime: ({ context: { claims, nowUs } }) =>
        claims !== null && claims.exp + s.leewayMs / 1_000 > nowUs / SECOND + s.skewMs / 1_000,
      isEnded: ({ event }) => event.type === 'CHECKED' && event.is === 'ended',
      isLive: ({ event }) => event.type === 'CHECKED' && event.is === 'live',
      isKnown: ({ event }) => event.type === 'USER' && event.user !== null,
      mayNot: ({ context: { claims, user, what } }) => {
        if (claims?.scope !== 'full') return true;
        const needed = NEEDS[what];
        const role = s.roles === 'jwt' ? claims.role : user?.role;
        return needed !== undefined && role !== needed;
      },
    },
    actions: {
      noteUser: assign(({ event }) => (event.type === 'USER' ? { user: event.user } : {})),
      cacheUser: emit(({ event }) =>
        send('cache', {
          type: 'PUTUSER',
          user: event.type === 'USER' && event.user !== null ? { ...event.user } : null,
        }),
      ),
      sayEnd: emit(({ context: { claims } }) => fact({ type: 'refused', sid: claims?.sid ?? '' })),
    },
  }).createMachine({
    id: 'request',
    context: ({ input }) => ({
      ...input,
      claims: readJwt(bearer(input.authorization) ?? ''),
      user: null,
    }),
    entry: emit(({ context: { client } }) => fact({ type: 'requested', by: nodeOf(client) })),
    initial: 'extractingToken',
    states: {
      extractingToken: leadsTo(s, 'verifyingToken'),
      verifyingToken: {
        always: [{ guard: 'isSigned', target: 'checkingTime' }, { target: 'refusing' }],
      },
      checkingTime: {
        always: [
          { guard: 'isInTime', target: looksUp(s) ? 'checkingSession' : 'loadingUser' },
          { target: 'refusing' },
        ],
      },
      checkingSession: {
        entry: emit(({ context: { claims } }) =>
          send('cache', { type: 'CHECK', sid: claims?.sid ?? '' }),
        ),
        on: {
          CHECKED: [
            { guard: 'isEnded', target: 'refusing' },
            { guard: 'isLive', target: 'loadingUser' },
            { target: unknown },
          ],
          ERR: unknown,
          refused: unknown,
        },
      },
      checkingDatabase: {
        entry: emit(({ context: { claims } }) =>
          send('db', { type: 'CHECK', sid: claims?.sid ?? '' }),
        ),
        on: {
          CHECKED: [{ guard: 'isEnded', target: 'refusing' }, { target: 'loadingUser' }],
          ERR: 'failing',
          refused: 'failing',
        },
      },
      loadingUser: {
        initial: s.roles === 'cache' ? 'fromCache' : 'fromDatabase',
        states: {
          fromCache: {
            entry: emit(({ context: { claims } }) =>
              send('cache', { type: 'GETUSER', email: claims?.sub ?? '' }),
            ),
            on: {
              USER: [
                { guard: 'isKnown', target: 'loaded', actions: 'noteUser' },
                { target: 'fromDatabase' },
              ],
              ERR: 'fromDatabase',
              refused: 'fromDatabase',
            },
          },
          fromDatabase: {
            entry: emit(({ context: { claims } }) =>
              send('db', { type: 'LOAD', email: claims?.sub ?? '' }),
            ),
            on: {
              USER: [
                {
                  guard: 'isKnown',
                  target: 'loaded',
                  actions: ['noteUser', ...(s.roles === 'cache' ? (['cacheUser'] as const) : [])],
                },
                { target: '#request.refusing' },
              ],
              ERR: '#request.failing',
              refused: '#request.failing',
            },
          },
          loaded: { type: 'final' },
        },
        onDone: 'checkingPermission',
      },
      checkingPermission: {
        always: [{ guard: 'mayNot', target: 'forbidding' }, { target: 'proceeding' }],
      },
      proceeding: {
        type: 'final',
        entry: [
          emit(({ context: { claims, what, client } }) =>
            fact({
              type: 'allowed',
              sid: claims?.sid ?? '',
              email: claims?.sub ?? '',
              what,
              by: nodeOf(client),
            }),
          ),
          emit(({ context: { client, what, claims } }) =>
            send(client, { type: 'granted', what, user: claims?.sub ?? '' }),
          ),
        ],
      },
      forbidding: {
        type: 'final',
        entry: ['sayEnd', emit(({ context: { client } }) => send(client, { type: 'forbidden' }))],
      },
      refusing: {
        type: 'final',
        entry: [
          'sayEnd',
          emit(({ context: { client, authorization } }) =>
            send(client, {
              type: 'invalidToken',
              challenge: challengeTo(authorization),
            }),
          ),
        ],
      },
      failing: {
        type: 'final',
        entry: ['sayEnd', emit(({ context: { client } }) => send(client, { type: 'failure' }))],
      },
    },
  });
};

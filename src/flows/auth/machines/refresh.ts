/** POST /api/auth/refresh: a refresh token for a new access token. */
import { assign, emit, setup } from 'xstate';
import { type Command, fact, nodeOf, send } from '../../../kernel/system.ts';
import type {
  Checked,
  Err,
  Exchanged,
  Given,
  Invalid,
  Ok,
  Refused,
  SessionOf,
} from '../protocol.ts';
import { looksUp, type Settings } from '../settings.ts';
import { tokensOf } from './claims.ts';
import { CHALLENGE } from './parts.ts';

export interface RefreshInput {
  readonly client: string;
  readonly cookie: string;
  readonly proof: string;
}

interface RefreshContext extends RefreshInput {
  readonly sid: string;
  readonly given: Given | null;
  readonly nowUs: number;
}

type RefreshEvent = { readonly nowUs?: number } & (
  | SessionOf
  | Checked
  | Exchanged
  | Invalid
  | Ok
  | Err
  | Refused
);

export const refreshClock = ['EXCHANGED'];

export const refreshMachine = (s: Settings) => {
  const unknown =
    s.sessionStore === 'write-through'
      ? 'checkingDatabase'
      : s.revocation === 'allowlist'
        ? 'refusing'
        : 'exchanging';
  return setup({
    types: {} as {
      context: RefreshContext;
      events: RefreshEvent;
      emitted: Command;
      input: RefreshInput;
    },
    guards: {
      isEnded: ({ event }) => event.type === 'CHECKED' && event.is === 'ended',
      isLive: ({ event }) => event.type === 'CHECKED' && event.is === 'live',
      isReused: ({ event }) => event.type === 'INVALID' && event.why === 'reused',
    },
    actions: {
      sayEnd: emit(({ context: { sid } }) => fact({ type: 'refused', sid })),
    },
  }).createMachine({
    id: 'refresh',
    context: ({ input }) => ({ ...input, sid: '', given: null, nowUs: 0 }),
    entry: emit(({ context: { client } }) => fact({ type: 'requested', by: nodeOf(client) })),
    initial: looksUp(s) ? 'findingSession' : 'exchanging',
    states: {
      findingSession: {
        entry: emit(({ context: { cookie } }) => send('db', { type: 'SESSION', token: cookie })),
        on: {
          SESSIONOF: {
            target: 'checkingSession',
            actions: assign(({ event }) => ({ sid: event.sid })),
          },
          ERR: 'failing',
          refused: 'failing',
        },
      },
      checkingSession: {
        entry: emit(({ context: { sid } }) => send('cache', { type: 'CHECK', sid })),
        on: {
          CHECKED: [
            { guard: 'isEnded', target: 'refusing' },
            { guard: 'isLive', target: 'exchanging' },
            { target: unknown },
          ],
          ERR: unknown,
          refused: unknown,
        },
      },
      checkingDatabase: {
        entry: emit(({ context: { sid } }) => send('db', { type: 'CHECK', sid })),
        on: {
          CHECKED: [{ guard: 'isEnded', target: 'refusing' }, { target: 'exchanging' }],
          ERR: 'failing',
          refused: 'failing',
        },
      },
      exchanging: {
        entry: emit(({ context: { cookie, proof, client } }) =>
          send('db', { type: 'EXCHANGE', token: cookie, key: proof, by: nodeOf(client) }),
        ),
        on: {
          EXCHANGED: {
            target: 'returning',
            actions: assign(({ event }) => ({ given: event.given, nowUs: event.nowUs ?? 0 })),
          },
          INVALID: [
            { guard: 'isReused', target: looksUp(s) ? 'listing' : 'reused' },
            { target: 'refusing' },
          ],
          ERR: 'failing',
          refused: 'failing',
        },
      },
      /** The family is over: its access tokens are to stop working too. */
      listing: {
        entry: emit(({ context: { sid } }) => send('cache', { type: 'PUT', sid, is: 'ended' })),
        on: { OK: 'reused', ERR: 'reused', refused: 'reused' },
      },
      returning: {
        type: 'final',
        entry: [
          emit(({ context: { given, client } }) =>
            fact({
              type: 'refreshAccepted',
              sid: given?.sid ?? '',
              family: given?.family ?? '',
              email: given?.email ?? '',
              by: nodeOf(client),
            }),
          ),
          emit(({ context: { client, given, nowUs } }) =>
            send(client, { type: 'refreshed', ...tokensOf(s, given as Given, nowUs) }),
          ),
        ],
      },
      reused: {
        type: 'final',
        entry: [
          'sayEnd',
          emit(({ context: { client } }) =>
            send(client, { type: 'refreshReused', challenge: CHALLENGE }),
          ),
        ],
      },
      refusing: {
        type: 'final',
        entry: [
          'sayEnd',
          emit(({ context: { client } }) =>
            send(client, { type: 'refreshInvalid', challenge: CHALLENGE }),
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

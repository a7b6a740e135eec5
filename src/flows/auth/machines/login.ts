/** POST /api/auth/login, step by step. */
import { assign, emit, setup } from 'xstate';
import { type Command, fact, nodeOf, send } from '../../../kernel/system.ts';
import type {
  Allowance,
  Err,
  Minted,
  Ok,
  ProblemType,
  Refused,
  User,
  UserRow,
} from '../protocol.ts';
import { looksUp, type Settings } from '../settings.ts';
import { type Tokens, tokensOf } from './claims.ts';
import { CHALLENGE, leadsTo } from './parts.ts';

export interface LoginInput {
  readonly client: string;
  readonly email: string;
  readonly password: string;
  /** Of a device on which the owner has signed in before; empty: unknown. */
  readonly device: string;
  readonly proof: string;
  readonly ip: string;
  /** The refresh token of the session that the browser came with; empty: none. */
  readonly former: string;
  /** From 0 to 1: how much longer the hash takes than it must. */
  readonly luck: number;
}

interface LoginContext extends LoginInput {
  readonly user: UserRow | null;
  readonly waitMs: number;
  readonly sid: string;
  readonly answer: Tokens | null;
}

type LoginEvent = { readonly nowUs?: number } & (Allowance | User | Ok | Minted | Err | Refused);

export const loginClock = ['MINTED'];

export const loginMachine = (s: Settings) => {
  const limits = s.rateLimit !== 'off';
  const afterLimit = s.limitBeforeHash === 'on' ? 'validating' : 'judging';
  const tracks = s.tracking === 'on';
  return setup({
    types: {} as {
      context: LoginContext;
      events: LoginEvent;
      emitted: Command;
      input: LoginInput;
    },
    delays: {
      step: s.stepMs,
      hash: ({ context: { user, luck } }) => {
        const ms = user === null && s.dummyHash === 'off' ? s.stepMs : s.hashMs;
        // Evenly spread over √12 σ.
        return ms + luck * Math.sqrt(12) * s.jitterMs;
      },
    },
    guards: {
      isFree: ({ event }) => event.type === 'ALLOWANCE' && event.waitMs === 0,
      isMalformed: ({ context }) => !context.email.includes('@') || context.password === '',
      isRight: ({ context: { user, password } }) => user !== null && user.password === password,
      isUnknown: ({ context: { user } }) => user === null,
      isTracked: ({ context: { user } }) => tracks && (user !== null || s.trackUnknown === 'on'),
    },
    actions: {
      noteWait: assign(({ event }) => (event.type === 'ALLOWANCE' ? { waitMs: event.waitMs } : {})),
      problem: emit(({ context: { client } }, { type }: { type: ProblemType }) =>
        send(client, { type }),
      ),
      sayWrong: emit(({ context: { client, email } }) =>
        fact({ type: 'wrongPassword', email, by: nodeOf(client) }),
      ),
    },
  }).createMachine({
    id: 'login',
    context: ({ input }) => ({ ...input, user: null, waitMs: 0, sid: '', answer: null }),
    initial: limits && s.limitBeforeHash === 'on' ? 'limiting' : 'validating',
    states: {
      limiting: {
        entry: emit(({ context: { ip } }) => send('cache', { type: 'COUNT', ip })),
        on: {
          ALLOWANCE: [
            { guard: 'isFree', target: afterLimit },
            { target: 'tooMany', actions: 'noteWait' },
          ],
          // Without its counters a limiter lets everybody in.
          ERR: afterLimit,
          refused: afterLimit,
        },
      },
      validating: {
        initial: 'reading',
        states: { reading: leadsTo(s, 'judged'), judged: { type: 'final' } },
        onDone: [
          { guard: 'isMalformed', target: 'badRequest' },
          { target: tracks ? 'checkingAttempts' : 'checkingUser' },
        ],
      },
      checkingAttempts: {
        entry: emit(({ context }) => send('cache', { type: 'ATTEMPTS', who: whoOf(s, context) })),
        on: {
          ALLOWANCE: [
            { guard: 'isFree', target: 'checkingUser' },
            { target: 'tooMany', actions: 'noteWait' },
          ],
          ERR: 'checkingUser',
          refused: 'checkingUser',
        },
      },
      checkingUser: {
        entry: emit(({ context: { email } }) => send('db', { type: 'LOAD', email })),
        on: {
          USER: {
            target: 'verifyingPassword',
            actions: assign(({ event }) => ({ user: event.user })),
          },
          ERR: 'failing',
          refused: 'failing',
        },
      },
      verifyingPassword:
        s.hashMs > 0
          ? { after: { hash: limits && s.limitBeforeHash === 'off' ? 'limiting' : 'judging' } }
          : { always: limits && s.limitBeforeHash === 'off' ? 'limiting' : 'judging' },
      judging: {
        always: [
          { guard: 'isRight', target: tracks ? 'resettingAttempts' : 'generatingTokens' },
          { guard: 'isTracked', target: 'countingFailure', actions: 'sayWrong' },
          { target: 'refusing', actions: 'sayWrong' },
        ],
      },
      countingFailure: {
        entry: emit(({ context }) => send('cache', { type: 'FAILED', who: whoOf(s, context) })),
        on: { OK: 'refusing', ERR: 'refusing', refused: 'refusing' },
      },
      resettingAttempts: {
        entry: emit(({ context }) => send('cache', { type: 'RESET', who: whoOf(s, context) })),
        on: { OK: 'generatingTokens', ERR: 'generatingTokens', refused: 'generatingTokens' },
      },
      generatingTokens: {
        entry: emit(({ context: { email, proof, former } }) =>
          send('db', { type: 'MINT', email, key: proof, former }),
        ),
        on: {
          MINTED: {
            target: 'settingSession',
            actions: assign(({ event }) => ({
              sid: event.given.sid,
              answer: tokensOf(s, event.given, event.nowUs ?? 0),
            })),
          },
          ERR: 'failing',
          refused: 'failing',
        },
      },
      settingSession: looksUp(s)
        ? {
            entry: emit(({ context: { sid } }) => send('cache', { type: 'PUT', sid, is: 'live' })),
            on: { OK: 'returning', ERR: 'returning', refused: 'returning' },
          }
        : leadsTo(s, 'returning'),
      returning: {
        type: 'final',
        entry: [
          emit(({ context: { client, sid, email } }) =>
            fact({ type: 'sessionGiven', sid, email, to: nodeOf(client) }),
          ),
          emit(({ context: { client, email, answer } }) =>
            send(client, {
              type: 'signedIn',
              user: email,
              ...(answer as NonNullable<typeof answer>),
            }),
          ),
        ],
      },
      refusing: {
        type: 'final',
        entry: emit(({ context: { client, user } }) =>
          send(
            client,
            user === null && s.uniform === 'off'
              ? { type: 'unknownAccount' }
              : { type: 'invalidCredentials', challenge: CHALLENGE },
          ),
        ),
      },
      tooMany: {
        type: 'final',
        entry: [
          emit(({ context: { client, email } }) =>
            fact({ type: 'heldBack', email, by: nodeOf(client) }),
          ),
          emit(({ context: { client, waitMs } }) =>
            send(client, { type: 'tooMany', retryAfter: Math.ceil(waitMs / 1_000) }),
          ),
        ],
      },
      badRequest: { type: 'final', entry: { type: 'problem', params: { type: 'badRequest' } } },
      failing: { type: 'final', entry: { type: 'problem', params: { type: 'failure' } } },
    },
  });
};

/** A soft lock counts a known device by itself. */
const whoOf = (s: Settings, { email, device }: LoginInput): string =>
  s.lockMode === 'soft' && device !== '' ? `${email} ${device}` : email;

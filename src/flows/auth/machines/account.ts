/** The other requests of the auth service: accounts, mails with links, lists of sessions, roles. */
import { assign, emit, setup } from 'xstate';
import { type Command, fact, nodeOf, send } from '../../../kernel/system.ts';
import type {
  Allowance,
  Err,
  Given,
  Inserted,
  Invalid,
  Issued,
  LinkKind,
  Listed,
  Minted,
  Ok,
  ProblemType,
  Redeemed,
  Refused,
  RoleStored,
} from '../protocol.ts';
import { looksUp, type Settings } from '../settings.ts';
import { leadsTo } from './parts.ts';

export const ACCOUNT_REQUESTS = [
  'arrive',
  'register',
  'forgot',
  'reset',
  'verify',
  'list',
  'role',
] as const;

export interface AccountInput {
  readonly client: string;
  readonly what: (typeof ACCOUNT_REQUESTS)[number];
  readonly email: string;
  readonly password: string;
  readonly link: string;
  readonly role: string;
  readonly ip: string;
  readonly proof: string;
  /** Who is signed in where a link was opened; empty: nobody. */
  readonly whose: string;
}

interface AccountContext extends AccountInput {
  readonly waitMs: number;
  readonly minted: Given | null;
  readonly issued: string;
  readonly isNew: boolean;
  readonly sids: readonly string[];
  /** Sessions that are still to be listed as ended. */
  readonly left: readonly string[];
}

type AccountEvent =
  | Allowance
  | Minted
  | Issued
  | Inserted
  | Redeemed
  | Invalid
  | Listed
  | RoleStored
  | Ok
  | Err
  | Refused;

export const accountMachine = (s: Settings) => {
  const mails = s.verification === 'on';
  const trouble = { ERR: 'failing', refused: 'failing' } as const;
  return setup({
    types: {} as {
      context: AccountContext;
      events: AccountEvent;
      emitted: Command;
      input: AccountInput;
    },
    delays: { step: s.stepMs, hash: s.hashMs },
    guards: {
      isLimited: ({ context: { what } }) =>
        s.rateLimit !== 'off' && (what === 'register' || what === 'forgot'),
      isFree: ({ event }) => event.type === 'ALLOWANCE' && event.waitMs === 0,
      isMalformed: ({ context: { what, email } }) =>
        (what === 'register' || what === 'forgot') && !email.includes('@'),
      isArrival: ({ context }) => context.what === 'arrive',
      isRegister: ({ context }) => context.what === 'register',
      isForgot: ({ context }) => context.what === 'forgot',
      isLink: ({ context }) => context.what === 'reset' || context.what === 'verify',
      isList: ({ context }) => context.what === 'list',
      isTold: ({ context }) => s.uniform === 'off' && context.issued === '',
      isTaken: ({ context }) => s.uniform === 'off' && !context.isNew,
      hasMail: ({ context }) => context.issued !== '',
      hasLeft: ({ context }) => looksUp(s) && context.left.length > 0,
      // Whoever has an account gets a mail too: the time tells nobody which.
      mailsNew: ({ context }) => mails && (context.isNew || s.uniform === 'on'),
    },
    actions: {
      problem: emit(({ context: { client } }, { type }: { type: ProblemType }) =>
        send(client, { type }),
      ),
    },
  }).createMachine({
    id: 'account',
    context: ({ input }) => ({
      ...input,
      waitMs: 0,
      minted: null,
      issued: '',
      isNew: false,
      sids: [],
      left: [],
    }),
    initial: 'validating',
    states: {
      validating: {
        initial: 'reading',
        states: { reading: leadsTo(s, 'judged'), judged: { type: 'final' } },
        onDone: [
          { guard: 'isMalformed', target: 'badRequest' },
          { guard: 'isLimited', target: 'limiting' },
          { target: 'choosing' },
        ],
      },
      limiting: {
        entry: emit(({ context: { ip } }) => send('cache', { type: 'COUNT', ip })),
        on: {
          ALLOWANCE: [
            { guard: 'isFree', target: 'choosing' },
            {
              target: 'tooMany',
              actions: assign(({ event }) => ({ waitMs: event.waitMs })),
            },
          ],
          // Without its counters a limiter lets everybody in.
          ERR: 'choosing',
          refused: 'choosing',
        },
      },
      choosing: {
        always: [
          { guard: 'isArrival', target: 'beginningSession' },
          { guard: 'isRegister', target: 'hashing' },
          { guard: 'isForgot', target: 'issuingLink' },
          { guard: 'isLink', target: 'redeemingLink' },
          { guard: 'isList', target: 'listingSessions' },
          { target: 'storingRole' },
        ],
      },
      beginningSession: {
        entry: emit(({ context: { proof } }) =>
          send('db', { type: 'MINT', email: '', key: proof, former: '' }),
        ),
        on: {
          MINTED: {
            target: 'welcoming',
            actions: assign(({ event }) => ({ minted: event.given })),
          },
          ...trouble,
        },
      },
      welcoming: {
        type: 'final',
        entry: [
          emit(({ context: { client, minted } }) =>
            fact({ type: 'visitorGiven', sid: minted?.sid ?? '', to: nodeOf(client) }),
          ),
          emit(({ context: { client, minted } }) =>
            send(client, { type: 'arrived', refreshToken: minted?.token ?? '' }),
          ),
        ],
      },
      hashing: s.hashMs > 0 ? { after: { hash: 'inserting' } } : { always: 'inserting' },
      inserting: {
        entry: emit(({ context: { email, password } }) =>
          send('db', { type: 'INSERT', email, password }),
        ),
        on: {
          INSERTED: {
            target: 'inserted',
            actions: assign(({ event }) => ({ isNew: event.isNew })),
          },
          ...trouble,
        },
      },
      inserted: {
        entry: emit(({ context: { client, email, isNew } }) =>
          fact({ type: 'accountAsked', email, by: nodeOf(client), isNew }),
        ),
        always: [
          { guard: 'isTaken', target: 'taken' },
          { guard: 'mailsNew', target: 'issuingLink' },
          { target: 'accepting' },
        ],
      },
      issuingLink: {
        entry: emit(({ context: { email, what } }) => {
          const kind: LinkKind = what === 'register' ? 'verify' : 'reset';
          return send('db', { type: 'ISSUE', email, kind });
        }),
        on: {
          ISSUED: { target: 'mailing', actions: assign(({ event }) => ({ issued: event.link })) },
          ...trouble,
        },
      },
      mailing: {
        always: [
          {
            guard: 'hasMail',
            target: 'accepting',
            actions: emit(({ context: { email, issued, what } }) =>
              send('mail', {
                type: 'MAIL',
                to: email,
                kind: what === 'register' ? 'verify' : 'reset',
                link: issued,
              }),
            ),
          },
          { guard: 'isTold', target: 'unknown' },
          { target: 'accepting' },
        ],
      },
      redeemingLink: {
        entry: emit(({ context: { link, what, password, whose } }) =>
          send('db', { type: 'REDEEM', link, kind: what as LinkKind, password, whose }),
        ),
        on: {
          REDEEMED: {
            target: 'endingSessions',
            actions: [
              assign(({ event }) => ({ sids: event.sids, left: event.sids, email: event.email })),
              emit(({ context: { client, link, what }, event }) =>
                fact({ type: 'proved', email: event.email, by: nodeOf(client), link, what }),
              ),
            ],
          },
          INVALID: 'invalid',
          ...trouble,
        },
      },
      endingSessions: {
        always: [{ guard: 'hasLeft', target: 'listingEnded' }, { target: 'finishing' }],
      },
      listingEnded: {
        entry: emit(({ context: { left } }) =>
          send('cache', { type: 'PUT', sid: left[0] ?? '', is: 'ended' }),
        ),
        exit: assign(({ context }) => ({ left: context.left.slice(1) })),
        on: { OK: 'endingSessions', ERR: 'endingSessions', refused: 'endingSessions' },
      },
      listingSessions: {
        entry: emit(({ context: { email } }) => send('db', { type: 'LIST', email })),
        on: {
          LISTED: { target: 'returning', actions: assign(({ event }) => ({ sids: event.sids })) },
          ...trouble,
        },
      },
      storingRole: {
        entry: emit(({ context: { email, role } }) => send('db', { type: 'ROLE', email, role })),
        on: { ROLESTORED: 'finishing', ...trouble },
      },
      accepting: {
        type: 'final',
        entry: emit(({ context: { client } }) => send(client, { type: 'accepted' })),
      },
      returning: {
        type: 'final',
        entry: emit(({ context: { client, sids } }) =>
          send(client, { type: 'sessions', sids: [...sids] }),
        ),
      },
      finishing: {
        type: 'final',
        entry: emit(({ context: { client } }) => send(client, { type: 'done' })),
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
      taken: { type: 'final', entry: { type: 'problem', params: { type: 'taken' } } },
      unknown: { type: 'final', entry: { type: 'problem', params: { type: 'unknownAccount' } } },
      invalid: { type: 'final', entry: { type: 'problem', params: { type: 'invalidLink' } } },
      failing: { type: 'final', entry: { type: 'problem', params: { type: 'failure' } } },
    },
  });
};

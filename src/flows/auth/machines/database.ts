/** The database: each request is one transaction. */
import { enqueueActions, setup } from 'xstate';
import { change, type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import { type Command, fact, send } from '../../../kernel/system.ts';
import { MS } from '../../../kernel/time.ts';
import type {
  Check,
  Exchange,
  FindSession,
  Insert,
  Issue,
  ListOf,
  Load,
  Mint,
  Redeem,
  Revoke,
  StoreRole,
  UserRow,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';
import { exchange, mint, revokeFamilies } from './families.ts';
import { bounded, type DatabaseContext, EMPTY } from './state.ts';

type Clocked = { readonly nowUs?: number; readonly chance?: number };
export type DatabaseEvent = Clocked &
  (
    | Load
    | Mint
    | Exchange
    | Revoke
    | Check
    | FindSession
    | Issue
    | Insert
    | Redeem
    | StoreRole
    | ListOf
    | { readonly type: 'graceEnds'; readonly token: string }
  );

export const databaseDeadlines = ['graceEnds'];
export const databaseClock = ['MINT', 'EXCHANGE', 'ISSUE', 'REDEEM'];
export const databaseChance = ['LOAD'];

export const databaseMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: DatabaseContext;
      events: DatabaseEvent;
      emitted: Command;
      input: Partial<DatabaseContext>;
    },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => step(s, turn, event));
      }),
    },
  }).createMachine({
    id: 'database',
    context: ({ input }) => ({ ...EMPTY, ...input }),
    initial: 'serving',
    states: { serving: { on: { '*': { actions: 'take' } } } },
  });

function step(s: Settings, turn: Turn<DatabaseContext>, event: DatabaseEvent): void {
  const { context } = turn;
  switch (event.type) {
    case 'LOAD': {
      const user = userOf(context, event.email) ?? leaked(s, event.email, event.chance);
      tell(turn, send(event.from, { type: 'USER', user: user === null ? null : { ...user } }));
      return;
    }
    case 'MINT':
      return mint(s, turn, event, userOf(context, event.email));
    case 'EXCHANGE':
      return exchange(s, turn, event);
    case 'graceEnds': {
      const tokens = context.tokens.map((each) =>
        each.id === event.token ? { ...each, grace: false } : each,
      );
      change(turn, { tokens });
      return;
    }
    case 'REVOKE':
      return revoke(s, turn, event);
    case 'CHECK': {
      const is = context.ended.includes(event.sid) ? 'ended' : 'live';
      tell(turn, send(event.from, { type: 'CHECKED', is }));
      return;
    }
    case 'SESSION': {
      const row = context.tokens.find(({ id }) => id === event.token);
      const family = context.families.find(({ id }) => id === row?.family);
      tell(turn, send(event.from, { type: 'SESSIONOF', sid: family?.sid ?? '' }));
      return;
    }
    case 'ISSUE':
      return issue(turn, event);
    case 'INSERT':
      return insert(turn, event);
    case 'REDEEM':
      return redeem(s, turn, event);
    case 'ROLE': {
      const users = context.users.map((each) =>
        each.email === event.email ? { ...each, role: event.role } : each,
      );
      change(turn, { users });
      tell(turn, send(event.from, { type: 'ROLESTORED' }));
      return;
    }
    case 'LIST': {
      const sids = context.families
        .filter(({ email, revoked }) => email === event.email && !revoked)
        .map(({ sid }) => sid);
      tell(turn, send(event.from, { type: 'LISTED', sids }));
      return;
    }
  }
}

const userOf = ({ users }: DatabaseContext, email: string): UserRow | null =>
  users.find((each) => each.email === email) ?? null;

/** Whoever used the same password elsewhere: `user-17@…` has it with a certain chance. */
function leaked({ hitRatePercent }: Settings, email: string, chance = 1): UserRow | null {
  if (!email.startsWith('user-')) return null;
  const password = chance * 100 < hitRatePercent ? 'leaked' : 'another';
  return { email, password, verified: true, role: 'user' };
}

/** Ends what the design says that signing out ends, or a session that was named. */
function revoke(s: Settings, turn: Turn<DatabaseContext>, event: Revoke): void {
  const { from, token, sid, email } = event;
  const row = turn.context.tokens.find(({ id }) => id === token);
  const named = turn.context.families.find((each) =>
    token === ''
      ? each.sid === sid && (email === '' || each.email === email)
      : each.id === row?.family,
  );
  const sids = named === undefined ? [] : [named.sid];
  if (named !== undefined && s.revocation !== 'none') {
    if (s.scope === 'family' || token === '') revokeFamilies(turn, [named.id], 'signedOut');
    else change(turn, { dead: bounded([...turn.context.dead, token]) });
    if (s.revocation !== 'rt') change(turn, { ended: bounded([...turn.context.ended, named.sid]) });
  }
  tell(turn, send(from, { type: 'REVOKED', sids }));
}

function issue(turn: Turn<DatabaseContext>, event: Issue & Clocked): void {
  const { links, nextLink } = turn.context;
  const { from, email, kind, nowUs = 0 } = event;
  if (userOf(turn.context, email) === null) {
    tell(turn, send(from, { type: 'ISSUED', link: '' }));
    return;
  }
  const id = `L${nextLink}`;
  const row = { id, kind, email, issuedUs: nowUs, used: false };
  change(turn, { links: bounded([...links, row]), nextLink: nextLink + 1 });
  tell(turn, fact({ type: 'linkIssued', link: id, kind, email }));
  tell(turn, send(from, { type: 'ISSUED', link: id }));
}

function insert(turn: Turn<DatabaseContext>, { from, email, password }: Insert): void {
  const isNew = userOf(turn.context, email) === null;
  if (isNew) {
    const row = { email, password, verified: false, role: 'user' };
    change(turn, { users: bounded([...turn.context.users, row]) });
    tell(turn, fact({ type: 'registered', email }));
  }
  tell(turn, send(from, { type: 'INSERTED', isNew }));
}

/** Whoever has the link has opened the mail: the address is theirs. */
function redeem(s: Settings, turn: Turn<DatabaseContext>, event: Redeem & Clocked): void {
  const { context } = turn;
  const { from, link, kind, password, nowUs = 0 } = event;
  const row = context.links.find((each) => each.id === link && each.kind === kind);
  const isLate = s.ttl === 'on' && row !== undefined && nowUs - row.issuedUs > s.resetTtlMs * MS;
  if (row === undefined || isLate || (row.used && s.singleUse === 'on')) {
    const why = row === undefined ? 'unknown' : isLate ? 'expired' : 'used';
    tell(turn, send(from, { type: 'INVALID', why, family: '' }));
    return;
  }
  const email = s.provesWhose === 'session' && event.whose !== '' ? event.whose : row.email;
  const before = userOf(context, email);
  change(turn, {
    links: context.links.map((each) => (each.id === link ? { ...each, used: true } : each)),
    users: context.users.map((each) =>
      each.email === email
        ? { ...each, verified: true, password: password === '' ? each.password : password }
        : each,
    ),
  });
  const kills = (sinceBefore: boolean): boolean =>
    (kind === 'reset' && s.revokeOnReset === 'on') || (sinceBefore && s.killUnverified !== 'off');
  const over = context.families.filter(
    (each) => each.email === email && !each.revoked && kills(each.unverified),
  );
  revokeFamilies(
    turn,
    over.map(({ id }) => id),
    'proved',
  );
  const sids = over.map(({ sid }) => sid);
  if (s.revocation === 'denylist' || s.revocation === 'allowlist') {
    change(turn, { ended: bounded([...turn.context.ended, ...sids]) });
  }
  tell(turn, fact({ type: 'linkUsed', link, kind, email, first: before?.verified === false }));
  tell(turn, send(from, { type: 'REDEEMED', email, sids }));
}

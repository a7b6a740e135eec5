/** Refresh tokens in families: what one gets that shows one. */
import { change, start, type Turn, tell } from '../../../flow/turn.ts';
import { fact, send } from '../../../kernel/system.ts';
import { MS } from '../../../kernel/time.ts';
import type { Exchange, Given, Mint, UserRow } from '../protocol.ts';
import { looksUp, type Settings } from '../settings.ts';
import { bounded, type DatabaseContext, type FamilyRow, type TokenRow } from './state.ts';

type Db = Turn<DatabaseContext>;

export function mint(
  s: Settings,
  turn: Db,
  event: Mint & { readonly nowUs?: number },
  user: UserRow | null,
): void {
  const { from, email, key, nowUs = 0 } = event;
  const { families, tokens, nextSession, nextToken } = turn.context;
  const former = s.freshSession === 'off' ? visitorsFamily(turn.context, event.former) : undefined;
  if (former !== undefined) return adopt(turn, event, former, user);
  const sid = `s${nextSession}`;
  const family: FamilyRow = {
    id: `F${nextSession}`,
    sid,
    email,
    key,
    revoked: false,
    unverified: user?.verified === false,
    createdUs: nowUs,
    lastUs: nowUs,
  };
  const token = { id: `R${nextToken}`, family: family.id, parent: '', used: false, grace: false };
  change(turn, {
    families: bounded([...families, family]),
    tokens: bounded([...tokens, token]),
    nextSession: nextSession + 1,
    nextToken: nextToken + 1,
  });
  tell(turn, fact({ type: 'familyBegun', family: family.id, token: token.id, sid, email }));
  tell(turn, send(from, { type: 'MINTED', given: given(turn, family, token.id) as never }));
}

const visitorsFamily = (
  { families, tokens }: DatabaseContext,
  former: string,
): FamilyRow | undefined => {
  const row = tokens.find(({ id }) => id === former);
  return families.find(({ id, email, revoked }) => id === row?.family && email === '' && !revoked);
};

/** The visitor's session becomes that of whoever signs in, with the token that it has. */
function adopt(
  turn: Db,
  { from, email, key, former }: Mint,
  family: FamilyRow,
  user: UserRow | null,
): void {
  const signedIn: FamilyRow = { ...family, email, key, unverified: user?.verified === false };
  change(turn, {
    families: turn.context.families.map((each) => (each === family ? signedIn : each)),
  });
  tell(turn, send(from, { type: 'MINTED', given: given(turn, signedIn, former) as never }));
}

export function exchange(
  s: Settings,
  turn: Db,
  event: Exchange & { readonly nowUs?: number },
): void {
  const { tokens, families, dead } = turn.context;
  const { from, op, token, key, by, nowUs = 0 } = event;
  const row = tokens.find(({ id }) => id === token);
  const family = families.find(({ id }) => id === row?.family);
  const refuse = (why: string): void => {
    tell(turn, fact({ type: 'refreshRefused', family: family?.id ?? '', shown: token, why, by }));
    tell(turn, send(from, { type: 'INVALID', why, family: family?.id ?? '' }));
  };
  if (row === undefined || family === undefined) return refuse('unknown');
  if (family.revoked || dead.includes(token)) return refuse('revoked');
  if (s.senderConstrained === 'on' && key !== family.key) return refuse('key');
  const isOld = nowUs - family.createdUs > s.rtAbsoluteMs * MS;
  const isIdle = s.sessionManagement === 'on' && nowUs - family.lastUs > s.rtIdleMs * MS;
  if (isOld || isIdle) return refuse('expired');
  change(turn, {
    families: families.map((each) => (each === family ? { ...each, lastUs: nowUs } : each)),
  });
  const successor = successorOf(s, turn, row);
  if (successor === null) {
    if (s.reuseDetect === 'off') return refuse('used');
    revokeFamilies(turn, [family.id], 'reused');
    if (looksUp(s)) change(turn, { ended: bounded([...turn.context.ended, family.sid]) });
    return refuse('reused');
  }
  tell(
    turn,
    fact({
      type: 'exchanged',
      family: family.id,
      shown: token,
      token: successor,
      by,
      again: row.used,
      // The token that came out of this one was shown already: two parties are at work.
      late: childrenOf(tokens, row.id).some(({ used }) => used),
    }),
  );
  if (s.rotation === 'on' && !row.used && s.grace !== 'none') {
    start(turn, `grace:${row.id}`, s.graceSec * 1_000, { type: 'graceEnds', token: row.id, op });
  }
  tell(turn, send(from, { type: 'EXCHANGED', given: given(turn, family, successor) as never }));
}

/** The token that is given for this one; `null`: it was used, and no grace helps. */
function successorOf(s: Settings, turn: Db, row: TokenRow): string | null {
  const { tokens } = turn.context;
  if (s.rotation === 'off') return row.id;
  if (!row.used) return child(s, turn, row);
  if (!row.grace) return null;
  const children = childrenOf(tokens, row.id);
  switch (s.grace) {
    case 'none':
      return null;
    case 'same':
      return children.find(({ used }) => !used)?.id ?? null;
    case 'fork':
      return child(s, turn, row);
    case 'ancestor':
      return newest(tokens, row.id);
  }
}

const childrenOf = (tokens: readonly TokenRow[], id: string): TokenRow[] =>
  tokens.filter(({ parent }) => parent === id);

function newest(tokens: readonly TokenRow[], id: string): string {
  const [first] = childrenOf(tokens, id);
  return first === undefined ? id : newest(tokens, first.id);
}

function child(s: Settings, turn: Db, row: TokenRow): string {
  const { tokens, nextToken } = turn.context;
  const id = `R${nextToken}`;
  const fresh = { id, family: row.family, parent: row.id, used: false, grace: false };
  const grace = s.grace !== 'none' && s.graceSec > 0;
  const marked = tokens.map((each) =>
    each.id === row.id && !row.used ? { ...each, used: true, grace } : each,
  );
  change(turn, { tokens: bounded([...marked, fresh]), nextToken: nextToken + 1 });
  return id;
}

/** What an access token is made of. */
function given({ context }: Db, family: FamilyRow, token: string): Given {
  const user = context.users.find(({ email }) => email === family.email);
  return {
    token,
    family: family.id,
    sid: family.sid,
    email: family.email,
    role: user?.role ?? 'user',
    verified: user?.verified ?? true,
    key: family.key,
    n: context.nextToken,
  };
}

/** Those that have ended already end only once. */
export function revokeFamilies(turn: Db, named: readonly string[], why: string): void {
  const ids = turn.context.families
    .filter(({ id, revoked }) => named.includes(id) && !revoked)
    .map(({ id }) => id);
  if (ids.length === 0) return;
  change(turn, {
    families: turn.context.families.map((each) =>
      ids.includes(each.id) ? { ...each, revoked: true } : each,
    ),
  });
  for (const family of ids) tell(turn, fact({ type: 'familyRevoked', family, why }));
}

/** What the database shows: users, refresh tokens in families, links of mails. */
import type { HeldRow } from '../../flow/look.ts';
import { MS } from '../../kernel/time.ts';
import type { DatabaseContext, FamilyRow, TokenRow } from './machines/state.ts';
import type { Settings } from './settings.ts';

type Tag = NonNullable<HeldRow['tag']>;

/** A family shows this many of its tokens. */
const TOKENS_SHOWN = 6;

/** Users, then each family of refresh tokens as a tree that turns red when it is revoked. */
export const databaseHolds =
  (s: Settings) =>
  (context: DatabaseContext): readonly HeldRow[] => [
    ...userRows(context),
    ...context.families.slice(-3).flatMap((family) => familyRows(s, context, family)),
    ...linkRows(s, context),
  ];

const userRows = ({ users }: DatabaseContext): HeldRow[] =>
  users.slice(0, 2).map(({ email, verified, role }) => ({
    label: email.split('@')[0] ?? '',
    value: role,
    ...(verified ? {} : { tag: { text: 'unverified', tone: 'warn' } as const }),
  }));

function familyRows(
  s: Settings,
  { tokens, dead }: DatabaseContext,
  { id, sid, revoked, createdUs, lastUs }: FamilyRow,
): HeldRow[] {
  const absolute = { startedAtUs: createdUs, dueUs: createdUs + s.rtAbsoluteMs * MS };
  const idle = { startedAtUs: lastUs, dueUs: lastUs + s.rtIdleMs * MS };
  const isIdleFirst = s.sessionManagement === 'on' && idle.dueUs < absolute.dueUs;
  return [
    revoked
      ? { label: `${id}, ${sid}`, value: '', tag: { text: 'revoked', tone: 'bad' } }
      : {
          label: `${id}, ${sid}`,
          value: '',
          tag: { text: 'live', tone: 'good' },
          lasts: isIdleFirst ? idle : absolute,
        },
    ...tree(tokens, id, '', 0)
      .slice(-TOKENS_SHOWN)
      .map(
        ({ row, depth }): HeldRow => ({
          label: `${'\u00a0'.repeat(2 * Math.min(depth, 4))}└ ${row.id}`,
          value: '',
          tag: tokenTag(row, revoked || dead.includes(row.id)),
        }),
      ),
  ];
}

/** A code in a mail: it works once, or for a while, or for ever. */
const linkRows = (s: Settings, { links }: DatabaseContext): HeldRow[] =>
  links.slice(-2).map(({ id, kind, used, issuedUs }) => ({
    label: `${kind} ${id}`,
    value: '',
    tag: used ? { text: 'used', tone: 'quiet' } : { text: 'valid', tone: 'good' },
    ...(s.ttl === 'on'
      ? { lasts: { startedAtUs: issuedUs, dueUs: issuedUs + s.resetTtlMs * MS } }
      : {}),
  }));

function tree(
  tokens: readonly TokenRow[],
  family: string,
  parent: string,
  depth: number,
): { row: TokenRow; depth: number }[] {
  return tokens
    .filter((each) => each.family === family && each.parent === parent)
    .flatMap((row) => [{ row, depth }, ...tree(tokens, family, row.id, depth + 1)]);
}

function tokenTag({ used, grace }: TokenRow, isDead: boolean): Tag {
  if (isDead) return { text: 'dead', tone: 'bad' };
  if (grace) return { text: 'in grace', tone: 'warn' };
  return used ? { text: 'used', tone: 'quiet' } : { text: 'valid', tone: 'good' };
}

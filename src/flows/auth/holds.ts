/** What each node shows of what it holds. */
import type { HeldRow, Lasting } from '../../flow/look.ts';
import { type Micros, MS, SECOND } from '../../kernel/time.ts';
import { type Claims, readJwt } from './jwt.ts';
import type { AttackerContext } from './machines/attacker-context.ts';
import type { CacheContext } from './machines/cache.ts';
import type { JarContext } from './machines/jar.ts';
import type { MailContext } from './machines/mail.ts';
import type { TabContext } from './machines/tab-context.ts';
import type { Settings } from './settings.ts';

type Tag = NonNullable<HeldRow['tag']>;

/** A box shows this many rows of one sort; the rest is a count. */
const MOST_ROWS = 6;

/** What stands in an access token, for everybody to read. */
function tokenRows(token: string): readonly HeldRow[] {
  const claims = readJwt(token);
  if (claims === null) return [];
  const { sub, scope, role } = claims;
  return [
    { label: 'JWT', value: `${nameOf(sub)}, ${scope === 'full' ? role : 'unverified'}` },
    expiryRow('expires', claims),
  ];
}

const expiryRow = (label: string, { iat, exp }: Claims): HeldRow =>
  exp < 0
    ? { label, value: '', tag: { text: 'expired', tone: 'bad' } }
    : {
        label,
        value: clock(exp),
        lasts: { startedAtUs: iat * SECOND, dueUs: exp * SECOND },
      };

const nameOf = (email: string): string => email.split('@')[0] ?? '';

/** Seconds of virtual time: `10:30` is ten minutes and a half. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (n: number): string => String(n).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${minutes}:${two(whole % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

export function tabHolds({ token, page, doing, sessions }: TabContext): readonly HeldRow[] {
  const shown = doing === '' ? page : 'waiting';
  return [
    ...(shown === '' ? [] : [{ label: 'page', value: '', tag: pageTag(shown) }]),
    ...tokenRows(token),
    ...(sessions.length === 0 ? [] : [{ label: 'sessions', value: sessions.join(', ') }]),
  ];
}

const PAGES: Readonly<Record<string, Tag>> = {
  waiting: { text: 'waits', tone: 'quiet' },
  'sign-in page': { text: 'sign in!', tone: 'bad' },
  'signed out': { text: 'signed out', tone: 'quiet' },
  'signed in': { text: 'signed in', tone: 'good' },
  forbidden: { text: 'forbidden', tone: 'warn' },
  failed: { text: 'failed', tone: 'bad' },
  tooMany: { text: 'try later', tone: 'bad' },
  invalidCredentials: { text: 'wrong', tone: 'bad' },
  unknownAccount: { text: 'unknown', tone: 'bad' },
  signedIn: { text: 'is in', tone: 'bad' },
  refreshed: { text: 'new tokens', tone: 'bad' },
  granted: { text: 'sees it', tone: 'bad' },
  invalidToken: { text: '401', tone: 'quiet' },
  refreshInvalid: { text: '401', tone: 'quiet' },
  refreshReused: { text: 'reused', tone: 'quiet' },
  invalidLink: { text: 'old link', tone: 'bad' },
  'no answer': { text: 'no answer', tone: 'warn' },
};

const pageTag = (page: string): Tag => PAGES[page] ?? { text: page, tone: 'good' };

export function jarHolds({ cookie, holder, queue }: JarContext): readonly HeldRow[] {
  return [
    { label: 'refresh', value: cookie === '' ? 'none' : cookie },
    ...(holder === '' ? [] : [{ label: 'lock', value: holder.split('/')[0] ?? '' }]),
    ...(queue.length === 0 ? [] : [{ label: 'wait for it', value: String(queue.length) }]),
  ];
}

export function attackerHolds(context: AttackerContext): readonly HeldRow[] {
  const { cookie, token, link, doing, n, hits, last } = context;
  const claims = readJwt(token);
  return [
    ...(doing === '' ? [] : [{ label: doing, value: n > 0 ? String(n) : '' }]),
    ...(cookie === '' ? [] : [{ label: 'refresh', value: cookie }]),
    ...(claims === null ? [] : [expiryRow('JWT', claims)]),
    ...(link === '' ? [] : [{ label: 'link', value: link }]),
    ...(hits === 0
      ? []
      : [
          {
            label: 'accounts',
            value: String(hits),
            tag: { text: 'broken into', tone: 'bad' } as const,
          },
        ]),
    ...(last === '' ? [] : [{ label: 'answer', value: '', tag: pageTag(last) }]),
  ];
}

export const cacheHolds =
  ({ lockMs, userCacheTtlMs }: Settings) =>
  ({ counters, tries, sessions, users }: CacheContext): readonly HeldRow[] => [
    ...rows(sessions.slice(-MOST_ROWS), ({ sid, is }) => ({
      label: `session ${sid}`,
      value: '',
      tag: { text: is, tone: is === 'live' ? 'good' : 'bad' },
    })),
    ...rows(tries.slice(-MOST_ROWS), ({ who, failures, untilUs }) => ({
      label: nameOf(who),
      value: `${failures} wrong`,
      ...(untilUs > 0
        ? { tag: { text: 'locked', tone: 'bad' } as const, lasts: upTo(untilUs, lockMs) }
        : {}),
    })),
    ...rows(counters.slice(-3), ({ ip, atUs }) => ({ label: ip, value: `${atUs.length} tries` })),
    ...rows(users, ({ user, untilUs }) => ({
      label: nameOf(user.email),
      value: user.role,
      lasts: upTo(untilUs, userCacheTtlMs),
    })),
  ];

const upTo = (dueUs: Micros, ms: number): Lasting => ({ startedAtUs: dueUs - ms * MS, dueUs });

export const mailHolds = ({ mails }: MailContext): readonly HeldRow[] =>
  rows(mails, ({ kind, link, opened }) => ({
    label: link,
    value: kind,
    tag: opened ? { text: 'opened', tone: 'quiet' } : { text: 'new', tone: 'good' },
  }));

const rows = <T>(items: readonly T[], make: (item: T) => HeldRow): HeldRow[] => items.map(make);

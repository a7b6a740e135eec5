/** Each guarantee, fed by hand: what breaks it, and what does not. */
import { describe, expect, it } from 'vitest';
import { againstAny, saw } from '../../../flow/guarantee-fixture.ts';
import type { Seen } from '../../../kernel/monitor.ts';
import { SECOND } from '../../../kernel/time.ts';
import { guarantees } from './index.ts';

const against = againstAny(guarantees);

type Case = readonly [says: string, seen: readonly Seen[], count: number];
const tells = (ref: string, cases: readonly Case[]): void => {
  it.each(cases)('%s', (_, seen, count) => {
    expect(against(ref, seen)).toHaveLength(count);
  });
};

const forced = saw('tab-1', 'open-1', 'forcedLogin');
const attacked = saw('attacker', 'renew-1', 'attacked', { attack: 'renew' });
const exchanged = (by: string, shown: string, token: string, late = false): Seen =>
  saw('db', `by-${by}-${shown}`, 'exchanged', { family: 'F0', shown, token, by, late });
const refusedTo = (by: string, why: string): Seen =>
  saw('db', `by-${by}`, 'refreshRefused', { family: 'F0', shown: 'R0', why, by });
const revoked = saw('db', 'open-1', 'familyRevoked', { family: 'F0', why: 'reused' });
const heard = (actor: string): Seen => saw(actor, actor, 'requested', { by: 'attacker' });
const allowed = (actor: string, more: object = {}): Seen =>
  saw(actor, actor, 'allowed', { sid: 's0', by: 'attacker', ...more });
const accepted = (actor: string, more: object = {}): Seen =>
  saw(actor, actor, 'refreshAccepted', { sid: 's0', family: 'F0', by: 'attacker', ...more });

describe('A1, nobody is signed out for no reason', () => {
  tells('A1', [
    ['the sign-in page comes out of nothing', [forced], 1],
    ['somebody attacked before', [attacked, forced], 0],
    ['somebody signed out', [saw('tab-1', 'o', 'leaving'), forced], 0],
    ['the session was too old', [refusedTo('tab-1', 'expired'), forced], 0],
    ['a token that was used before is no reason', [refusedTo('tab-1', 'reused'), forced], 1],
  ]);
});

describe('A5, the loss of a cache signs nobody out', () => {
  const lost = saw('cache', '', 'cacheLost');
  tells('A5', [
    ['lost, and signed out', [lost, forced], 1],
    ['crashed, and signed out', [{ kind: 'down', node: 'cache' }, forced], 1],
    ['signed out before it was lost', [forced, lost], 0],
    ['lost, and signed out by an attack', [lost, attacked, forced], 0],
    ['another node was down', [{ kind: 'down', node: 'api' }, forced], 0],
  ]);
});

describe('A2, what was stolen dies with the next sign-in', () => {
  const again = [
    attacked,
    exchanged('attacker', 'R0', 'R1'),
    forced,
    saw('tab-1', 'o', 'signedIn', { sid: 's1' }),
  ];
  tells('A2', [
    ['it works on', [...again, exchanged('attacker', 'R1', 'R2')], 1],
    ['it is refused', [...again, refusedTo('attacker', 'revoked')], 0],
    [
      'the owner has not signed in again',
      [...again.slice(0, 3), exchanged('attacker', 'R1', 'R2')],
      0,
    ],
    ['nobody attacked', [...again.slice(1), exchanged('tab-1', 'R1', 'R2')], 0],
  ]);
});

describe('A3, two parties on one chain are noticed', () => {
  tells('A3', [
    [
      'they share one token',
      [exchanged('attacker', 'R0', 'R0'), exchanged('tab-1', 'R0', 'R0')],
      1,
    ],
    ['two live leaves', [exchanged('tab-1', 'R0', 'R1'), exchanged('attacker', 'R0', 'R2')], 1],
    [
      'one comes late',
      [exchanged('tab-1', 'R0', 'R1'), exchanged('attacker', 'R0', 'R1', true)],
      1,
    ],
    [
      'the owner is turned away',
      [exchanged('attacker', 'R0', 'R1'), refusedTo('tab-1', 'used')],
      1,
    ],
    ['the family is revoked', [exchanged('attacker', 'R0', 'R1'), revoked], 0],
    [
      'the thief is turned away because the sign-in is too old, and nobody was noticed',
      [
        exchanged('tab-1', 'R0', 'R0'),
        exchanged('attacker', 'R0', 'R0'),
        refusedTo('attacker', 'expired'),
      ],
      1,
    ],
    [
      'the owner comes when the sign-in is too old',
      [exchanged('attacker', 'R0', 'R1'), refusedTo('tab-1', 'expired')],
      0,
    ],
    ['the thief has not come', [exchanged('tab-1', 'R0', 'R1')], 0],
    ['the thief has no key', [refusedTo('attacker', 'key'), exchanged('tab-1', 'R0', 'R0')], 0],
  ]);
});

describe('A4, signing out is final', () => {
  const out = saw('tab-1', 'sign-out-1', 'signedOut', { sid: 's0' });
  tells('A4', [
    ['an access token works', [out, heard('api/1'), allowed('api/1')], 1],
    ['a refresh token works', [out, heard('auth/1'), accepted('auth/1')], 1],
    ['it was asked before', [heard('api/1'), out, allowed('api/1')], 0],
    ['another session goes on', [out, heard('api/1'), allowed('api/1', { sid: 's1' })], 0],
  ]);
  it('counts only refresh tokens where only these are promised', () => {
    expect(against('A4r', [out, heard('api/1'), allowed('api/1')])).toEqual([]);
    expect(against('A4r', [out, heard('auth/1'), accepted('auth/1')])).toHaveLength(1);
  });
});

describe('A6, at most 100 wrong passwords an hour', () => {
  const wrong = (count: number, everyS: number) =>
    Array.from(
      { length: count },
      (_, i) =>
        [
          i * everyS * SECOND,
          saw('auth', 'guess-1', 'wrongPassword', { email: 'ann', by: 'attacker' }),
        ] as const,
    );
  it('is broken by the one after the hundredth, and not by as many in more time', () => {
    expect(against('A6', wrong(100, 1))).toEqual([]);
    expect(against('A6', wrong(101, 1))).toHaveLength(1);
    expect(against('A6', wrong(300, 36))).toEqual([]);
  });
});

describe('A7, nobody can lock the owner out', () => {
  tells('A7', [
    ['told to come later', [saw('tab-1', 's', 'signInFailed', { why: 'tooMany' })], 1],
    ['no answer', [saw('tab-1', 's', 'signInFailed', { why: 'noAnswer' })], 0],
  ]);
});

describe('A8, answers do not tell who has an account', () => {
  const probed = (exists: boolean, answer: string, tookUs: number): Seen =>
    saw('attacker', 'probe-1', 'probed', { kind: 'signIn', nth: 0, exists, answer, tookUs });
  tells('A8', [
    ['another answer', [probed(true, 'wrong', 5_000), probed(false, 'unknown', 5_000)], 1],
    ['another time', [probed(true, 'wrong', 255_000), probed(false, 'wrong', 5_000)], 1],
    ['the same', [probed(true, 'wrong', 255_000), probed(false, 'wrong', 255_400)], 0],
    ['an error', [probed(true, 'failure', 9_000), probed(false, 'wrong', 255_000)], 0],
  ]);
  const pair = [probed(true, 'wrong', 340_000), probed(false, 'wrong', 300_000)];
  it.each([
    ['one gap of 40 ms is chance with a jitter of 20 ms', 20, 1, 0],
    ['and none without', 0, 1, 1],
    ['ten of them are not', 20, 10, 1],
  ])('%s', (_, jitterMs, times, count) => {
    const said = against('A8', Array(times).fill(pair).flat(), undefined, { jitterMs });
    expect(said.length > 0 ? 1 : 0).toBe(count);
  });
});

describe('A9, a new password ends what was before', () => {
  const params = { atTtlMs: 30_000, leewayMs: 0, resetTtlMs: 60_000 };
  const issued = saw('db', 'forgot-1', 'linkIssued', { link: 'L1', kind: 'reset', email: 'ann' });
  const used = saw('db', 'read-1', 'linkUsed', { link: 'L1', kind: 'reset', email: 'ann' });
  const at = (s: number, seen: Seen) => [s * SECOND, seen] as const;
  it.each([
    ['the link works once', [at(0, issued), at(5, used)], 0],
    ['the link works twice', [at(0, issued), at(5, used), at(6, used)], 1],
    ['the link works late', [at(0, issued), at(61, used)], 1],
    ['an old refresh token works', [at(5, used), at(6, heard('x')), at(6, accepted('x'))], 1],
    [
      'an old access token works until it expires',
      [at(5, used), at(6, heard('x')), at(6, allowed('x'))],
      0,
    ],
    ['and longer', [at(5, used), at(36, heard('x')), at(36, allowed('x'))], 1],
    [
      'a session that began after it works',
      [
        at(5, used),
        at(6, saw('db', 'o', 'familyBegun', { sid: 's0' })),
        at(7, heard('x')),
        at(7, accepted('x')),
      ],
      0,
    ],
  ] as const)('%s', (_, seen, count) => {
    expect(against('A9', seen, undefined, params)).toHaveLength(count);
  });
});

describe('A10, only who has proved an address sees its data', () => {
  const given = saw('auth', 'enter-1', 'sessionGiven', { sid: 's0', email: 'ann', to: 'attacker' });
  const mailed = (to: string): Seen =>
    saw('mail', 'm', 'mailed', { to, kind: 'verify', link: 'L1' });
  const proved = (by: string): Seen =>
    saw('auth', 'p', 'proved', { email: 'ann', by, link: 'L1', what: 'verify' });
  const sees = allowed('api/1', { email: 'ann' });
  tells('A10', [
    ['another has proved it', [given, mailed('ann'), proved('tab-1'), sees], 1],
    ['it has proved it itself', [given, mailed('ann'), proved('attacker'), sees], 0],
    [
      'a link to another address is no proof',
      [given, mailed('mallory'), proved('attacker'), sees],
      1,
    ],
    ['nobody has proved it', [given, sees], 0],
  ]);
});

describe('A10f, nobody has a session before its owner signs in', () => {
  const visitor = saw('auth', 'plant-1', 'visitorGiven', { sid: 's0', to: 'attacker' });
  const given = (sid: string): Seen =>
    saw('auth', 'sign-in-1', 'sessionGiven', { sid, email: 'ann', to: 'tab-1' });
  tells('A10f', [
    ['it is the same session', [visitor, given('s0'), accepted('auth/1')], 1],
    ['it is a new one', [visitor, given('s1'), accepted('auth/1')], 0],
    ['nobody has signed in to it', [visitor, accepted('auth/1')], 0],
    ['a stolen token is no planted one', [given('s0'), accepted('auth/1')], 0],
  ]);
});

describe('A11, a role that was taken is gone soon', () => {
  const params = { userCacheTtlMs: 30_000 };
  const taken = [
    [0, saw('boss', 'demote-1', 'removing', { email: 'ann' })],
    [SECOND, saw('boss', 'demote-1', 'confirmed')],
  ] as const;
  const asksAt = (s: number, what = 'admin') =>
    [
      [s * SECOND, heard('api/1')],
      [s * SECOND + 1, allowed('api/1', { what })],
    ] as const;
  it('is broken by what needs the role, later than the bound', () => {
    expect(against('A11', [...taken, ...asksAt(40)], undefined, params)).toHaveLength(1);
    expect(against('A11', [...taken, ...asksAt(20)], undefined, params)).toEqual([]);
    expect(against('A11', [...taken, ...asksAt(40, 'me')], undefined, params)).toEqual([]);
    expect(against('A11', asksAt(40), undefined, params)).toEqual([]);
  });
});

describe('A12, one action, one refresh', () => {
  const begun = (op: string): Seen => saw('tab-1', op, 'refreshBegun');
  const replayed = (what: string): Seen => saw('tab-1', 'open-1', 'replayed', { what });
  tells('A12', [
    ['two refreshes', [begun('open-1'), begun('open-1')], 1],
    ['two of two actions', [begun('open-1'), begun('open-2')], 0],
    ['a request is replayed twice', [replayed('me'), replayed('me')], 1],
    ['two requests are replayed', [replayed('me'), replayed('orders')], 0],
  ]);
});

it('has every guarantee of the family', () => {
  const refs = 'A1 A2 A3 A4 A4r A5 A6 A7 A8 A9 A10 A10f A11 A12'.split(' ');
  expect(guarantees.map(({ ref }) => ref).toSorted()).toEqual(refs.toSorted());
});

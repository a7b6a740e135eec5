/** What the machines do in virtual time. The guarantees are tried out in truth/. */
import { describe, expect, test } from 'vitest';
import { traceOf } from '../../flow/compile.ts';
import { readRequest, readResponse, writeRequest, writeResponse } from '../../flow/http/shape.ts';
import type { Run } from '../../flow/run.ts';
import type { EntryOf } from '../../kernel/entry.ts';
import { ask } from '../../kernel/stranger.ts';
import type { Message } from '../../kernel/system.ts';
import type { Trace } from '../../kernel/trace.ts';
import { auth } from './index.ts';
import { jwtOf, readJwt } from './jwt.ts';

const run = (workload: string, more: Partial<Run> = {}): Run => ({
  version: 1,
  flow: 'auth',
  variant: 'standard',
  fixes: {},
  params: {},
  workload,
  seed: 1,
  faults: [],
  holds: [],
  inputs: [],
  ...more,
});

const play = (workload: string, more: Partial<Run> = {}): Trace =>
  traceOf(auth, run(workload, more));

const sentTo = ({ entries }: Trace, node: string): string[] =>
  entries
    .filter((each) => each.kind === 'send')
    .filter(({ to }) => to === node)
    .map(({ event }) => event.type);

const factsOf = ({ entries }: Trace, type: string): EntryOf<'fact'>[] =>
  entries.filter((each) => each.kind === 'fact').filter(({ fact }) => fact.type === type);

/** The states that the actors of a machine go through, the first of each operation. */
function statesOf({ entries }: Trace, machine: string): string[] {
  const spawned = entries.find((each) => each.kind === 'spawn' && each.machine === machine);
  if (spawned?.kind !== 'spawn') return [];
  const steps = entries
    .filter((each) => each.kind === 'step')
    .filter(({ actor }) => actor === spawned.actor);
  return [spawned, ...steps].map(({ after: { value } }) =>
    typeof value === 'string' ? value : (Object.keys(value)[0] ?? ''),
  );
}

/** The thief uses the access token that it got by its refresh. */
const REPLAY = { op: 'replay-1', node: 'attacker', atUs: 5_000_000, event: { type: 'replay' } };

const inOrder = (steps: readonly string[], all: readonly string[]): boolean => {
  let from = 0;
  return steps.every((step) => {
    from = all.indexOf(step, from) + 1;
    return from > 0;
  });
};

describe('the steps of the seed', () => {
  test('signing in goes through them in their order', () => {
    const states = statesOf(play('visit'), 'login');
    const steps = ['validating', 'checkingUser', 'verifyingPassword', 'generatingTokens'];
    expect(inOrder([...steps, 'settingSession'], states), states.join(' ')).toBe(true);
  });

  test('a request without a token gets 401 with a challenge, one that works gets through', () => {
    const { entries } = play('visit');
    const answers = entries
      .filter((each) => each.kind === 'send')
      .filter(({ from }) => from.startsWith('api/open-'))
      .map(({ event }) => event);
    const refused = answers.find(({ type }) => type === 'invalidToken');
    expect(refused?.['challenge']).toBe('Bearer realm="sim"');
    expect(answers.some(({ type }) => type === 'granted')).toBe(true);
  });

  test('a role that is missing gets 403', () => {
    const trace = play('demoted', { fixes: { roles: 'db' } });
    expect(sentTo(trace, 'tab-1/open-40.admin')).toContain('forbidden');
  });
});

describe('a browser', () => {
  test('refreshes once for two requests, and replays each once', () => {
    const trace = play('two-requests');
    expect(factsOf(trace, 'refreshBegun')).toHaveLength(1);
    expect(factsOf(trace, 'replayed')).toHaveLength(2);
  });

  test('gives up after one replay when the clock of the API is far ahead', () => {
    const params = { skewMs: 600_000, atTtlMs: 100_000 };
    expect(factsOf(play('two-requests', { params }), 'replayed')).toHaveLength(2);
    const endless = play('two-requests', { params, fixes: { replayOnce: 'off' } });
    expect(factsOf(endless, 'replayed').length).toBeGreaterThan(20);
  });
});

describe('a tab that crashes while it refreshes', () => {
  const CRASH = [{ kind: 'crash', node: 'tab-1', atUs: 265_000, downForUs: 1_000_000 }] as const;
  const fixes = { rotation: 'on', reuseDetect: 'on', tabLock: 'on' };

  test('gives its lock back when it is up again: the other tab has waited for it', () => {
    const trace = play('two-tabs', { fixes: { ...fixes, grace: 'same' }, faults: CRASH });
    expect(sentTo(trace, 'jar')).toContain('tabBack');
    expect(factsOf(trace, 'page').map(({ fact }) => fact['outcome'])).toEqual(['shown']);
  });

  test('is signed out where its used token is shown again, though it has no access token', () => {
    const inputs = [
      { op: 'again', node: 'tab-1', atUs: 30_000_000, event: { type: 'open', pages: ['me'] } },
    ];
    const trace = play('two-requests', { fixes, faults: CRASH, inputs });
    expect(factsOf(trace, 'refreshRefused')).toHaveLength(1);
    expect(factsOf(trace, 'forcedLogin')).toHaveLength(1);
  });
});

test('a grace does not outlive a crash of the database: its timer is gone', () => {
  const graces = (faults: Run['faults']): unknown[] => {
    const fixes = { rotation: 'on', reuseDetect: 'on', grace: 'same' };
    const { entries } = play('two-tabs', { fixes, faults });
    const last = entries.findLast(
      (each) =>
        (each.kind === 'spawn' || each.kind === 'step') &&
        each.actor === 'db' &&
        each.atUs < 5_000_000,
    );
    if (last?.kind !== 'spawn' && last?.kind !== 'step') return [];
    const { tokens } = last.after.context as { tokens: { grace: boolean }[] };
    return tokens.filter(({ grace }) => grace);
  };
  expect(graces([])).toHaveLength(1);
  expect(graces([{ kind: 'crash', node: 'db', atUs: 1_000_000, downForUs: 1_000_000 }])).toEqual(
    [],
  );
});

describe('each attack', () => {
  const attackersSessions = (trace: Trace): number =>
    factsOf(trace, 'sessionGiven').filter(({ fact }) => fact['to'] === 'attacker').length;

  test('stuffing opens accounts, until a limit for each address holds it back', () => {
    const params = { hitRatePercent: 10 };
    const open = attackersSessions(play('stuffing', { params }));
    const limited = attackersSessions(
      play('stuffing', { params, fixes: { rateLimit: 'sliding' } }),
    );
    expect(open).toBeGreaterThan(3 * Math.max(1, limited));
  });

  test('a stolen refresh token works for good, or until its owner refreshes', () => {
    const renewals = (fixes: Record<string, string>): number =>
      factsOf(play('stolen', { fixes }), 'refreshAccepted').filter(
        ({ fact }) => fact['by'] === 'attacker',
      ).length;
    expect(renewals({})).toBe(3);
    expect(renewals({ rotation: 'on', reuseDetect: 'on' })).toBe(1);
  });

  test('goes on when an answer is lost or the service fails: it asks again in a while', () => {
    const guessed = (fault: Run['faults'][number] | null): number =>
      factsOf(
        play('guessing', {
          params: { durationMs: 60_000 },
          faults: fault === null ? [] : [fault],
        }),
        'wrongPassword',
      ).length;
    expect(guessed(null)).toBe(60);
    expect(guessed({ kind: 'drop', message: 'guess-1/invalidCredentials' })).toBeGreaterThan(50);
    expect(guessed({ kind: 'fail', message: 'guess-1/LOAD' })).toBeGreaterThan(55);
  });

  test('a limit holds back who registers and who forgets, and says until when', () => {
    const fixes = { rateLimit: 'sliding', uniform: 'on' };
    const trace = play('probing', { fixes, params: { limitPerMinute: 1 } });
    const answers = factsOf(trace, 'probed').map(({ fact }) => `${fact['kind']} ${fact['answer']}`);
    expect(answers.slice(0, 2)).toEqual(['forgot accepted', 'forgot accepted']);
    expect(answers.slice(-2)).toEqual(['register tooMany', 'register tooMany']);
    const forgotten = play('reset', { fixes, params: { limitPerMinute: 1 } });
    expect(factsOf(forgotten, 'heldBack')).toHaveLength(1);
    const refused = trace.entries.find(
      (each) => each.kind === 'send' && each.event.type === 'tooMany',
    );
    expect(refused?.kind === 'send' && refused.event['retryAfter']).toBeGreaterThan(50);
  });

  test('a planted session is of use until signing in begins a new one', () => {
    const seen = (freshSession: string): number =>
      factsOf(play('fixation', { fixes: { freshSession } }), 'allowed').filter(
        ({ fact }) => fact['by'] === 'attacker',
      ).length;
    expect(seen('off')).toBe(1);
    expect(seen('on')).toBe(0);
  });

  test('a session on another device can be ended only where sessions are managed', () => {
    const fixes = { revocation: 'denylist', sessionManagement: 'on' };
    const seen = (more: Record<string, string>): number =>
      factsOf(play('devices', { fixes: more }), 'allowed').filter(
        ({ fact }) => fact['by'] === 'attacker',
      ).length;
    expect(seen({})).toBe(2);
    expect(seen(fixes)).toBe(1);
  });
});

describe('a session', () => {
  const ANN_IS_IN = { revocation: 'denylist', sessionManagement: 'on' };
  const of = (sub: string, sid: string): string =>
    `Bearer ${jwtOf({ sub, sid, jti: sid, iat: 0, exp: 600, scope: 'full', role: 'user', key: '' })}`;

  test.each([
    ['mallory@mail.example', 'notFound', 0],
    ['ann@mail.example', 'done', 1],
  ])('of Ann, ended by %s: %s', (whose, answer, revoked) => {
    const event = { type: 'endSession', sid: 's0', authorization: of(whose, 'other') };
    const asked = ask('mine', 100_000, 'auth', event);
    const trace = play('browsing', { fixes: ANN_IS_IN, inputs: [asked] });
    expect(sentTo(trace, 'stranger')).toEqual([answer]);
    expect(factsOf(trace, 'familyRevoked')).toHaveLength(revoked);
  });

  test('is over by the access token alone, where the cookie is gone', () => {
    const event = { type: 'signOut', authorization: of('ann@mail.example', 's0') };
    const trace = play('browsing', {
      fixes: ANN_IS_IN,
      inputs: [ask('mine', 100_000, 'auth', event)],
    });
    expect(sentTo(trace, 'stranger')).toEqual(['done']);
    expect(sentTo(trace, 'tab-1/open-1.me')).toContain('invalidToken');
  });

  test.each(['denylist', 'allowlist'])(
    'that a reuse has ended gives nothing for its access tokens, with a %s',
    (revocation) => {
      const seen = (fixes: Record<string, string>): number =>
        factsOf(play('thief', { fixes, inputs: [REPLAY] }), 'allowed').filter(
          ({ fact }) => fact['by'] === 'attacker',
        ).length;
      const fixes = { rotation: 'on', reuseDetect: 'on' };
      expect(seen(fixes)).toBe(1);
      expect(seen({ ...fixes, revocation })).toBe(0);
    },
  );
});

/** What was written, as its reader has it. */
const heard = <T extends { readonly headers: readonly (readonly [string, string])[] }>(
  said: T,
) => ({
  ...said,
  header: (name: string): string | null =>
    said.headers.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1] ?? null,
});

describe('HTTP', () => {
  test.each(Object.keys(auth.workloads))('says every message of %s, and reads it back', (name) => {
    const params = { durationMs: 3_000 };
    const fixes = { uniform: 'off', verification: 'on', tracking: 'on', sessionManagement: 'on' };
    for (const entry of play(name, { fixes, params }).entries) {
      if (entry.kind !== 'send') continue;
      const { from: _from, op: _op, ...message } = entry.event;
      const http = auth.messages[message.type]?.http;
      if (http === undefined) continue;
      const back =
        'method' in http
          ? readRequest(message.type, http, heard(writeRequest(http, message as Message)))
          : readResponse(message.type, http, heard(writeResponse(http, message as Message)));
      expect(back).toEqual(message);
    }
  });
});

test('what is in an access token can be read, and another one is none', () => {
  const claims = {
    sub: 'ann@mail.example',
    sid: 's1',
    jti: 's1-1',
    iat: 0.5,
    exp: 600.5,
    scope: 'full',
    role: 'admin',
    key: '',
  } as const;
  expect(readJwt(jwtOf(claims))).toEqual(claims);
  expect(readJwt(`${jwtOf(claims)}x`)).toBeNull();
  expect(readJwt('R0')).toBeNull();
});

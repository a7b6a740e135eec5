/** The design choices of the family. The first value of each is the default. */
import type { FixSpec } from '../../flow/flow.ts';
import { passwordFixes } from './fixes-passwords.ts';

const tokenFixes = {
  rotation: {
    title: 'Refresh token rotation',
    explain: 'Each refresh gives a new refresh token, and the old one is used up.',
    values: ['off', 'on'],
  },
  reuseDetect: {
    title: 'Reuse detection',
    explain: 'A refresh token that comes a second time ends its whole family: somebody has a copy.',
    values: ['off', 'on'],
    when: { rotation: ['on'] },
  },
  grace: {
    title: 'Grace after rotation',
    explain: 'What a used refresh token still gets shortly after its rotation.',
    values: ['none', 'same', 'fork', 'ancestor'],
    valuesExplained: {
      none: 'Nothing: it counts as reuse at once.',
      same: 'The same successor again, while that one is unused.',
      fork: 'A second successor of its own.',
      ancestor: 'The newest token of the family, however old the one that is shown.',
    },
    when: { rotation: ['on'] },
  },
  tabLock: {
    title: 'One tab refreshes at a time',
    explain: 'The tabs of a browser share a lock: the second one waits, and reads the cookie then.',
    values: ['off', 'on'],
  },
  rereadJar: {
    title: 'Read the cookie again before giving up',
    explain:
      'A tab whose refresh was refused looks whether another tab has brought a new cookie, instead of deleting whatever is there.',
    values: ['off', 'on'],
  },
  singleFlight: {
    title: 'One refresh for all requests of a tab',
    explain: 'Requests that get 401 together wait for one refresh.',
    values: ['on', 'off'],
  },
  replayOnce: {
    title: 'Replay only once',
    explain: 'A request that gets 401 again after a refresh gives up.',
    values: ['on', 'off'],
  },
  senderConstrained: {
    title: 'Sender-constrained tokens',
    explain:
      'A token is of use only together with a key that never leaves the browser (DPoP, mTLS).',
    values: ['off', 'on'],
  },
  revocation: {
    title: 'Revocation',
    explain: 'What signing out ends on the server.',
    values: ['none', 'rt', 'denylist', 'allowlist'],
    valuesExplained: {
      none: 'Nothing: the browser forgets its cookie.',
      rt: 'The refresh token.',
      denylist: 'The refresh token, and the session is listed as ended: each request is looked up.',
      allowlist: 'The session is taken off the list of live ones: each request is looked up.',
    },
  },
  scope: {
    title: 'What of the refresh tokens is revoked',
    explain: 'Only the one that was shown, or every token of its family.',
    values: ['family', 'token'],
    when: { revocation: ['rt', 'denylist', 'allowlist'] },
  },
  sessionStore: {
    title: 'Where ended or live sessions are listed',
    explain: 'In the memory of a cache alone, or in the database too.',
    values: ['cache-only', 'write-through'],
    when: { revocation: ['denylist', 'allowlist'] },
  },
  freshSession: {
    title: 'A new session at sign-in',
    explain:
      'Signing in begins a new session; the one that the browser came with does not become that of whoever signs in.',
    values: ['off', 'on'],
  },
  roles: {
    title: 'Where a role is read',
    explain: 'What the API believes when it asks whether somebody is allowed to do something.',
    values: ['jwt', 'cache', 'db'],
    valuesExplained: {
      jwt: 'The role that stands in the access token.',
      cache: 'The role that the cache has, for a while.',
      db: 'The role that the database has now.',
    },
  },
  sessionManagement: {
    title: 'Session management',
    explain: 'A person can list and end sessions; a session that is idle ends by itself.',
    values: ['off', 'on'],
  },
} as const satisfies Readonly<Record<string, FixSpec>>;

export const fixes = { ...tokenFixes, ...passwordFixes } as const;

/** The procedures, step by step, as they are shown beside the machines that run them. */
import type { Listing, VariantSpec } from '../../flow/flow.ts';

const login: Listing = {
  title: 'POST /api/auth/login',
  machine: 'login',
  lines: [
    { text: 'limiter.count(ip)', states: ['limiting'], when: { rateLimit: ['fixed', 'sliding'] } },
    { text: 'validate(email, password)', states: ['validating'] },
    { text: 'attempts.check(email)', states: ['checkingAttempts'], when: { tracking: ['on'] } },
    { text: 'user = db.load(email)', states: ['checkingUser'] },
    { text: 'verify(user.hash, password)', states: ['verifyingPassword', 'judging'] },
    {
      text: 'attempts.failed(email) or .reset(email)',
      states: ['countingFailure', 'resettingAttempts'],
      when: { tracking: ['on'] },
    },
    { text: 'tokens = access + refresh', states: ['generatingTokens'] },
    { text: 'sessions.set(sid)', states: ['settingSession'] },
    { text: 'return 200 user + tokens', states: ['returning'] },
    { text: 'else 401, 429', states: ['refusing', 'tooMany', 'badRequest', 'failing'] },
  ],
};

const request: Listing = {
  title: 'any protected endpoint',
  machine: 'request',
  lines: [
    { text: 'token = header.bearer()', states: ['extractingToken'] },
    { text: 'verify(signature, exp ± leeway)', states: ['verifyingToken', 'checkingTime'] },
    {
      text: 'sessions.check(sid)',
      states: ['checkingSession', 'checkingDatabase'],
      when: { revocation: ['denylist', 'allowlist'] },
    },
    { text: 'user = cache or db', states: ['loadingUser'] },
    { text: 'may(user, what)?', states: ['checkingPermission'] },
    { text: 'proceed: 200', states: ['proceeding'] },
    { text: 'else 401 with a challenge, or 403', states: ['refusing', 'forbidding', 'failing'] },
  ],
};

const client: Listing = {
  title: 'browser: fetch(page)',
  machine: 'fetch',
  lines: [
    { text: 'send with the access token', states: ['sending'] },
    { text: '401: wait for a refresh', states: ['gettingToken'] },
    { text: 'replay', states: ['replaying'] },
    { text: '200: show', states: ['showing', 'forbidden'] },
    { text: 'else: sign-in page', states: ['signedOut', 'failing'] },
  ],
};

const renewal: Listing = {
  title: 'browser: refresh()',
  machine: 'renewal',
  lines: [
    { text: 'locks.request("refresh")', states: ['readingCookie'], when: { tabLock: ['on'] } },
    { text: 'read the cookie', states: ['readingCookie'], when: { tabLock: ['off'] } },
    { text: 'POST /api/auth/refresh', states: ['refreshing'] },
    {
      text: '401: is there another cookie?',
      states: ['readingAgain'],
      when: { rereadJar: ['on'] },
    },
    { text: '200: keep both tokens', states: ['storing'] },
    { text: '401: delete the cookie', states: ['clearing'] },
    { text: 'no answer: give up', states: ['givingUp'] },
  ],
};

const refresh: Listing = {
  title: 'POST /api/auth/refresh',
  machine: 'refresh',
  lines: [
    {
      text: 'sessions.check(sid)',
      states: ['findingSession', 'checkingSession', 'checkingDatabase'],
      when: { revocation: ['denylist', 'allowlist'] },
    },
    { text: 'db.exchange(refresh token)', states: ['exchanging'] },
    { text: 'return 200 new tokens', states: ['returning'] },
    {
      text: 'used before: revoke family, 401',
      states: ['listing', 'reused'],
      when: { reuseDetect: ['on'] },
    },
    { text: 'else 401', states: ['refusing', 'failing'] },
  ],
};

const signOut: Listing = {
  title: 'POST /api/auth/logout',
  machine: 'sign-out',
  lines: [
    {
      text: 'db.revoke(refresh token)',
      states: ['revoking'],
      when: { revocation: ['rt', 'denylist', 'allowlist'] },
    },
    {
      text: 'sessions.end(sid)',
      states: ['listing'],
      when: { revocation: ['denylist', 'allowlist'] },
    },
    { text: 'return 204', states: ['returning'] },
    { text: 'else 404, 500', states: ['unknown', 'failing'] },
  ],
};

const account: Listing = {
  title: 'register, forgot, reset, verify',
  machine: 'account',
  lines: [
    { text: 'validate(input)', states: ['validating', 'choosing'] },
    { text: 'limiter.count(ip)', states: ['limiting'], when: { rateLimit: ['fixed', 'sliding'] } },
    { text: 'a visitor: new session', states: ['beginningSession', 'welcoming'] },
    { text: 'register: hash, db.insert(user)', states: ['hashing', 'inserting', 'inserted'] },
    { text: 'link = db.issue(email), mail it', states: ['issuingLink', 'mailing'] },
    { text: 'db.redeem(link)', states: ['redeemingLink'] },
    { text: 'end earlier sessions', states: ['endingSessions', 'listingEnded'] },
    { text: 'other: sessions, roles', states: ['listingSessions', 'storingRole'] },
    { text: 'return 202, 204', states: ['accepting', 'returning', 'finishing'] },
    {
      text: 'else 400, 404, 409, 429',
      states: ['badRequest', 'tooMany', 'taken', 'unknown', 'invalid', 'failing'],
    },
  ],
};

export const variants: Readonly<Record<string, VariantSpec>> = {
  standard: {
    title: 'Access and refresh tokens',
    explain:
      'A short-lived access token for the API, and a refresh token in a cookie to get the next one.',
    listings: [login, request, client, renewal, refresh, signOut, account],
  },
};

/** The field guide: the two flows step by step, and what each missing feature gives away. */
import type { Guide } from '../../flow/guide.ts';

const standard = { variant: 'standard' } as const;

export const guide: Guide = {
  title: 'Authentication flow',
  say: 'Who somebody is, what they may do, and for how long a proof of it is good.',
  groups: [
    {
      title: 'Standard auth flow',
      entries: [
        {
          id: 'auth.login',
          title: 'Login request',
          what: 'Validate the input, check that the user exists, verify the password, generate an access and a refresh token, set the session, return. The hash of the password takes most of the time, by design.',
          use: 'For every sign-in with a password. The order matters: what is cheap comes before the hash, and a limit before everything.',
          run: { ...standard, workload: 'visit', fixes: { revocation: 'allowlist' } },
          called: 'Session is set',
          lookAtUs: 1_100_000,
          claim: [
            {
              machine: 'login',
              op: 'sign-in-1',
              walks: [
                'validating',
                'checkingUser',
                'verifyingPassword',
                'generatingTokens',
                'settingSession',
              ],
            },
            { message: 'sign-in-1/PUT', is: 'arrived' },
            { fact: 'signedIn', compare: 'eq', value: 1 },
          ],
          others: [{ called: 'No session at the server', fixes: { revocation: 'none' } }],
          measures: ['refreshes', 'revoked'],
        },
        {
          id: 'auth.authenticated-request',
          title: 'Authenticated request',
          what: 'Extract and verify the token, load the user from the cache or the database, check the permissions, proceed. A token that is missing or over is answered with 401, a right that is missing with 403.',
          use: 'At every protected endpoint, in one place before the handlers. Where a role is read decides how soon a role that was taken away is gone.',
          run: { ...standard, workload: 'demoted', fixes: { roles: 'db' } },
          called: 'Role from the database',
          lookAtUs: 10_530_000,
          claim: [
            { machine: 'request', op: 'open-1', walks: ['loadingUser'] },
            { fact: 'page', where: { outcome: 'forbidden' }, compare: 'ge', value: 38 },
          ],
          others: [
            { called: 'Role in the token', fixes: { roles: 'jwt' } },
            { called: 'Role from a cache', fixes: { roles: 'cache' } },
          ],
          measures: ['refreshes', 'forced'],
        },
      ],
    },
    {
      title: 'Missing auth feature',
      entries: [
        {
          id: 'auth.refresh-rotation',
          title: 'Refresh token rotation',
          sign: 'A stolen refresh token works as long as the sign-in',
          solution: 'A new token with each refresh, and reuse detection',
          what: 'The thief copies the refresh token and refreshes as the owner does. Both show the same token, so nobody can tell them apart.',
          use: 'Give a new refresh token with each refresh, and end the whole family when an old one is shown again: one of the two was a thief. Rotation without detection only hands the session to whoever is quicker.',
          run: { ...standard, workload: 'stolen' },
          called: 'No rotation',
          claim: [
            { guarantee: 'A3', is: 'broken' },
            { metric: 'exposure', compare: 'ge', value: 10 },
          ],
          others: [
            {
              called: 'Rotation and detection',
              fixes: { rotation: 'on', reuseDetect: 'on' },
            },
            { called: 'Rotation alone', fixes: { rotation: 'on' } },
          ],
          measures: ['exposure', 'forced', 'refreshes'],
        },
        {
          id: 'auth.revocation',
          title: 'Token revocation (logout)',
          sign: 'Tokens work after the sign-out',
          solution: 'End the refresh tokens, and list ended or live sessions',
          what: 'Signing out deletes the cookie in the browser, and nothing else. Whoever copied the tokens before goes on.',
          use: 'Revoke the refresh tokens at sign-out, and look each access token up in a list of ended sessions, or keep access tokens so short that it does not matter.',
          run: { ...standard, workload: 'sign-out' },
          called: 'Nothing is revoked',
          claim: [
            { guarantee: 'A4', is: 'broken' },
            { guarantee: 'A4r', is: 'broken' },
          ],
          others: [
            { called: 'List of ended sessions', fixes: { revocation: 'denylist' } },
            { called: 'Refresh tokens only', fixes: { revocation: 'rt' } },
          ],
          measures: ['exposure', 'revoked'],
        },
        {
          id: 'auth.rate-limiting',
          title: 'Rate limiting on auth endpoints',
          sign: 'Thousands of sign-ins from one address',
          solution: 'A limit for each address of the network, before the hash',
          what: 'A list of stolen names and passwords is tried, ten a second, each name once. Nothing about any one account looks strange.',
          use: 'Count tries for each address, and answer 429 beyond the limit, before the costly hash. An attacker with many addresses needs more than that.',
          run: { ...standard, workload: 'stuffing' },
          called: 'No limit',
          lookAtUs: 5_000_000,
          claim: [
            { metric: 'guesses', compare: 'ge', value: 100 },
            { metric: 'broken-into', compare: 'ge', value: 1 },
          ],
          others: [{ called: 'Sliding limit', fixes: { rateLimit: 'sliding' } }],
          measures: ['guesses', 'broken-into', 'held-back'],
        },
        {
          id: 'auth.attempt-tracking',
          title: 'Login attempt tracking',
          sign: 'One account takes any number of wrong passwords',
          solution: 'Count failures for each account, and pause',
          what: 'One account is tried with one password after the other, thousands within an hour.',
          use: 'Count wrong passwords for each account, and hold further tries back for a while. A hard lock also lets anybody lock the owner out: prefer one that spares known devices.',
          run: { ...standard, workload: 'guessing', params: { durationMs: 600_000 } },
          called: 'Nobody counts',
          claim: [
            { guarantee: 'A6', is: 'broken' },
            { metric: 'guesses', compare: 'gt', value: 100 },
          ],
          others: [
            { called: 'Attempts are tracked', fixes: { tracking: 'on' } },
            { called: 'Rate limit alone', fixes: { rateLimit: 'sliding' } },
          ],
          measures: ['guesses', 'held-back'],
        },
        {
          id: 'auth.session-management',
          title: 'Session management',
          sign: 'Nobody can see or end their other sessions',
          solution: 'A list of sessions, each of which can be ended',
          what: 'A forgotten device, or a thief, stays signed in. The owner cannot see it and cannot end it.',
          use: 'List the sessions with their devices and let people end them. It takes revocation: without it, “ended” is only a word.',
          run: { ...standard, workload: 'devices' },
          called: 'No list of sessions',
          claim: [
            { fact: 'refreshAccepted', compare: 'ge', value: 1 },
            { metric: 'seen', compare: 'ge', value: 2 },
          ],
          others: [
            {
              called: 'Listed, and revoked',
              fixes: { sessionManagement: 'on', revocation: 'allowlist' },
            },
            { called: 'Listed only', fixes: { sessionManagement: 'on' } },
          ],
          measures: ['seen', 'exposure', 'revoked'],
        },
        {
          id: 'auth.password-reset',
          title: 'Password reset flow',
          sign: 'A reset link works twice, forever, and ends nothing',
          solution: 'Links that work once and expire; a reset ends all sessions',
          what: 'The link in the mail is used twice, once by somebody who copied it, and tokens from before the reset still work.',
          use: 'Let a link work once and for minutes. End all sessions with the reset: it is most often made because somebody else is in.',
          run: { ...standard, workload: 'reset' },
          called: 'Only the link',
          claim: [
            { guarantee: 'A9', is: 'broken' },
            { fact: 'linkUsed', compare: 'ge', value: 3 },
          ],
          others: [
            {
              called: 'Once, in time, and ends sessions',
              fixes: { singleUse: 'on', ttl: 'on', revokeOnReset: 'on' },
            },
          ],
          measures: ['exposure', 'revoked', 'seen'],
        },
        {
          id: 'auth.email-verification',
          title: 'Email verification flow',
          sign: 'Accounts for addresses that nobody has proved',
          solution: 'Verify, and end what was there before the proof',
          what: 'Somebody registers with the address of another person and waits. When the owner comes and resets the password, the first one is still signed in, and sees everything.',
          use: 'Give an account to whoever can read the mail. With the proof, end the sessions, and the password, that were there before it.',
          run: { ...standard, workload: 'pre-hijack' },
          called: 'Nothing is verified',
          claim: [{ guarantee: 'A10', is: 'broken' }],
          others: [
            {
              called: 'Verified, and the rest ended',
              fixes: { verification: 'on', killUnverified: 'sessions+password' },
            },
            { called: 'Verified only', fixes: { verification: 'on' } },
          ],
          measures: ['seen', 'exposure', 'revoked'],
        },
      ],
    },
  ],
};

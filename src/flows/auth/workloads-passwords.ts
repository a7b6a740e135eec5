/** Workloads around passwords, mails and addresses. */
import type { ClientSpec, Params, WorkloadSpec } from '../../flow/flow.ts';
import { MS } from '../../kernel/time.ts';
import { ATTACKER, acts, ONE_PROCESS, TAB } from './workloads-acts.ts';

/** Its IP addresses are many, and so are its tries: no browser stands for it. */
const BOTS: ClientSpec = { ...ATTACKER, title: 'Attacker', crowd: true };

const whole = ({ durationMs = 0 }: Params): number => (durationMs + 2_000) * MS;

export const passwordWorkloads = {
  guessing: {
    title: 'Guessing passwords',
    explain: 'An attacker tries one password after the other on Ann’s account, for an hour.',
    clients: [BOTS],
    params: { ...ONE_PROCESS, hashMs: 250, attacksPerSecond: 1 },
    horizonUs: whole,
    acts: () => acts([500, 'attacker', 'guess']),
  },
  stuffing: {
    title: 'Stuffing credentials',
    explain: 'An attacker tries passwords that leaked elsewhere, one for each of many accounts.',
    clients: [BOTS],
    params: { ...ONE_PROCESS, hashMs: 250, durationMs: 60_000, hitRatePercent: 2 },
    horizonUs: whole,
    acts: () => acts([500, 'attacker', 'stuff']),
  },
  lockout: {
    title: 'Locked out',
    explain: 'An attacker guesses until the lock, and then Ann wants to sign in.',
    clients: [TAB, ATTACKER],
    params: { ...ONE_PROCESS, maxFailures: 2, limitPerMinute: 2 },
    searchable: true,
    acts: ({ maxFailures = 0, limitPerMinute = 0 }) =>
      acts(
        [200, 'attacker', 'guess', { count: Math.max(maxFailures, limitPerMinute) }],
        [6_000, 'tab-1', 'signIn'],
      ),
  },
  probing: {
    title: 'Probing for accounts',
    explain: 'An attacker asks the same about an address with an account and one without.',
    clients: [ATTACKER],
    settings: { mails: true },
    acts: () => acts([300, 'attacker', 'probe']),
  },
  reset: {
    title: 'A new password',
    explain:
      'Somebody has Ann’s tokens. She sets a new password by mail; its link leaks, and another one is used late.',
    clients: [TAB, ATTACKER],
    settings: { mails: true, signedIn: 'yes', stolen: true },
    params: { resetTtlMs: 60_000, atTtlMs: 30_000, leewayMs: 0 },
    acts: () =>
      acts(
        [300, 'tab-1', 'forgot'],
        [1_500, 'attacker', 'copyLink'],
        [2_000, 'tab-1', 'readMail'],
        [3_000, 'attacker', 'replay'],
        [4_000, 'attacker', 'renew'],
        [5_000, 'attacker', 'replayLink'],
        [20_000, 'tab-1', 'forgot'],
        [90_000, 'tab-1', 'readMail'],
        [91_000, 'tab-1', 'signIn'],
      ),
  },
  'wrong-link': {
    title: 'A link that proves another address',
    explain:
      'An attacker registers Ann’s address and signs in. It opens the link from a mail to itself there.',
    clients: [ATTACKER],
    settings: { mails: true, account: false },
    params: ONE_PROCESS,
    searchable: true,
    acts: () =>
      acts(
        [200, 'attacker', 'preRegister'],
        [1_000, 'attacker', 'enter'],
        [2_000, 'attacker', 'misuseLink'],
        [3_000, 'attacker', 'renew'],
        [4_000, 'attacker', 'replay'],
        [5_000, 'attacker', 'enter'],
        [6_000, 'attacker', 'replay'],
      ),
  },
  'pre-hijack': {
    title: 'Registered by somebody else',
    explain:
      'An attacker registers Ann’s address and signs in. Later she takes the account over by mail.',
    clients: [TAB, ATTACKER],
    settings: { mails: true, account: false },
    params: ONE_PROCESS,
    searchable: true,
    acts: () =>
      acts(
        [200, 'attacker', 'preRegister'],
        [1_000, 'attacker', 'enter'],
        [2_000, 'tab-1', 'forgot'],
        [3_000, 'tab-1', 'readMail'],
        [4_000, 'attacker', 'replay'],
        [5_000, 'attacker', 'renew'],
        [6_000, 'attacker', 'replay'],
      ),
  },
} as const satisfies Readonly<Record<string, WorkloadSpec>>;

/** What the simulated users and attackers do. */
import type { ClientSpec, ParamValue, WorkloadSpec } from '../../flow/flow.ts';
import type { Act } from '../../kernel/system.ts';
import { SECOND } from '../../kernel/time.ts';
import type { Seeding } from './settings.ts';
import { ATTACKER, acts, type Fields, ONE_PROCESS, TAB } from './workloads-acts.ts';
import { passwordWorkloads } from './workloads-passwords.ts';

const SECOND_TAB: ClientSpec = { id: 'tab-2', title: 'Ann, tab 2' };
const BOSS: ClientSpec = { id: 'boss', title: 'Administrator' };

const ME: Fields = { pages: ['me'] };
const BOTH: Fields = { pages: ['me', 'orders'] };
const ADMIN: Fields = { pages: ['admin'] };

const searched = (
  title: string,
  explain: string,
  clients: readonly ClientSpec[],
  settings: Partial<Seeding>,
  list: readonly Act[],
  params: Readonly<Record<string, ParamValue>> = {},
): WorkloadSpec => ({
  title,
  explain,
  clients,
  settings,
  params: { ...ONE_PROCESS, ...params },
  searchable: true,
  horizonUs: () => 60 * SECOND,
  acts: () => list,
});

/** Access tokens that last for seconds, so that something is to be seen. */
const SHORT: Readonly<Record<string, ParamValue>> = { atTtlMs: 3_000, leewayMs: 0 };

const seconds = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

const tokenWorkloads = {
  visit: {
    title: 'A visit',
    horizonUs: () => 20 * SECOND,
    explain:
      'Ann signs in, looks around until her access token has expired, and signs out. Malware on her device copies her tokens.',
    clients: [TAB, ATTACKER],
    settings: { malware: true },
    params: SHORT,
    acts: () =>
      acts(
        [300, 'tab-1', 'open', ME],
        [900, 'tab-1', 'signIn'],
        [2_000, 'tab-1', 'open', BOTH],
        [3_200, 'attacker', 'steal'],
        [5_500, 'tab-1', 'open', BOTH],
        [7_000, 'tab-1', 'open', ADMIN],
        [8_500, 'tab-1', 'signOut'],
      ),
  },
  stolen: {
    title: 'A stolen refresh token',
    horizonUs: () => 20 * SECOND,
    explain: 'The attacker copies Ann’s tokens, and both go on refreshing.',
    clients: [TAB, ATTACKER],
    settings: { malware: true, signedIn: 'yes', signsInAgain: true },
    params: SHORT,
    acts: () =>
      acts(
        [300, 'tab-1', 'open', ME],
        [1_000, 'attacker', 'steal'],
        [3_500, 'attacker', 'renew'],
        [4_500, 'tab-1', 'open', ME],
        [6_000, 'attacker', 'renew'],
        [9_000, 'tab-1', 'open', ME],
        [10_000, 'attacker', 'renew'],
        [11_000, 'attacker', 'replay'],
      ),
  },
  theft: {
    title: 'How long a theft lasts',
    horizonUs: () => 70 * SECOND,
    explain:
      'The attacker copies Ann’s tokens after a second, and uses them for as long as they work. She comes back after 20 seconds.',
    clients: [TAB, ATTACKER],
    settings: { malware: true, signedIn: 'yes', signsInAgain: true },
    params: { ...SHORT, rtAbsoluteMs: 60_000 },
    acts: () =>
      acts(
        [1_000, 'attacker', 'steal'],
        ...seconds(2, 65).flatMap((s) => [
          [s * 1_000, 'attacker', 'renew'] as const,
          [s * 1_000 + 300, 'attacker', 'replay'] as const,
          [s * 1_000 + 600, 'attacker', 'replay'] as const,
        ]),
        [20_500, 'tab-1', 'open', ME],
      ),
  },
  'left-open': {
    title: 'Left open',
    horizonUs: () => 120 * SECOND,
    explain: 'Two tabs that are never closed ask for something four times a second.',
    clients: [TAB, SECOND_TAB],
    settings: { signedIn: 'yes' },
    params: { atTtlMs: 5_000, leewayMs: 0 },
    acts: () =>
      acts(
        ...seconds(0, 120).flatMap((s) =>
          [0, 250, 500, 750].flatMap((part) => [
            [s * 1_000 + part + 10, 'tab-1', 'open', ME] as const,
            [s * 1_000 + part + 130, 'tab-2', 'open', ME] as const,
          ]),
        ),
      ),
  },
  devices: {
    title: 'Another device',
    horizonUs: () => 20 * SECOND,
    explain: 'Ann signs in on two devices, lists her sessions, and ends the other one.',
    clients: [TAB, ATTACKER],
    settings: { signedIn: 'yes', stolen: true },
    acts: () =>
      acts(
        [300, 'attacker', 'replay'],
        [1_000, 'tab-1', 'signIn'],
        [2_000, 'tab-1', 'listSessions'],
        [3_000, 'tab-1', 'endOthers'],
        [4_000, 'attacker', 'replay'],
        [5_000, 'attacker', 'renew'],
      ),
  },
  demoted: {
    title: 'A role is taken away',
    horizonUs: () => 210 * SECOND,
    explain: 'Ann looks at the admin page every few seconds, until long after her role is gone.',
    clients: [TAB, BOSS],
    settings: { signedIn: 'yes' },
    params: { atTtlMs: 120_000, leewayMs: 0 },
    acts: () =>
      acts(
        ...Array.from({ length: 40 }, (_, i) => [500 + i * 5_000, 'tab-1', 'open', ADMIN] as const),
        [8_000, 'boss', 'demote'],
      ),
  },
  'two-tabs': searched(
    'Two tabs, one token',
    'Two tabs of one browser open a page when the access tokens of both have expired.',
    [TAB, SECOND_TAB],
    { signedIn: 'expired' },
    acts([200, 'tab-1', 'open', ME], [220, 'tab-2', 'open', ME]),
  ),
  thief: searched(
    'A thief and the owner',
    'A thief has a copy of Ann’s tokens, and shows the refresh token before or after her.',
    [TAB, ATTACKER],
    { signedIn: 'expired', stolen: true, signsInAgain: true },
    acts([200, 'attacker', 'renew'], [1_000, 'tab-1', 'open', ME], [3_000, 'attacker', 'renew']),
  ),
  'two-tabs-thief': searched(
    'A thief and two tabs',
    'Two tabs refresh one after the other, and a thief shows what it copied before.',
    [TAB, SECOND_TAB, ATTACKER],
    { signedIn: 'expired', stolen: true },
    acts([200, 'tab-1', 'open', ME], [1_000, 'tab-2', 'open', ME], [2_000, 'attacker', 'renew']),
  ),
  'sign-out': searched(
    'Signed out?',
    'Ann signs out. A thief uses the copy of her tokens that it has.',
    [TAB, ATTACKER],
    { signedIn: 'yes', stolen: true },
    acts([200, 'tab-1', 'signOut'], [1_000, 'attacker', 'replay'], [2_000, 'attacker', 'renew']),
  ),
  'sign-out-race': searched(
    'Signing out while another tab refreshes',
    'One tab signs out while the other is about to refresh, and looks at a page later.',
    [TAB, SECOND_TAB],
    { signedIn: 'expired' },
    acts([200, 'tab-1', 'signOut'], [210, 'tab-2', 'open', ME], [2_000, 'tab-2', 'open', ME]),
    // The access token that comes out of the race has expired as well when it is used.
    { atTtlMs: 100, leewayMs: 0, skewMs: 200 },
  ),
  'shared-address': searched(
    'Behind one address',
    'The attacker is in the same network as Ann: both come from one IP address.',
    [TAB, ATTACKER],
    { sharedIp: true },
    acts([200, 'attacker', 'guess', { count: 2 }], [6_000, 'tab-1', 'signIn']),
    { limitPerMinute: 2 },
  ),
  'new-device': searched(
    'On a new device',
    'An attacker guesses until the lock, and then Ann wants to sign in where she never was.',
    [TAB, ATTACKER],
    { knownDevice: false },
    acts([200, 'attacker', 'guess', { count: 2 }], [6_000, 'tab-1', 'signIn']),
    { maxFailures: 2 },
  ),
  fixation: searched(
    'A planted session',
    'An attacker comes as a visitor, and puts that cookie into Ann’s browser. She signs in, and the attacker uses the token that it has had all along.',
    [TAB, ATTACKER],
    { visitors: true },
    acts(
      [200, 'attacker', 'plant'],
      [1_000, 'tab-1', 'signIn'],
      [3_000, 'attacker', 'renew'],
      [4_000, 'attacker', 'replay'],
    ),
  ),
  browsing: searched(
    'Looking around',
    'Ann, who is signed in, opens a page twice.',
    [TAB],
    { signedIn: 'yes' },
    acts([200, 'tab-1', 'open', ME], [1_500, 'tab-1', 'open', ME]),
  ),
  'two-requests': searched(
    'A page with two requests',
    'One page asks for two things at once, when the access token has expired.',
    [TAB],
    { signedIn: 'expired' },
    acts([200, 'tab-1', 'open', BOTH]),
  ),
} as const satisfies Readonly<Record<string, WorkloadSpec>>;

export const workloads = { ...tokenWorkloads, ...passwordWorkloads } as const;

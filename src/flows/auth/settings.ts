/** A run's choices by name and with types, as the machines of this family read them. */
import type { Choice } from '../../flow/flow.ts';
import { type SettingsOf, settingsOf } from '../../flow/settings.ts';
import type { fixes } from './fixes.ts';
import type { params } from './params.ts';

export type Settings = SettingsOf<'standard', typeof fixes, typeof params> & Seeding;

/** What is there before a run begins: the workload's settings. */
export interface Seeding {
  /** Ann is signed in, with an access token that works, or one that has expired. */
  readonly signedIn: 'no' | 'yes' | 'expired';
  /** Visitors have a session before they sign in, and the attacker can set a cookie in her browser. */
  readonly visitors: boolean;
  /** The attacker has malware on her device: it can copy what the first tab and the jar hold. */
  readonly malware: boolean;
  /** The attacker has a copy of her tokens. */
  readonly stolen: boolean;
  /** Ann has an account. */
  readonly account: boolean;
  /** After she was signed out against her will, she signs in again. */
  readonly signsInAgain: boolean;
  /** She and the attacker reach the servers from one IP address. */
  readonly sharedIp: boolean;
  /** Her device is known: she has signed in there before. */
  readonly knownDevice: boolean;
}

const SEEDING: Seeding = {
  signedIn: 'no',
  visitors: false,
  malware: false,
  stolen: false,
  account: true,
  signsInAgain: false,
  sharedIp: false,
  knownDevice: true,
};

export const authSettings = (choice: Choice): Settings => ({
  ...settingsOf<Settings>(choice),
  ...SEEDING,
  ...(choice.workload.settings as Partial<Seeding> | undefined),
});

export const ANN = 'ann@mail.example';
export const PASSWORD = 'pw-0';

/** Whether sessions are looked up at every request. */
export const looksUp = ({ revocation }: Settings): boolean =>
  revocation === 'denylist' || revocation === 'allowlist';

export const usesCache = (s: Settings): boolean =>
  looksUp(s) || s.rateLimit !== 'off' || s.tracking === 'on' || s.roles === 'cache';

/** The design choices around passwords, mails and addresses. */
import type { FixSpec } from '../../flow/flow.ts';

export const passwordFixes = {
  rateLimit: {
    title: 'Rate limit for each address of the network',
    explain:
      'So many sign-ins, registrations and requests for a link a minute from one IP address, and no more.',
    values: ['off', 'fixed', 'sliding'],
    valuesExplained: {
      off: 'No limit.',
      fixed: 'Counted by the minute: at its edge twice as many come through.',
      sliding: 'Counted over the last minute, whenever that began.',
    },
  },
  limitBeforeHash: {
    title: 'Limit first, then the hash',
    explain: 'The limit is asked before the costly password hash, not after it.',
    values: ['on', 'off'],
    when: { rateLimit: ['fixed', 'sliding'] },
  },
  tracking: {
    title: 'Attempt tracking',
    explain: 'After several wrong passwords for one address nobody may try it for a while.',
    values: ['off', 'on'],
  },
  lockMode: {
    title: 'Whom the lock keeps out',
    explain: 'Everybody, or only devices on which the owner has never signed in.',
    values: ['hard', 'soft'],
    valuesExplained: {
      hard: 'Everybody, the owner too.',
      soft: 'A device that is known is counted by itself.',
    },
    when: { tracking: ['on'] },
  },
  trackUnknown: {
    title: 'Lock addresses that do not exist',
    explain: 'Wrong passwords are counted for any address, or only for those that have an account.',
    values: ['on', 'off'],
    when: { tracking: ['on'] },
  },
  uniform: {
    title: 'The same answer for everybody',
    explain: 'Whether an address has an account cannot be read from an answer.',
    values: ['off', 'on'],
  },
  dummyHash: {
    title: 'Hash for nobody',
    explain: 'Where there is no account, a password is hashed all the same, to take the same time.',
    values: ['off', 'on'],
  },
  singleUse: {
    title: 'Reset links work once',
    explain: 'A reset link is used up by the first reset.',
    values: ['off', 'on'],
  },
  ttl: {
    title: 'Reset links expire',
    explain: 'A reset link works only for a while.',
    values: ['off', 'on'],
  },
  revokeOnReset: {
    title: 'A reset ends all sessions',
    explain: 'A new password ends every session that was there before.',
    values: ['off', 'on'],
  },
  verification: {
    title: 'Email verification',
    explain: 'Data is shown only after somebody has proved that the address is theirs.',
    values: ['off', 'on'],
  },
  provesWhose: {
    title: 'Whose address a link proves',
    explain: 'What the service marks as proved when a link is opened.',
    values: ['mail', 'session'],
    valuesExplained: {
      mail: 'The address that it was mailed to.',
      session: 'That of whoever is signed in where it is opened.',
    },
    when: { verification: ['on'] },
  },
  killUnverified: {
    title: 'What ends with the proof',
    explain: 'What was there before the address was proved: sessions, and the password.',
    values: ['off', 'sessions', 'sessions+password'],
    valuesExplained: {
      off: 'Nothing.',
      sessions: 'Sessions that were made before it.',
      'sessions+password': 'Those, and the password: whoever opens the link chooses one.',
    },
    when: { verification: ['on'] },
  },
} as const satisfies Readonly<Record<string, FixSpec>>;

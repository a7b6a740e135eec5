/** What an attacker asks: as whom, from where, about whom. */
import type { Message } from '../../../kernel/system.ts';
import { ANN, type Settings } from '../settings.ts';

/** The attacker's own address. */
export const OWN = 'mallory@mail.example';

/** What it has nobody's account for. */
const NOBODY = 'nobody@mail.example';

/** Its `n`th IP address, of those that are kept for documents and tests (RFC 5737, RFC 2544). */
export const ipOf = ({ sharedIp }: Settings, n: number): string =>
  sharedIp ? '10.0.0.1' : n < 256 ? `203.0.113.${n}` : `198.18.${n >> 8}.${n & 255}`;

export const signIn = (s: Settings, email: string, password: string, n: number): Message => ({
  type: 'signIn',
  email,
  password,
  proof: 'attacker-box',
  ip: ipOf(s, n),
});

interface Probe {
  readonly kind: string;
  readonly nth: number;
  readonly exists: boolean;
  readonly message: Message;
}

/**
 * Each question about an address that has an account, and about one that has none: from two IP
 * addresses, so that a limit for each of them does not look like a difference.
 */
export function probes(s: Settings): readonly Probe[] {
  const ask = (kind: string, nth: number, of: (email: string, n: number) => Message): Probe[] =>
    [ANN, NOBODY].map((email, n) => ({ kind, nth, exists: n === 0, message: of(email, n) }));
  const wrong = (email: string, n: number): Message => signIn(s, email, 'wrong', n);
  return [
    ...ask('forgot', 0, (email, n) => ({ type: 'forgot', email, ip: ipOf(s, n) })),
    ...Array.from({ length: s.maxFailures + 1 }, (_, i) => ask('signIn', i, wrong)).flat(),
    ...ask('register', 0, (email, n) => ({
      type: 'register',
      email,
      password: 'mine',
      ip: ipOf(s, n),
    })),
  ];
}

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

/** Each question about an address that has an account, and about one that has none. */
export function probes(s: Settings): readonly Probe[] {
  const ask = (kind: string, nth: number, of: (email: string) => Message): Probe[] =>
    [ANN, NOBODY].map((email) => ({ kind, nth, exists: email === ANN, message: of(email) }));
  const ip = ipOf(s, 0);
  const wrong = (email: string): Message => signIn(s, email, 'wrong', 0);
  return [
    ...ask('forgot', 0, (email) => ({ type: 'forgot', email, ip })),
    ...Array.from({ length: s.maxFailures + 1 }, (_, i) => ask('signIn', i, wrong)).flat(),
    ...ask('register', 0, (email) => ({ type: 'register', email, password: 'mine', ip })),
  ];
}

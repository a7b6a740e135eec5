/** What an attacker can do, and what it remembers. */

export const ATTACKS = [
  'steal',
  'replay',
  'renew',
  'guess',
  'stuff',
  'probe',
  'preRegister',
  'enter',
  'copyLink',
  'replayLink',
  'plant',
  'misuseLink',
] as const;
export type Attack = (typeof ATTACKS)[number];

export interface AttackerContext {
  readonly cookie: string;
  readonly token: string;
  readonly link: string;
  readonly doing: Attack | '';
  /** The try at work, from 0; and how many there are. */
  readonly n: number;
  readonly of: number;
  /** Which of its IP addresses it uses, in turn. */
  readonly ip: number;
  /** Where in its list of passwords it begins: by chance. */
  readonly offset: number;
  readonly sentUs: number;
  readonly heldBack: number;
  readonly hits: number;
  readonly last: string;
  readonly op: string;
}

export type AttackerInput = Pick<AttackerContext, 'cookie' | 'token'>;

export const EMPTY: Omit<AttackerContext, 'cookie' | 'token'> = {
  link: '',
  doing: '',
  n: 0,
  of: 0,
  ip: 0,
  offset: 0,
  sentUs: 0,
  heldBack: 0,
  hits: 0,
  last: '',
  op: '',
};

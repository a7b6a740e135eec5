/** What a tab remembers, and how it asks. */
import { change, start, type Turn, tell } from '../../../flow/turn.ts';
import { type Message, send, spawn } from '../../../kernel/system.ts';
import { ANN, type Settings } from '../settings.ts';

export interface TabContext {
  readonly tab: string;
  readonly jar: string;
  readonly ip: string;
  readonly device: string;
  readonly proof: string;
  /** The access token; empty: none. */
  readonly token: string;
  readonly password: string;
  /** It has crashed before. */
  readonly isBack: boolean;
  /** What the page shows. */
  readonly page: string;
  /** What is under way: an act, and what waits for an answer. */
  readonly doing: '' | 'load' | 'signIn' | 'signOut' | 'ask' | 'mail' | 'list';
  readonly loading: number;
  readonly mustSignIn: boolean;
  /** The browser had a refresh token when it was turned away. */
  readonly wasIn: boolean;
  /** Requests that wait for a new token. */
  readonly waiting: readonly string[];
  readonly sessions: readonly string[];
  readonly op: string;
}

export const authorized = ({ token }: TabContext): { readonly authorization?: string } =>
  token === '' ? {} : { authorization: `Bearer ${token}` };

export function idle(turn: Turn<TabContext>, page: string): void {
  change(turn, { doing: '', op: '', page });
}

export function patience(s: Settings, turn: Turn<TabContext>, op: string): void {
  start(turn, 'patience', s.clientTimeoutMs, { type: 'patience', op });
}

export function ask(s: Settings, turn: Turn<TabContext>, op: string, message: Message): void {
  change(turn, { doing: 'ask', op });
  tell(turn, send('auth', message, { op }));
  patience(s, turn, op);
}

/** Where visitors have sessions, the cookie of hers goes along. */
export function signIn(s: Settings, turn: Turn<TabContext>, op: string): void {
  change(turn, { doing: 'signIn', op });
  if (!s.visitors) return sendSignIn(s, turn, op, '');
  tell(turn, send(turn.context.jar, { type: 'takeCookie', lock: false }, { op }));
}

export function sendSignIn(s: Settings, turn: Turn<TabContext>, op: string, cookie: string): void {
  const { password, device, proof, ip } = turn.context;
  const known = device === '' ? {} : { device };
  const former = cookie === '' ? {} : { cookie };
  const message = { type: 'signIn', email: ANN, password, ...known, ...former, proof, ip };
  tell(turn, send('auth', message, { op }));
  patience(s, turn, op);
}

export function open(turn: Turn<TabContext>, pages: readonly string[], op: string): void {
  const { tab, token, proof } = turn.context;
  change(turn, { doing: 'load', loading: pages.length, mustSignIn: false, wasIn: false, op });
  for (const what of pages) {
    tell(turn, spawn(`${op}.${what}`, 'fetch', { tab, what, token, proof }));
  }
}

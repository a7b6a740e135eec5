/**
 * A tab of a browser, with the person before it. The access token is in its memory alone; the
 * refresh token is in the cookie that the tabs share.
 */
import { enqueueActions, setup } from 'xstate';
import { change, start, stop, type Turn, takeTurn, tell } from '../../../flow/turn.ts';
import {
  abandon,
  type Command,
  fact,
  type Message,
  type Received,
  send,
  spawn,
} from '../../../kernel/system.ts';
import { readJwt } from '../jwt.ts';
import type {
  Accepted,
  Cookie,
  Copy,
  Done,
  Fetched,
  MailOpened,
  NeedToken,
  NotRenewed,
  Problem,
  Refused,
  Renewed,
  Sessions,
  SignedIn,
} from '../protocol.ts';
import { ANN, type Settings } from '../settings.ts';
import { actsOf } from './parts.ts';

export interface TabContext {
  readonly tab: string;
  readonly jar: string;
  readonly ip: string;
  readonly device: string;
  readonly proof: string;
  /** The access token; empty: none. */
  readonly token: string;
  readonly password: string;
  /** What the page shows. */
  readonly page: string;
  /** What is under way: an act, and what waits for an answer. */
  readonly doing: '' | 'load' | 'signIn' | 'signOut' | 'ask' | 'mail' | 'list';
  readonly loading: number;
  readonly mustSignIn: boolean;
  /** Requests that wait for a new token. */
  readonly waiting: readonly string[];
  readonly sessions: readonly string[];
  readonly op: string;
}

const TAB_ACTS = [
  'signIn',
  'open',
  'signOut',
  'register',
  'forgot',
  'readMail',
  'listSessions',
  'endOthers',
  'demote',
] as const;

/** What a person does at the tab. */
type TabAct = Received &
  (
    | { readonly type: 'signIn' }
    | { readonly type: 'open'; readonly pages: readonly string[] }
    | { readonly type: 'signOut' }
    | { readonly type: 'register' }
    | { readonly type: 'forgot' }
    | { readonly type: 'readMail' }
    | { readonly type: 'listSessions' }
    | { readonly type: 'endOthers' }
    | { readonly type: 'demote' }
  );

type TabEvent =
  | TabAct
  | SignedIn
  | Done
  | Accepted
  | Sessions
  | Problem
  | Refused
  | Fetched
  | NeedToken
  | Renewed
  | NotRenewed
  | MailOpened
  | Cookie
  | Copy
  | (Received & { readonly type: 'patience' });

export const tabDeadlines = ['patience'];

export type TabInput = Pick<
  TabContext,
  'tab' | 'jar' | 'ip' | 'device' | 'proof' | 'token' | 'password'
>;

export const tabMachine = (s: Settings) =>
  setup({
    types: {} as { context: TabContext; events: TabEvent; emitted: Command; input: TabInput },
    guards: { isIdle: ({ context }) => context.doing === '' },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => step(s, turn, event));
      }),
    },
  }).createMachine({
    id: 'tab',
    context: ({ input }) => ({
      ...input,
      page: '',
      doing: '',
      loading: 0,
      mustSignIn: false,
      waiting: [],
      sessions: [],
      op: '',
    }),
    initial: 'idle',
    on: { '*': { actions: 'take' } },
    states: {
      idle: {
        tags: 'ready',
        on: { ...actsOf(TAB_ACTS, 'busy'), copy: { actions: 'take' } },
      },
      busy: { always: { guard: 'isIdle', target: 'idle' } },
    },
  });

function step(s: Settings, turn: Turn<TabContext>, event: TabEvent): void {
  const { context } = turn;
  switch (event.type) {
    case 'signIn':
      return 'user' in event ? undefined : signIn(s, turn, event.op);
    case 'open':
      return open(turn, event.pages, event.op);
    case 'signOut': {
      change(turn, { doing: 'signOut', op: event.op });
      tell(turn, fact({ type: 'leaving' }));
      tell(turn, send(context.jar, { type: 'takeCookie', lock: false }));
      return;
    }
    case 'register':
      return ask(s, turn, event.op, {
        type: 'register',
        email: ANN,
        password: context.password,
        ip: context.ip,
      });
    case 'forgot':
      return ask(s, turn, event.op, { type: 'forgot', email: ANN, ip: context.ip });
    case 'readMail':
      change(turn, { doing: 'mail', op: event.op });
      tell(turn, send('mail', { type: 'openMail', whose: ANN }));
      return;
    case 'listSessions':
      change(turn, { doing: 'list', op: event.op });
      tell(turn, send('auth', { type: 'listSessions', ...authorized(context) }));
      return patience(s, turn, event.op);
    case 'endOthers': {
      const own = readJwt(context.token)?.sid;
      const sid = context.sessions.find((each) => each !== own);
      if (sid === undefined) return idle(turn, 'no other session');
      tell(turn, fact({ type: 'ending', sid }));
      return ask(s, turn, event.op, { type: 'endSession', sid, ...authorized(context) });
    }
    case 'demote':
      tell(turn, fact({ type: 'removing', email: ANN }));
      return ask(s, turn, event.op, {
        type: 'setRole',
        email: ANN,
        role: 'user',
        ...authorized(context),
      });
    default:
      return answered(s, turn, event as Exclude<TabEvent, TabAct>);
  }
}

function answered(s: Settings, turn: Turn<TabContext>, event: Exclude<TabEvent, TabAct>): void {
  const { context } = turn;
  switch (event.type) {
    case 'needToken':
      return needToken(s, turn, event);
    case 'renewed':
      change(turn, { token: event.value });
      return handOut(s, turn, { type: 'token', value: event.value });
    case 'notRenewed':
      return handOut(s, turn, { type: 'noToken', why: event.why });
    case 'fetched':
      return fetched(s, turn, event);
    case 'copy':
      tell(turn, send(event.from, { type: 'copied', value: context.token }));
      return;
    case 'cookie':
      if (context.doing !== 'signOut') return;
      tell(
        turn,
        send('auth', {
          type: 'signOut',
          ...(event.value === '' ? {} : { cookie: event.value }),
          ...authorized(context),
        }),
      );
      return patience(s, turn, context.op);
    case 'mailOpened': {
      if (event.link === '') return idle(turn, 'no mail');
      if (event.kind === 'verify' && s.killUnverified !== 'sessions+password') {
        return ask(s, turn, context.op, { type: 'verify', link: event.link });
      }
      // The page behind the link asks for a new password.
      const newPassword = `${context.password}*`;
      change(turn, { password: newPassword });
      return ask(s, turn, context.op, {
        type: event.kind || 'reset',
        link: event.link,
        newPassword,
      });
    }
    case 'patience':
      tell(turn, abandon(event.op));
      if (context.doing === 'signIn') tell(turn, fact({ type: 'signInFailed', why: 'noAnswer' }));
      return idle(turn, 'no answer');
    case 'signedIn':
      stop(turn, 'patience');
      change(turn, { token: event.accessToken, mustSignIn: false });
      tell(turn, send(context.jar, { type: 'putCookie', value: event.refreshToken }));
      tell(turn, fact({ type: 'signedIn', sid: readJwt(event.accessToken)?.sid ?? '' }));
      return idle(turn, 'signed in');
    case 'done':
      stop(turn, 'patience');
      return done(turn);
    case 'accepted':
      stop(turn, 'patience');
      return idle(turn, 'accepted');
    case 'sessions':
      stop(turn, 'patience');
      change(turn, { sessions: event.sids });
      return idle(turn, 'sessions');
    case 'refused':
      stop(turn, 'patience');
      if (context.doing === 'signIn') tell(turn, fact({ type: 'signInFailed', why: 'refused' }));
      return idle(turn, 'no answer');
    default:
      stop(turn, 'patience');
      if (context.doing === 'signIn') tell(turn, fact({ type: 'signInFailed', why: event.type }));
      return idle(turn, event.type);
  }
}

const authorized = ({ token }: TabContext): { readonly authorization?: string } =>
  token === '' ? {} : { authorization: `Bearer ${token}` };

function idle(turn: Turn<TabContext>, page: string): void {
  change(turn, { doing: '', op: '', page });
}

function patience(s: Settings, turn: Turn<TabContext>, op: string): void {
  start(turn, 'patience', s.clientTimeoutMs, { type: 'patience', op });
}

function ask(s: Settings, turn: Turn<TabContext>, op: string, message: Message): void {
  change(turn, { doing: 'ask', op });
  tell(turn, send('auth', message, { op }));
  patience(s, turn, op);
}

function signIn(s: Settings, turn: Turn<TabContext>, op: string): void {
  const { password, device, proof, ip } = turn.context;
  change(turn, { doing: 'signIn', op });
  const known = device === '' ? {} : { device };
  const message = { type: 'signIn', email: ANN, password, ...known, proof, ip };
  tell(turn, send('auth', message, { op }));
  patience(s, turn, op);
}

function open(turn: Turn<TabContext>, pages: readonly string[], op: string): void {
  const { tab, token, proof } = turn.context;
  change(turn, { doing: 'load', loading: pages.length, mustSignIn: false, op });
  for (const what of pages) {
    tell(turn, spawn(`${op}.${what}`, 'fetch', { tab, what, token, proof }));
  }
}

/** Somebody else in this tab may have got a new token already. */
function needToken(s: Settings, turn: Turn<TabContext>, { from, op, stale }: NeedToken): void {
  const { token, waiting, tab, jar, proof } = turn.context;
  if (s.singleFlight === 'on' && token !== stale && token !== '') {
    tell(turn, send(from, { type: 'token', value: token }, { op }));
    return;
  }
  change(turn, { waiting: [...waiting, from] });
  if (s.singleFlight === 'on' && waiting.length > 0) return;
  tell(turn, spawn(`renewal.${op}`, 'renewal', { tab, jar, proof }, op));
}

function handOut(s: Settings, turn: Turn<TabContext>, message: Message): void {
  const { waiting } = turn.context;
  const served = s.singleFlight === 'on' ? waiting : waiting.slice(0, 1);
  change(turn, { waiting: waiting.slice(served.length) });
  for (const each of served) tell(turn, send(each, message));
}

function fetched(s: Settings, turn: Turn<TabContext>, { what, outcome, op }: Fetched): void {
  const { loading, mustSignIn, token } = turn.context;
  const must = mustSignIn || outcome === 'signInNeeded';
  change(turn, {
    loading: loading - 1,
    mustSignIn: must,
    page: outcome === 'shown' ? what : outcome,
  });
  tell(turn, fact({ type: 'page', what, outcome }));
  if (loading > 1) return;
  if (!must) return change(turn, { doing: '', op: '' });
  if (token !== '') tell(turn, fact({ type: 'forcedLogin' }));
  change(turn, { token: '' });
  if (s.signsInAgain && token !== '') return signIn(s, turn, op);
  idle(turn, 'sign-in page');
}

function done(turn: Turn<TabContext>): void {
  const { doing, token, jar } = turn.context;
  if (doing !== 'signOut') {
    tell(turn, fact({ type: 'confirmed' }));
    return idle(turn, 'done');
  }
  tell(turn, fact({ type: 'signedOut', sid: readJwt(token)?.sid ?? '' }));
  tell(turn, send(jar, { type: 'dropCookie' }));
  change(turn, { token: '' });
  idle(turn, 'signed out');
}

/** What a tab makes of answers, and of what its requests need. */
import { change, stop, type Turn, tell } from '../../../flow/turn.ts';
import { abandon, fact, type Message, type Received, send, spawn } from '../../../kernel/system.ts';
import { readJwt } from '../jwt.ts';
import {
  type Accepted,
  type Cookie,
  type Copy,
  type Done,
  type Fetched,
  type MailOpened,
  type NeedToken,
  type NotRenewed,
  PROBLEMS,
  type Problem,
  type Refused,
  type Renewed,
  type Sessions,
  type SignedIn,
} from '../protocol.ts';
import type { Settings } from '../settings.ts';
import {
  ask,
  authorized,
  idle,
  patience,
  sendSignIn,
  signIn,
  type TabContext,
} from './tab-context.ts';

export type TabAnswer =
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

const isProblem = (event: TabAnswer): event is Problem =>
  (PROBLEMS as readonly string[]).includes(event.type);

export function answered(s: Settings, turn: Turn<TabContext>, event: TabAnswer): void {
  const { context } = turn;
  if (isProblem(event)) {
    stop(turn, 'patience');
    if (context.doing === 'signIn') tell(turn, fact({ type: 'signInFailed', why: event.type }));
    return idle(turn, event.type);
  }
  switch (event.type) {
    case 'needToken':
      return needToken(s, turn, event);
    case 'renewed':
      change(turn, { token: event.value });
      return handOut(s, turn, { type: 'token', value: event.value });
    case 'notRenewed':
      if (event.why === 'refused') change(turn, { wasIn: true });
      return handOut(s, turn, { type: 'noToken', why: event.why });
    case 'fetched':
      return fetched(s, turn, event);
    case 'copy':
      tell(turn, send(event.from, { type: 'copied', value: context.token }));
      return;
    case 'cookie':
      if (context.doing === 'signIn') return sendSignIn(s, turn, context.op, event.value);
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
        return ask(s, turn, context.op, {
          type: 'verify',
          link: event.link,
          ...authorized(context),
        });
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
  const { loading, mustSignIn, token, wasIn } = turn.context;
  const must = mustSignIn || outcome === 'signInNeeded';
  change(turn, {
    loading: loading - 1,
    mustSignIn: must,
    page: outcome === 'shown' ? what : outcome,
  });
  tell(turn, fact({ type: 'page', what, outcome }));
  if (loading > 1) return;
  if (!must) return change(turn, { doing: '', op: '' });
  const isForced = token !== '' || wasIn;
  if (isForced) tell(turn, fact({ type: 'forcedLogin' }));
  change(turn, { token: '' });
  if (s.signsInAgain && isForced) return signIn(s, turn, op);
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

/**
 * An attacker: one attack at a time from a menu, each a list of tries. It waits when it is told to,
 * and goes on from another IP address where it has one.
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
} from '../../../kernel/system.ts';
import { MS } from '../../../kernel/time.ts';
import type {
  Accepted,
  Arrived,
  Copied,
  Done,
  Granted,
  MailOpened,
  Problem,
  Refreshed,
  Refused,
  SignedIn,
} from '../protocol.ts';
import { ANN, type Settings } from '../settings.ts';
import {
  ATTACKS,
  type Attack,
  type AttackerContext,
  type AttackerInput,
  EMPTY,
} from './attacker-context.ts';
import { ipOf, OWN, probes, signIn } from './attacks.ts';
import { actsOf } from './parts.ts';

type Act = Received & { readonly type: Attack; readonly count?: number; readonly chance?: number };
type Answer = SignedIn | Refreshed | Granted | Arrived | Done | Accepted | Problem | Refused;
type AttackerEvent = { readonly nowUs?: number } & (Act | Answer | Copied | MailOpened | Alarm);
type Alarm = Received & { readonly type: 'next' | 'over' | 'patience' };

export const attackerDeadlines = ['patience'];
export const attackerChance = ['guess'];
export const attackerClock = [
  'guess',
  'stuff',
  'probe',
  'next',
  'patience',
  'signedIn',
  'accepted',
  'invalidCredentials',
  'unknownAccount',
  'taken',
  'tooMany',
  'badRequest',
  'failure',
  'refused',
];

export const attackerMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: AttackerContext;
      events: AttackerEvent;
      emitted: Command;
      input: AttackerInput;
    },
    guards: { isIdle: ({ context }) => context.doing === '' },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => step(s, turn, event));
      }),
    },
  }).createMachine({
    id: 'attacker',
    context: ({ input }) => ({ ...EMPTY, ...input }),
    initial: 'waiting',
    on: { '*': { actions: 'take' } },
    states: {
      waiting: { tags: 'ready', on: actsOf(attacksOf(s), 'attacking') },
      attacking: { always: { guard: 'isIdle', target: 'waiting' } },
    },
  });

/** Without malware on her device there is nothing to copy; where visitors have no session, none to plant. */
const attacksOf = ({ malware, visitors }: Settings): readonly Attack[] =>
  ATTACKS.filter((each) => (each !== 'steal' || malware) && (each !== 'plant' || visitors));

const isAct = (event: AttackerEvent): event is Act & { nowUs?: number } =>
  (ATTACKS as readonly string[]).includes(event.type);

const isAnswer = (event: Exclude<AttackerEvent, Act>): event is Answer & { nowUs?: number } =>
  !['next', 'over', 'patience', 'copied', 'mailOpened'].includes(event.type);

function step(s: Settings, turn: Turn<AttackerContext>, event: AttackerEvent): void {
  if (isAct(event)) return begin(s, turn, event);
  const rest = event as Exclude<AttackerEvent, Act>;
  if (isAnswer(rest)) return answered(s, turn, rest);
  own(s, turn, rest as Own & { nowUs?: number });
}

type Own = Copied | MailOpened | Alarm;

function own(s: Settings, turn: Turn<AttackerContext>, event: Own & { nowUs?: number }): void {
  const { context } = turn;
  switch (event.type) {
    case 'next':
      return tryNext(s, turn, event.nowUs ?? 0);
    case 'over':
      stop(turn, 'next');
      return end(turn);
    case 'patience':
      // A try that nobody answered is made again; what is done once is given up.
      tell(turn, abandon(context.op));
      change(turn, { last: 'no answer' });
      return isListed(context.doing) ? tryNext(s, turn, event.nowUs ?? 0) : end(turn);
    case 'copied':
      // Two answers: the cookie of the browser, and the access token in the tab.
      if (event.value !== '') {
        const isToken = event.value.includes('.');
        change(turn, isToken ? { token: event.value } : { cookie: event.value });
        tell(turn, fact({ type: 'stolen', what: isToken ? 'access token' : 'refresh token' }));
      }
      change(turn, { n: context.n + 1 });
      return context.n + 1 < context.of ? undefined : end(turn);
    case 'mailOpened':
      change(turn, { link: event.link });
      return context.doing === 'misuseLink' ? openElsewhere(s, turn) : end(turn);
  }
}

function begin(s: Settings, turn: Turn<AttackerContext>, event: Act & { nowUs?: number }): void {
  const { type, op, count, chance = 0, nowUs = 0 } = event;
  const { cookie, token, link } = turn.context;
  const proof = 'attacker-box';
  const once = (to: string, message: Message): void => {
    change(turn, { doing: type, op, n: 0, of: 1 });
    tell(turn, send(to, message, { op }));
    patience(s, turn);
  };
  tell(turn, fact({ type: 'attacked', attack: type }));
  switch (type) {
    case 'steal':
      change(turn, { doing: type, op, n: 0, of: 2 });
      tell(turn, send('jar', { type: 'copy' }));
      tell(turn, send('tab-1', { type: 'copy' }));
      return patience(s, turn);
    case 'replay':
      if (token === '') return change(turn, { last: 'no token' });
      return once('api', { type: 'get', what: 'me', authorization: `Bearer ${token}`, proof });
    case 'renew':
      if (cookie === '') return change(turn, { last: 'no token' });
      return once('auth', { type: 'refresh', cookie, proof });
    case 'preRegister':
      return once('auth', { type: 'register', email: ANN, password: 'mine', ip: ipOf(s, 0) });
    case 'enter':
      return once('auth', signIn(s, ANN, 'mine', 0));
    case 'copyLink':
      return once('mail', { type: 'openMail', whose: ANN });
    case 'plant':
      return once('auth', { type: 'arrive', proof });
    case 'misuseLink':
      return once('auth', { type: 'register', email: OWN, password: 'mine', ip: ipOf(s, 0) });
    case 'replayLink':
      if (link === '') return change(turn, { last: 'no link' });
      return once('auth', { type: 'reset', link, newPassword: 'mine' });
    case 'guess':
    case 'stuff':
    case 'probe': {
      const of = type === 'probe' ? probes(s).length : (count ?? Number.MAX_SAFE_INTEGER);
      const offset = Math.floor(chance * s.candidates) + 1;
      change(turn, { doing: type, op, n: 0, of, ip: 0, offset, heldBack: 0 });
      if (count === undefined && type !== 'probe') {
        start(turn, 'over', s.durationMs, { type: 'over', op });
      }
      return tryNext(s, turn, nowUs);
    }
  }
}

function tryNext(s: Settings, turn: Turn<AttackerContext>, nowUs: number): void {
  const { doing, n, ip, offset, op } = turn.context;
  change(turn, { sentUs: nowUs });
  const message =
    doing === 'probe'
      ? probes(s)[n]?.message
      : doing === 'stuff'
        ? signIn(s, `user-${n + 1}@mail.example`, 'leaked', ip)
        : signIn(s, ANN, `pw-${(offset + n) % s.candidates}`, ip);
  if (message !== undefined) tell(turn, send('auth', message, { op }));
  patience(s, turn);
}

/** It waits for an answer as long as a browser does. */
const patience = (s: Settings, turn: Turn<AttackerContext>): void =>
  start(turn, 'patience', s.clientTimeoutMs, { type: 'patience', op: turn.context.op });

/** Made of many tries, one after the other. */
const isListed = (doing: Attack | ''): boolean =>
  doing === 'guess' || doing === 'stuff' || doing === 'probe';

function answered(
  s: Settings,
  turn: Turn<AttackerContext>,
  event: Answer & { nowUs?: number },
): void {
  const { doing, n, of, ip, op, heldBack, sentUs } = turn.context;
  const { type, nowUs = 0 } = event;
  stop(turn, 'patience');
  change(turn, { last: type });
  if (type === 'signedIn' || type === 'refreshed') {
    change(turn, { cookie: event.refreshToken, token: event.accessToken });
    if (type === 'signedIn') change(turn, { hits: turn.context.hits + 1 });
  }
  if (type === 'arrived') {
    change(turn, { cookie: event.refreshToken });
    tell(turn, send('jar', { type: 'putCookie', value: event.refreshToken }));
    tell(turn, fact({ type: 'planted', what: event.refreshToken }));
  }
  if (doing === 'misuseLink' && type === 'accepted') {
    tell(turn, send('mail', { type: 'openMail', whose: OWN }));
    return;
  }
  if (doing === 'probe') sayProbe(s, turn, event);
  // What is asked only once, and what is answered when the attack is over, leads to no further try.
  if (!isListed(doing)) return end(turn);
  const isHeldBack = type === 'tooMany' && doing !== 'probe';
  const isOver = n + 1 >= of || (doing === 'guess' && type === 'signedIn');
  if (isOver && !isHeldBack) return end(turn);
  const restMs = Math.max(0, 1_000 / s.attacksPerSecond - (nowUs - sentUs) / MS);
  const allHeldBack = isHeldBack && heldBack + 1 >= s.attackerIps;
  const waitMs = allHeldBack ? (event.retryAfter ?? 0) * 1_000 : 0;
  // A password that was not looked at is tried again, from the next IP address.
  change(turn, {
    n: isHeldBack ? n : n + 1,
    ip: (ip + 1) % s.attackerIps,
    heldBack: isHeldBack && !allHeldBack ? heldBack + 1 : 0,
  });
  start(turn, 'next', Math.max(restMs, waitMs), { type: 'next', op });
}

/** The link of a mail to itself, opened where it is signed in to an account of another address. */
function openElsewhere(s: Settings, turn: Turn<AttackerContext>): void {
  const { link, token, op } = turn.context;
  if (link === '') return end(turn);
  const chosen = s.killUnverified === 'sessions+password' ? { newPassword: 'mine' } : {};
  const authorization = `Bearer ${token}`;
  tell(turn, send('auth', { type: 'verify', link, authorization, ...chosen }, { op }));
  patience(s, turn);
}

function end(turn: Turn<AttackerContext>): void {
  stop(turn, 'over');
  stop(turn, 'patience');
  change(turn, { doing: '', op: '' });
}

function sayProbe(
  s: Settings,
  turn: Turn<AttackerContext>,
  { type, nowUs = 0 }: Answer & { nowUs?: number },
): void {
  const { n, sentUs } = turn.context;
  const probe = probes(s)[n];
  if (probe === undefined) return;
  const { kind, nth, exists } = probe;
  tell(turn, fact({ type: 'probed', kind, nth, exists, answer: type, tookUs: nowUs - sentUs }));
}

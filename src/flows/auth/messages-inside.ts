/** What is said inside the data centre, and inside a browser. */
import type { MessageView } from '../../flow/message.ts';
import type { Message } from '../../kernel/system.ts';

const err = (request: Message): Message => ({ type: 'ERR', of: request.type });

const ask = (
  replies: readonly string[],
  label: MessageView['label'],
  say: MessageView['say'],
): MessageView => ({
  role: 'request',
  replies: [...replies, 'ERR'],
  failsAs: err,
  kind: 'command',
  label,
  say,
});

const tell = (label: MessageView['label'], say: MessageView['say']): MessageView => ({
  role: 'reply',
  kind: 'reply',
  label,
  say,
});

const oneWay = (
  kind: MessageView['kind'],
  label: MessageView['label'],
  say: MessageView['say'],
): MessageView => ({ role: 'oneWay', kind, label, say });

const database = {
  LOAD: ask(
    ['USER'],
    () => 'load user',
    ({ email }, from, to) => `${from} loads ${email} from ${to}.`,
  ),
  USER: tell(
    ({ user }) => (user === null ? 'nobody' : 'user'),
    ({ user }, from, to) =>
      user === null
        ? `${from} has no such user for ${to}.`
        : `${from} gives ${to} ${user.email}, ${user.role}.`,
  ),
  MINT: ask(
    ['MINTED'],
    () => 'new family',
    ({ email }, from, to) => `${from} begins a session of ${email || 'a visitor'} in ${to}.`,
  ),
  MINTED: tell(
    ({ given }) => `${given.sid}, ${given.token}`,
    ({ given }, from, to) =>
      `${from} gives ${to} the session ${given.sid} with the refresh token ${given.token}.`,
  ),
  EXCHANGE: ask(
    ['EXCHANGED', 'INVALID'],
    ({ token }) => `exchange ${token}`,
    ({ token }, from, to) => `${from} asks ${to} for the successor of ${token}.`,
  ),
  EXCHANGED: tell(
    ({ given }) => given.token,
    ({ given }, from, to) => `${from} gives ${to} ${given.token}.`,
  ),
  INVALID: {
    ...tell(
      ({ why }) => why,
      ({ why }, from, to) => `${from} tells ${to} that it is ${why}.`,
    ),
    kind: 'error',
  },
  REVOKE: ask(
    ['REVOKED'],
    () => 'revoke',
    (_, from, to) => `${from} ends a session in ${to}.`,
  ),
  REVOKED: tell(
    () => 'revoked',
    ({ sids }, from, to) => `${from} tells ${to} what has ended: ${sids.join(', ') || 'nothing'}.`,
  ),
  CHECK: ask(
    ['CHECKED'],
    ({ sid }) => `session ${sid}?`,
    ({ sid }, from, to) => `${from} asks ${to} whether the session ${sid} is live.`,
  ),
  CHECKED: tell(
    ({ is }) => is,
    ({ is }, from, to) => `${from} tells ${to}: ${is}.`,
  ),
  SESSION: ask(
    ['SESSIONOF'],
    ({ token }) => `whose ${token}?`,
    ({ token }, from, to) => `${from} asks ${to} for the session of ${token}.`,
  ),
  SESSIONOF: tell(
    ({ sid }) => sid || 'none',
    ({ sid }, from, to) => `${from} tells ${to}: ${sid || 'none'}.`,
  ),
  ISSUE: ask(
    ['ISSUED'],
    () => 'new link',
    ({ email }, from, to) => `${from} asks ${to} for a link for ${email}.`,
  ),
  ISSUED: tell(
    ({ link }) => link || 'no user',
    ({ link }, from, to) => `${from} gives ${to} ${link || 'no link: there is no such user'}.`,
  ),
  INSERT: ask(
    ['INSERTED'],
    () => 'insert user',
    ({ email }, from, to) => `${from} inserts ${email} into ${to}.`,
  ),
  INSERTED: tell(
    ({ isNew }) => (isNew ? 'inserted' : 'was there'),
    ({ isNew }, from, to) => `${from} tells ${to} that the user ${isNew ? 'is new' : 'was there'}.`,
  ),
  REDEEM: ask(
    ['REDEEMED', 'INVALID'],
    ({ link }) => `redeem ${link}`,
    ({ link }, from, to) => `${from} redeems ${link} at ${to}.`,
  ),
  REDEEMED: tell(
    () => 'redeemed',
    ({ email }, from, to) => `${from} tells ${to} that ${email} is proved.`,
  ),
  ROLE: ask(
    ['ROLESTORED'],
    ({ role }) => `role ${role}`,
    ({ email, role }, from, to) => `${from} makes ${email} a ${role} in ${to}.`,
  ),
  ROLESTORED: tell(
    () => 'stored',
    (_, from, to) => `${from} tells ${to} that the role is stored.`,
  ),
  LIST: ask(
    ['LISTED'],
    () => 'list sessions',
    ({ email }, from, to) => `${from} asks ${to} for the sessions of ${email}.`,
  ),
  LISTED: tell(
    ({ sids }) => `${sids.length} sessions`,
    ({ sids }, from, to) => `${from} gives ${to} ${sids.join(', ')}.`,
  ),
  ERR: {
    ...tell(
      () => 'error',
      ({ of }, from) => `${from} could not do ${of}.`,
    ),
    kind: 'error',
  },
} satisfies Record<string, MessageView>;

const cache = {
  COUNT: ask(
    ['ALLOWANCE'],
    ({ ip }) => `count ${ip}`,
    ({ ip }, from, to) => `${from} counts a try of ${ip} in ${to}.`,
  ),
  ATTEMPTS: ask(
    ['ALLOWANCE'],
    () => 'locked?',
    ({ who }, from, to) => `${from} asks ${to} whether ${who} is locked.`,
  ),
  ALLOWANCE: tell(
    ({ waitMs }) => (waitMs === 0 ? 'come in' : 'wait'),
    ({ waitMs }, from, to) =>
      waitMs === 0 ? `${from} lets ${to} go on.` : `${from} tells ${to} to wait.`,
  ),
  FAILED: ask(
    ['OK'],
    () => 'one more wrong',
    ({ who }, from, to) => `${from} counts a wrong password for ${who} in ${to}.`,
  ),
  RESET: ask(
    ['OK'],
    () => 'count from 0',
    ({ who }, from, to) => `${from} counts ${who} from 0 again in ${to}.`,
  ),
  OK: tell(
    () => 'ok',
    (_, from, to) => `${from} tells ${to}: ok.`,
  ),
  PUT: ask(
    ['OK'],
    ({ sid, is }) => `${sid} is ${is}`,
    ({ sid, is }, from, to) => `${from} lists the session ${sid} as ${is} in ${to}.`,
  ),
  GETUSER: ask(
    ['USER'],
    () => 'cached user?',
    ({ email }, from, to) => `${from} asks ${to} for ${email}.`,
  ),
  PUTUSER: oneWay(
    'background',
    () => 'cache user',
    ({ user }, from, to) => `${from} puts ${user.email} into ${to} for a while.`,
  ),
} satisfies Record<string, MessageView>;

const mails = {
  MAIL: oneWay(
    'push',
    ({ link }) => `mail ${link}`,
    ({ to: whose, link }, from, to) =>
      `${from} sends ${to} a mail for ${whose} with the link ${link}.`,
  ),
  openMail: {
    ...ask(
      ['mailOpened'],
      () => 'open mail',
      (_, from, to) => `${from} opens the newest mail of ${to}.`,
    ),
    kind: 'request',
  },
  mailOpened: tell(
    ({ link }) => link || 'no mail',
    ({ link }, from, to) => `${to} reads in ${from}: ${link || 'nothing'}.`,
  ),
} satisfies Record<string, MessageView>;

const browser = {
  takeCookie: oneWay(
    'command',
    ({ lock }) => (lock ? 'lock, cookie?' : 'cookie?'),
    ({ lock }, from, to) => `${from} asks ${to} for the cookie${lock ? ', alone' : ''}.`,
  ),
  cookie: oneWay(
    'reply',
    ({ value }) => value || 'no cookie',
    ({ value }, from, to) => `${from} gives ${to} ${value || 'no cookie: there is none'}.`,
  ),
  putCookie: oneWay(
    'command',
    ({ value }) => `keep ${value}`,
    ({ value }, from, to) => `${from} puts ${value} into ${to}.`,
  ),
  dropCookie: oneWay(
    'command',
    () => 'delete cookie',
    (_, from, to) => `${from} deletes the cookie in ${to}.`,
  ),
  unlock: oneWay(
    'command',
    () => 'unlock',
    (_, from, to) => `${from} gives the lock back to ${to}.`,
  ),
  tabBack: oneWay(
    'command',
    () => 'begins again',
    (_, from, to) => `${from} begins again, and gives back to ${to} what it held.`,
  ),
  copy: oneWay(
    'error',
    () => 'copy',
    (_, from, to) => `${from} copies what ${to} holds.`,
  ),
  copied: oneWay(
    'error',
    () => 'a copy',
    (_, from, to) => `${to} has a copy of what ${from} holds.`,
  ),
  needToken: oneWay(
    'command',
    () => 'token?',
    (_, from) => `${from} needs another access token.`,
  ),
  token: oneWay(
    'reply',
    () => 'token',
    (_, from) => `${from} has an access token for its request.`,
  ),
  noToken: oneWay(
    'error',
    () => 'no token',
    (_, from) => `${from} has no access token for its request.`,
  ),
  renewed: oneWay(
    'reply',
    () => 'new token',
    (_, from) => `${from} has a new access token.`,
  ),
  notRenewed: oneWay(
    'error',
    () => 'no new token',
    (_, from) => `${from} gets no new access token.`,
  ),
  fetched: oneWay(
    'background',
    ({ outcome }) => outcome,
    ({ what, outcome }, from) => `${from}: ${what} is ${outcome}.`,
  ),
} satisfies Record<string, MessageView>;

export const inside = { ...database, ...cache, ...mails, ...browser };

/** How the messages look and read, which answers which, and what they are in HTTP. */
import type { MessageView } from '../../flow/message.ts';
import { readJwt } from './jwt.ts';
import { inside } from './messages-inside.ts';
import { problems } from './messages-problems.ts';
import type { ProblemType } from './protocol.ts';

const failsAs = (): { type: string } => ({ type: 'failure' });

const request = (
  replies: readonly (
    | ProblemType
    | 'signedIn'
    | 'refreshed'
    | 'arrived'
    | 'done'
    | 'accepted'
    | 'granted'
    | 'sessions'
  )[],
): Pick<MessageView, 'role' | 'replies' | 'failsAs' | 'kind'> => ({
  role: 'request',
  replies: [...replies, 'failure'],
  failsAs,
  kind: 'request',
});

const reply = { role: 'reply', kind: 'reply' } as const;

const requests = {
  signIn: {
    ...request(['signedIn', 'invalidCredentials', 'unknownAccount', 'tooMany', 'badRequest']),
    label: () => 'POST login',
    say: ({ email }, from, to) => `${from} signs in to ${to} as ${email}.`,
    http: {
      method: 'POST',
      path: '/api/auth/login',
      headers: { 'X-Forwarded-For': 'ip', 'X-Device': 'device', DPoP: 'proof', Cookie: 'cookie' },
      body: ['email', 'password'],
      texts: ['ip', 'device', 'proof', 'cookie'],
    },
  },
  arrive: {
    ...request(['arrived']),
    label: () => 'POST visit',
    say: (_, from, to) => `${from} comes to ${to} as a visitor.`,
    http: {
      method: 'POST',
      path: '/api/auth/visits',
      headers: { DPoP: 'proof' },
      texts: ['proof'],
    },
  },
  refresh: {
    ...request(['refreshed', 'refreshInvalid', 'refreshReused']),
    label: ({ cookie }) => `POST refresh ${cookie}`,
    say: ({ cookie }, from, to) => `${from} shows ${to} the refresh token ${cookie}.`,
    http: {
      method: 'POST',
      path: '/api/auth/refresh',
      headers: { Cookie: 'cookie', DPoP: 'proof' },
      texts: ['cookie', 'proof'],
    },
  },
  signOut: {
    ...request(['done']),
    label: () => 'POST logout',
    say: (_, from, to) => `${from} signs out at ${to}.`,
    http: {
      method: 'POST',
      path: '/api/auth/logout',
      headers: { Cookie: 'cookie', Authorization: 'authorization' },
      texts: ['cookie', 'authorization'],
    },
  },
  register: {
    ...request(['accepted', 'taken', 'tooMany', 'badRequest']),
    label: () => 'POST register',
    say: ({ email }, from, to) => `${from} asks ${to} for an account for ${email}.`,
    http: {
      method: 'POST',
      path: '/api/auth/register',
      headers: { 'X-Forwarded-For': 'ip' },
      body: ['email', 'password'],
      texts: ['ip'],
    },
  },
  forgot: {
    ...request(['accepted', 'unknownAccount', 'tooMany', 'badRequest']),
    label: () => 'POST forgot',
    say: ({ email }, from, to) =>
      `${from} asks ${to} for a link to set a new password for ${email}.`,
    http: {
      method: 'POST',
      path: '/api/auth/password/forgot',
      headers: { 'X-Forwarded-For': 'ip' },
      body: ['email'],
      texts: ['ip'],
    },
  },
  reset: {
    ...request(['done', 'invalidLink']),
    label: ({ link }) => `POST reset ${link}`,
    say: ({ link }, from, to) => `${from} sets a new password at ${to} with the link ${link}.`,
    http: { method: 'POST', path: '/api/auth/password/reset', body: ['link', 'newPassword'] },
  },
  verify: {
    ...request(['done', 'invalidLink']),
    label: ({ link }) => `POST verify ${link}`,
    say: ({ link }, from, to) => `${from} proves an address to ${to} with the link ${link}.`,
    http: {
      method: 'POST',
      path: '/api/auth/email/verify',
      headers: { Authorization: 'authorization' },
      body: ['link', 'newPassword'],
      texts: ['authorization'],
    },
  },
  listSessions: {
    ...request(['sessions', 'invalidToken', 'notFound']),
    label: () => 'GET sessions',
    say: (_, from, to) => `${from} asks ${to} which sessions there are.`,
    http: {
      method: 'GET',
      path: '/api/auth/sessions',
      headers: { Authorization: 'authorization' },
      texts: ['authorization'],
    },
  },
  endSession: {
    ...request(['done', 'invalidToken', 'notFound']),
    label: ({ sid }) => `DELETE session ${sid}`,
    say: ({ sid }, from, to) => `${from} asks ${to} to end the session ${sid}.`,
    http: {
      method: 'DELETE',
      path: '/api/auth/sessions/:sid',
      headers: { Authorization: 'authorization' },
      texts: ['sid', 'authorization'],
    },
  },
  setRole: {
    ...request(['done', 'invalidToken', 'forbidden']),
    label: ({ role }) => `PUT role ${role}`,
    say: ({ email, role }, from, to) => `${from} asks ${to} to make ${email} a ${role}.`,
    http: {
      method: 'PUT',
      path: '/api/users/:email/role',
      headers: { Authorization: 'authorization' },
      body: ['role'],
      texts: ['email', 'authorization'],
    },
  },
  get: {
    ...request(['granted', 'invalidToken', 'forbidden']),
    label: ({ what }) => `GET ${what}`,
    say: ({ what, authorization }, from, to) =>
      `${from} asks ${to} for ${what}${authorization === undefined ? ', without a token' : ''}.`,
    http: {
      method: 'GET',
      path: '/api/:what',
      server: 'api',
      headers: { Authorization: 'authorization', DPoP: 'proof' },
      texts: ['what', 'authorization', 'proof'],
    },
  },
} satisfies Record<string, MessageView>;

const replies = {
  signedIn: {
    ...reply,
    label: ({ refreshToken }) => `200 ${refreshToken}`,
    say: ({ accessToken, refreshToken }, from, to) =>
      `${from} answers ${to}: signed in, session ${readJwt(accessToken)?.sid}, refresh token ${refreshToken}.`,
    http: {
      status: 200,
      statuses: [200],
      headers: { 'Set-Cookie': 'refreshToken', 'Cache-Control': 'cacheControl' },
      body: ['user', 'accessToken', 'expiresIn'],
      constant: { tokenType: 'Bearer' },
      texts: ['refreshToken', 'cacheControl'],
    },
  },
  refreshed: {
    ...reply,
    label: ({ refreshToken }) => `200 ${refreshToken}`,
    say: ({ refreshToken }, from, to) =>
      `${from} gives ${to} a new access token and the refresh token ${refreshToken}.`,
    http: {
      status: 200,
      statuses: [200],
      headers: { 'Set-Cookie': 'refreshToken', 'Cache-Control': 'cacheControl' },
      body: ['accessToken', 'expiresIn'],
      constant: { tokenType: 'Bearer' },
      texts: ['refreshToken', 'cacheControl'],
    },
  },
  arrived: {
    ...reply,
    label: ({ refreshToken }) => `204 ${refreshToken}`,
    say: ({ refreshToken }, from, to) =>
      `${from} gives ${to} a visitor’s session: ${refreshToken}.`,
    http: {
      status: 204,
      statuses: [204],
      headers: { 'Set-Cookie': 'refreshToken' },
      texts: ['refreshToken'],
    },
  },
  done: {
    ...reply,
    label: () => '204',
    say: (_, from, to) => `${from} answers ${to}: done.`,
    http: { status: 204, statuses: [204] },
  },
  accepted: {
    ...reply,
    label: () => '202',
    say: (_, from, to) =>
      `${from} answers ${to}: accepted; if there is more to say, a mail says it.`,
    http: { status: 202, statuses: [202] },
  },
  granted: {
    ...reply,
    label: ({ what }) => `200 ${what}`,
    say: ({ what, user }, from, to) => `${from} gives ${to} ${what} of ${user}.`,
    http: { status: 200, statuses: [200], body: ['what', 'user'] },
  },
  sessions: {
    ...reply,
    label: ({ sids }) => `200 ${sids.length} sessions`,
    say: ({ sids }, from, to) => `${from} lists for ${to} the sessions ${sids.join(', ')}.`,
    http: { status: 200, statuses: [200], body: ['sids'] },
  },
} satisfies Record<string, MessageView>;

export const messages: Readonly<Record<string, MessageView>> = {
  ...requests,
  ...replies,
  ...problems,
  ...inside,
};

/** What goes wrong, as problem documents (RFC 9457). */
import type { MessageView } from '../../flow/message.ts';
import type { ProblemType } from './protocol.ts';

const URI = 'https://sim.local/problems';

const problem = (
  status: number,
  name: string,
  title: string,
  more: Pick<NonNullable<MessageView['http']>, 'headers' | 'texts'> = {},
): MessageView => ({
  role: 'reply',
  kind: 'error',
  label: () => `${status}`,
  say: (_, from, to) => `${from} answers ${to} with ${status}: ${title}.`,
  http: {
    status,
    statuses: [status],
    constant: { type: `${URI}/${name}`, title, status },
    ...more,
  },
});

/** RFC 9110 §15.5.2: every 401 says how to authenticate. */
const challenged = { headers: { 'WWW-Authenticate': 'challenge' }, texts: ['challenge'] };

export const problems: Readonly<Record<ProblemType, MessageView>> = {
  invalidCredentials: problem(
    401,
    'invalid-credentials',
    'Address or password is wrong',
    challenged,
  ),
  unknownAccount: problem(404, 'unknown-account', 'Nobody has this address'),
  invalidToken: problem(401, 'invalid-token', 'No access token that works', challenged),
  refreshInvalid: problem(401, 'refresh-invalid', 'No refresh token that works', challenged),
  refreshReused: problem(401, 'refresh-reused', 'The refresh token was used before', challenged),
  forbidden: problem(403, 'forbidden', 'Not allowed'),
  notFound: problem(404, 'not-found', 'There is no such thing'),
  taken: problem(409, 'taken', 'Somebody has this address'),
  tooMany: problem(429, 'too-many', 'Too many tries', { headers: { 'Retry-After': 'retryAfter' } }),
  badRequest: problem(400, 'bad-request', 'Invalid request'),
  invalidLink: problem(400, 'invalid-link', 'The link does not work'),
  failure: problem(500, 'failure', 'Something went wrong'),
};

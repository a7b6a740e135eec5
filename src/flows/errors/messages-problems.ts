/** Error documents, RFC 9457: one message for each type of problem; and pages that are none. */
import type { MessageView } from '../../flow/message.ts';
import { PROBLEMS, type ProblemType } from './protocol.ts';

const STATUSES: Readonly<Record<ProblemType, readonly number[]>> = {
  notFound: [404],
  invalid: [400],
  unauthenticated: [401],
  forbidden: [403],
  conflict: [409],
  limited: [429],
  failed: [500],
  unavailable: [502, 503, 504],
  busy: [503, 504],
};
const SLUGS: Readonly<Record<ProblemType, string>> = {
  notFound: 'not-found',
  invalid: 'validation',
  unauthenticated: 'authentication',
  forbidden: 'authorization',
  conflict: 'conflict',
  limited: 'rate-limit',
  failed: 'internal',
  unavailable: 'unavailable',
  busy: 'busy',
};

const problem = (type: ProblemType): MessageView => ({
  role: 'reply',
  kind: 'error',
  label: ({ status }) => `${status}`,
  say: ({ status, title }, from, to) => `${from} answers ${to} with ${status}: ${title}.`,
  http: {
    status: ({ status }) => Number(status),
    statuses: STATUSES[type],
    headers: { 'Retry-After': 'retryAfter', 'WWW-Authenticate': 'challenge' },
    body: ['title', 'status', 'detail', 'errors', 'traceId', 'retryable'],
    constant: { type: `https://sim.local/problems/${SLUGS[type]}` },
    texts: ['challenge'],
  },
});

export const problems: Readonly<Record<string, MessageView>> = {
  ...Object.fromEntries(PROBLEMS.map((type) => [type, problem(type)])),
  errorPage: {
    role: 'reply',
    kind: 'error',
    label: ({ status }) => `${status} HTML`,
    say: ({ status }, from, to) => `${from} answers ${to} with ${status} and a page of HTML.`,
    http: { status: ({ status }) => Number(status), statuses: [500, 502], html: 'page' },
  },
};

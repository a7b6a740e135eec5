/** The field guide: one error on its way to the screen, then each of the hierarchy with the mapping and without. */
import type { GuideCheck } from '../../flow/check.ts';
import type { Guide, GuideEntry, GuideOther } from '../../flow/guide.ts';

const standard = { variant: 'standard' } as const;
const MEASURES = ['client-errors', 'server-errors', 'requests'] as const;
const UNMAPPED = {
  called: 'Not mapped to a status',
  fixes: { handlerMap: 'off' },
} as const;

interface Kind {
  readonly name: string;
  readonly title: string;
  readonly what: string;
  readonly use: string;
  readonly status: number;
  readonly op: string;
  /** What the person reads. */
  readonly says: string;
  /** In place of a handler that maps nothing. */
  readonly otherwise?: GuideOther;
  readonly fixes?: Readonly<Record<string, string>>;
  readonly called?: string;
}

/** The status that goes out, and the words that a person reads. */
const seen = ({ status, says, op }: Kind): readonly GuideCheck[] => [
  { fact: 'answered', where: { op, status }, compare: 'ge', value: 1 },
  { fact: 'shown', where: { op, text: says }, compare: 'eq', value: 1 },
];

const entry = (kind: Kind): GuideEntry => ({
  id: `errors.${kind.name}`,
  title: kind.title,
  what: kind.what,
  use: kind.use,
  run: { ...standard, workload: kind.name, ...(kind.fixes && { fixes: kind.fixes }) },
  called: kind.called ?? 'Mapped',
  claim: seen(kind),
  others: [kind.otherwise ?? UNMAPPED],
  measures: MEASURES,
});

export const guide: Guide = {
  title: 'Error handling flow',
  say: 'What becomes of an error on its way from the database to a sentence that helps.',
  groups: [
    {
      title: 'Proper error propagation',
      entries: [
        {
          id: 'errors.propagation',
          title: 'Database, service, handler, frontend',
          what: 'The database says that a name is taken. The service makes a domain error of it, the handler an HTTP status, and the page a sentence. Each layer speaks the language of the one above it.',
          use: 'Translate once at each boundary. The database’s words do not leave the service, and the page decides by type and status, never by reading a message.',
          run: { ...standard, workload: 'conflict' },
          called: 'Each layer maps',
          lookAtUs: 245_000,
          claim: [
            { fact: 'trouble', where: { cause: 'unique' }, compare: 'eq', value: 1 },
            { fact: 'raised', where: { error: 'ConflictError' }, compare: 'eq', value: 1 },
            { fact: 'replied', where: { status: 409 }, compare: 'eq', value: 1 },
            { fact: 'shown', where: { text: 'Name already taken.' }, compare: 'eq', value: 1 },
          ],
          others: [
            { called: 'The service does not map', fixes: { serviceMap: 'off' } },
            { called: 'The handler does not map', fixes: { handlerMap: 'off' } },
          ],
          measures: MEASURES,
        },
      ],
    },
    {
      title: 'Error hierarchy',
      entries: [
        entry({
          name: 'not-found',
          title: 'NotFoundError → 404',
          status: 404,
          op: 'look-1',
          says: 'This item no longer exists.',
          what: 'Somebody asks for what is not there. It is nobody’s fault, and trying again does not help.',
          use: 'For a thing that is not there, or that this person must not know of. Not for an empty list: that is 200.',
        }),
        entry({
          name: 'validation',
          title: 'ValidationError → 400',
          status: 400,
          op: 'create-1',
          says: 'Quantity: must be at least 1.',
          what: 'The input makes no sense. The answer names the field and what is allowed, so that the page can show it there.',
          use: 'For what the caller can mend. Name every field that is wrong at once.',
        }),
        entry({
          name: 'authentication',
          title: 'AuthenticationError → 401',
          status: 401,
          op: 'buy-1',
          says: 'Please sign in.',
          what: 'Nobody is signed in, or the token is over. The page tries to renew it once, then asks to sign in.',
          use: 'For “who are you?”. It comes with a challenge, and the same request works after signing in.',
        }),
        entry({
          name: 'authorization',
          title: 'AuthorizationError → 403',
          status: 403,
          op: 'create-1',
          says: 'You don’t have access.',
          what: 'It is known who asks, and this person may not. Signing in again does not help.',
          use: 'For “you may not”. Where even the existence is a secret, answer 404.',
        }),
        entry({
          name: 'conflict',
          title: 'ConflictError → 409',
          status: 409,
          op: 'create-1',
          says: 'Name already taken.',
          what: 'The request makes sense, and what is there already does not let it through: here a name that is taken.',
          use: 'For what somebody else did before: a taken name, an edit from an old version. The person decides what to do.',
        }),
        entry({
          name: 'rate-limit',
          title: 'RateLimitError → 429',
          status: 429,
          op: 'look-2',
          says: 'lamp: 12 in stock.',
          what: 'Too many requests within a time. The answer says when to come back, the page waits so long, and the next attempt works.',
          use: 'To protect what is shared. Say when in Retry-After, and spread the clients that come back.',
        }),
        entry({
          name: 'database',
          title: 'DatabaseError → 500',
          status: 500,
          op: 'create-1',
          says: 'Something went wrong. Ref create-1.1.',
          called: 'Sanitised',
          otherwise: { called: 'As it was thrown', fixes: { catchAll: 'leak' } },
          what: 'The database fails, which nobody expected. The person learns that it is not their fault and gets a reference; the details are in the log.',
          use: 'For what is unexpected. Nothing of the inside goes out, and everything goes into the log, once.',
        }),
        entry({
          name: 'external-service',
          title: 'ExternalServiceError → 500',
          status: 500,
          op: 'buy-1',
          says: 'Something went wrong. Ref buy-1.1.',
          called: 'All a 500',
          fixes: { refinedMapping: 'off' },
          otherwise: { called: '502, 503, 504', fixes: { refinedMapping: 'on' } },
          what: 'The payment provider is down. As a plain 500 it looks like a mistake of this app, and nobody tries again, though it would pass.',
          use: 'Better: tell the upstream’s failures apart. 502 for an answer that makes no sense, 503 when it is down, 504 when it is late; then a client knows that waiting helps.',
        }),
      ],
    },
  ],
};

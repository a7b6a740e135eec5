/** From an error of the domain to a response: the handler's table, as the fixes make it. */
import type { Message } from '../../../kernel/system.ts';
import type { DomainError, ProblemType } from '../protocol.ts';
import type { Settings } from '../settings.ts';

interface Mapped {
  readonly type: ProblemType;
  readonly status: number;
}

const FAILED: Mapped = { type: 'failed', status: 500 };
/** What became of a call to another service. */
const UPSTREAM: Readonly<Record<string, number>> = { bad: 502, down: 503, late: 504 };

function mapped(s: Settings, { name, why, origin }: DomainError): Mapped {
  if (s.handlerMap === 'off') return FAILED;
  switch (name) {
    case 'NotFoundError':
      return { type: 'notFound', status: 404 };
    case 'ValidationError':
      return { type: 'invalid', status: 400 };
    case 'AuthenticationError':
      return { type: 'unauthenticated', status: 401 };
    case 'AuthorizationError':
      return { type: 'forbidden', status: 403 };
    case 'ConflictError':
      return { type: 'conflict', status: 409 };
    case 'RateLimitError':
      return { type: 'limited', status: 429 };
    case 'TransientDbError':
      return { type: 'busy', status: 503 };
    case 'ExternalServiceError': {
      if (s.refinedMapping === 'off') return FAILED;
      const own = origin === 'service-down' || origin === 'service-late';
      return { type: own ? 'busy' : 'unavailable', status: UPSTREAM[why] ?? 502 };
    }
    case 'DatabaseError':
    case 'Error':
      return FAILED;
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Invalid request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  429: 'Too many requests',
  500: 'Internal error',
  502: 'Bad reply from another service',
  503: 'Service unavailable',
  504: 'Another service is late',
};

/** The page of a web server whose application threw. */
const PAGE =
  '<html><body><h1>500 Internal Server Error</h1><hr>nginx/1.27.2 Node.js v20.19.1</body></html>';

/** Pure. What a stranger reads of an error. */
export function replyFor(s: Settings, error: DomainError, trace: string): Message {
  const { type, status } = mapped(s, error);
  const isServers = status >= 500;
  if (status === 500 && s.catchAll === 'rethrow') return { type: 'errorPage', status, page: PAGE };
  const leaks = s.catchAll === 'leak';
  return {
    type,
    status,
    title: TITLES[status] ?? 'Error',
    ...(isServers && leaks ? { detail: stackOf(error) } : {}),
    ...(isServers && !leaks ? { traceId: trace } : {}),
    ...(isServers ? { retryable: status !== 500 } : {}),
    ...(type === 'invalid' ? { errors: [fieldError(s, error)] } : {}),
    ...(error.retryAfter > 0 && (status === 429 || status === 503)
      ? { retryAfter: error.retryAfter }
      : {}),
    ...(status === 401 ? { challenge: challengeOf(error) } : {}),
  };
}

/** RFC 6750 §3.1: the code is left out where no token came. */
const challengeOf = ({ why }: DomainError): string =>
  why === 'expired' ? 'Bearer realm="shop", error="invalid_token"' : 'Bearer realm="shop"';

const stackOf = ({ name, cause }: DomainError): string =>
  `${name}: ${cause} at OrderRepository.save (/srv/shop/src/repository.js:42:11) on db-1.internal`;

function fieldError(s: Settings, { pointer, why, cause }: DomainError) {
  const plain = { pointer, code: why };
  const passes = s.catchAll === 'leak' || s.catchAll === 'sanitise-detail';
  return passes ? { ...plain, message: cause } : plain;
}

/** Pure. What a person gets for what they asked; `null` where an error was swallowed. */
export function successFor(request: Message, value: Message | null): Message {
  switch (request.type) {
    case 'getItem':
      return { type: 'item', item: value };
    case 'postItem':
      return { type: 'created', item: value };
    case 'deleteItem':
      return { type: 'removed' };
    case 'postOrder':
      return { type: value?.['status'] === 'PENDING' ? 'pending' : 'paid', order: value };
    case 'getOrder':
      return { type: 'order', order: value };
    default:
      return { type: 'session', token: String(value?.['token'] ?? '') };
  }
}

/** Errors of the domain, and how the service makes them of what it meets. */
import type { Message } from '../../../kernel/system.ts';
import type { DomainError, ErrorName, Origin } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export const errorOf = (
  name: ErrorName,
  origin: Origin,
  cause: string,
  more: Partial<Pick<DomainError, 'why' | 'pointer' | 'retryAfter'>> = {},
): DomainError => ({ name, origin, cause, why: '', pointer: '', retryAfter: 0, ...more });

/** The same call may go well a moment later. */
export const isTransient = ({ name }: DomainError): boolean =>
  name === 'ExternalServiceError' || name === 'TransientDbError';

/** Class 40 of SQLSTATE: the transaction was rolled back, and may be tried again. */
export const isDeadlock = (code: string): boolean => code.startsWith('40');

const SAYS: Readonly<Record<string, string>> = {
  '23505': 'duplicate key value violates unique constraint "items_name_key"',
  '23503': 'delete on table "items" violates foreign key constraint "orders_item_fkey"',
  '22001': 'value too long for type character varying(20)',
  '40P01': 'deadlock detected: UPDATE items SET qty = $1',
  '40001': 'could not serialize access due to concurrent update',
  '53100': 'could not extend file "base/16384/2619": No space left on device',
  '08006': 'connection to db-1.internal:5432 failed',
};
const says = (code: string): string => `ERROR ${code}: ${SAYS[code] ?? 'internal error'}`;

const ORIGIN_OF: Readonly<Record<string, Origin>> = {
  '23505': 'unique',
  '23503': 'foreignKey',
  '40P01': 'transient',
  '40001': 'transient',
};

/** Pure. What the service makes of an error of the database. */
export function fromDatabase(s: Settings, code: string): DomainError {
  return errorOf(nameFor(s, code), ORIGIN_OF[code] ?? 'database', says(code));
}

function nameFor(s: Settings, code: string): ErrorName {
  if (s.serviceMap === 'off') return 'Error';
  if (code === '23505') return s.unique === 'index' ? 'ConflictError' : 'Error';
  if (code === '23503') return 'ConflictError';
  return isDeadlock(code) ? 'TransientDbError' : 'DatabaseError';
}

export const nameTaken = (): DomainError =>
  errorOf('ConflictError', 'unique', 'SELECT 1 FROM items: 1 row');

/** Pure. A row that is not there is no error to the database. */
export const absent = (s: Settings): DomainError =>
  s.serviceMap === 'on'
    ? errorOf('NotFoundError', 'absent', 'SELECT * FROM items: 0 rows')
    : errorOf('Error', 'absent', "TypeError: Cannot read properties of null (reading 'name')");

/** Pure. What became of a call of the payment provider. */
export function fromProvider(
  s: Settings,
  why: 'bad' | 'down' | 'late',
  retryAfter = 0,
): DomainError {
  const cause = {
    bad: 'SyntaxError: Unexpected token < in JSON of https://pay.internal/charges',
    down: '503 of https://pay.internal/charges',
    late: 'ETIMEDOUT https://pay.internal/charges',
  }[why];
  const name = s.serviceMap === 'on' ? 'ExternalServiceError' : 'Error';
  return errorOf(name, `external-${why}`, cause, { why, retryAfter });
}

/** Pure. What the service makes of what it hears while it serves an order. */
export function fromHeard(s: Settings, event: Message): DomainError | null {
  switch (event.type) {
    case 'PAYERR':
      return fromProvider(s, 'down');
    case 'GARBAGE':
      return fromProvider(s, 'bad');
    case 'mayNotCall':
      return fromProvider(s, 'down', Number(event['retryAfter']));
    case 'DBERR':
      return fromDatabase(s, String(event['code']));
    case 'refused':
      return event['of'] === 'CHARGE' ? fromProvider(s, 'down') : fromDatabase(s, '08006');
    default:
      return null;
  }
}

/** What a guest may not do. */
const EDITS = ['postItem', 'deleteItem'];

/**
 * Pure. Who asks, whether they may, and whether what they say makes sense. Tokens of an earlier
 * generation have expired.
 */
export function check(request: Message, generation: number): DomainError | null {
  if (request.type === 'postSession') return null;
  const token = String(request['token'] ?? '');
  const [, user = '', born = '-1'] = /^Bearer (\w[\w-]*)\.(\d+)$/i.exec(token) ?? [];
  if (Number(born) < generation) {
    // RFC 6750 §3: only of a token that came can it be said that it is invalid.
    const why = /^Bearer /i.test(token) ? 'expired' : 'none';
    return errorOf('AuthenticationError', 'token', `token of "${user}" is ${why}`, { why });
  }
  if (user.startsWith('guest') && EDITS.includes(request.type)) {
    return errorOf('AuthorizationError', 'right', 'role guest lacks items:write');
  }
  return checkInput(request);
}

const COLUMN = 'items.qty_on_hand CHECK (qty_on_hand >= 1) in /srv/shop/src/items.js';

function checkInput(request: Message): DomainError | null {
  if (request.type !== 'postItem' && request.type !== 'postOrder') return null;
  const wrong = (pointer: string, why: string): DomainError =>
    errorOf('ValidationError', 'input', COLUMN, { pointer, why });
  const [named, pointer] =
    request.type === 'postItem' ? [request['name'], '/name'] : [request['item'], '/item'];
  if (named === '') return wrong(pointer, 'required');
  if (typeof named !== 'string') return wrong(pointer, 'type');
  if (!Number.isInteger(request['qty'])) return wrong('/qty', 'integer');
  return Number(request['qty']) < 1 ? wrong('/qty', 'min') : null;
}

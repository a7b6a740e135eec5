/** Errors of the domain, and how the service makes them of what it meets. */
import type { Message } from '../../../kernel/system.ts';
import type { DomainError, ErrorName } from '../protocol.ts';
import type { Settings } from '../settings.ts';

export const errorOf = (
  name: ErrorName,
  cause: string,
  more: Partial<Pick<DomainError, 'why' | 'pointer' | 'retryAfter'>> = {},
): DomainError => ({ name, cause, why: '', pointer: '', retryAfter: 0, ...more });

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
  '53100': 'could not extend file "base/16384/2619": No space left on device',
  '08006': 'connection to db-1.internal:5432 failed',
};
const says = (code: string): string => `ERROR ${code}: ${SAYS[code] ?? 'internal error'}`;

/** Pure. What the service makes of an error of the database. */
export function fromDatabase(s: Settings, code: string): DomainError {
  if (s.serviceMap === 'off') return errorOf('Error', says(code));
  if (code === '23505')
    return errorOf(s.unique === 'index' ? 'ConflictError' : 'Error', says(code));
  if (code === '23503') return errorOf('ConflictError', says(code));
  if (isDeadlock(code)) return errorOf('TransientDbError', says(code));
  return errorOf('DatabaseError', says(code));
}

export const nameTaken = (): DomainError => errorOf('ConflictError', 'SELECT 1 FROM items: 1 row');

/** Pure. A row that is not there is no error to the database. */
export const absent = (s: Settings): DomainError =>
  s.serviceMap === 'on'
    ? errorOf('NotFoundError', 'SELECT * FROM items: 0 rows')
    : errorOf('Error', "TypeError: Cannot read properties of null (reading 'name')");

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
  return errorOf(s.serviceMap === 'on' ? 'ExternalServiceError' : 'Error', cause, {
    why,
    retryAfter,
  });
}

interface Checked {
  readonly error: DomainError;
  /** What was wrong, for the guarantees. */
  readonly cause: string;
}

/** Whoever is a guest may look and buy. */
const EDITS = ['postItem', 'deleteItem'];

/** Pure. Who asks, whether they may, and whether what they say makes sense; `generation` is that of the tokens that are valid. */
export function check(request: Message, generation: number): Checked | null {
  if (request.type === 'postSession') return null;
  const token = String(request['token'] ?? '');
  const [, user = '', born = '0'] = /^Bearer (\w[\w-]*)\.(\d+)$/.exec(token) ?? [];
  if (Number(born) < generation) {
    const why = token === '' ? 'none' : 'expired';
    const error = errorOf('AuthenticationError', `token of "${user}" is ${why}`, { why });
    return { error, cause: 'token' };
  }
  if (user.startsWith('guest') && EDITS.includes(request.type)) {
    const error = errorOf('AuthorizationError', `role guest lacks items:write`);
    return { error, cause: 'right' };
  }
  return checkInput(request);
}

function checkInput(request: Message): Checked | null {
  if (request.type !== 'postItem' && request.type !== 'postOrder') return null;
  const wrong = (pointer: string, why: string): Checked => ({
    error: errorOf('ValidationError', COLUMN, { pointer, why }),
    cause: 'input',
  });
  if (request['name'] === '') return wrong('/name', 'required');
  return Number(request['qty']) < 1 ? wrong('/qty', 'min') : null;
}
const COLUMN = 'items.qty_on_hand CHECK (qty_on_hand >= 1) in /srv/shop/src/items.js';

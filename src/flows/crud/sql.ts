/** The statements as a database would get them: for labels, and for errors that nobody caught. */
import type { KeyAsk, Select, Statement } from './protocol.ts';
import { TENANT } from './protocol.ts';

const SCOPE = `tenant = '${TENANT}' AND deleted_at IS NULL`;
const JOIN = ' JOIN owners ON owners.id = owner_id';
const text = (value: unknown): string =>
  typeof value === 'number' ? String(value) : `'${String(value)}'`;

export function selectText({
  what,
  ids,
  page,
  size,
  scoped,
  join,
}: Omit<Select, 'type' | 'from' | 'op'>): string {
  switch (what) {
    case 'page': {
      const owner = join ? JOIN : '';
      const where = scoped ? ` WHERE ${SCOPE}` : '';
      return `SELECT * FROM items${owner}${where} ORDER BY id LIMIT ${size} OFFSET ${(page - 1) * size}`;
    }
    case 'item':
      return `SELECT * FROM items${join ? JOIN : ''} WHERE items.id = ${text(ids[0])}${scoped ? ` AND ${SCOPE}` : ''}`;
    case 'owner':
      return `SELECT name FROM owners WHERE id = ${text(ids[0])}`;
    case 'owners':
      return `SELECT id, name FROM owners WHERE id IN (${ids.map(text).join(', ')})`;
  }
}

export function statementText(statement: Statement): string {
  switch (statement.do) {
    case 'insert': {
      const { title, qty, ownerId } = statement.draft;
      return `INSERT INTO items (title, qty, owner_id) VALUES (${text(title)}, ${text(qty)}, ${text(ownerId)})`;
    }
    case 'update': {
      const { id, draft, ifVersion } = statement;
      const only = ifVersion === null ? '' : ` AND version = ${ifVersion}`;
      return `UPDATE items SET title = ${text(draft.title)}, qty = ${text(draft.qty)} WHERE id = ${text(id)}${only}`;
    }
    case 'remove': {
      const only = statement.ifVersion === null ? '' : ` AND version = ${statement.ifVersion}`;
      return `UPDATE items SET deleted_at = now() WHERE id = ${text(statement.id)}${only}`;
    }
    case 'take':
      return statement.qty === null
        ? `UPDATE items SET qty = qty - 1 WHERE id = ${text(statement.id)} AND qty > 0`
        : `UPDATE items SET qty = ${statement.qty} WHERE id = ${text(statement.id)}`;
    case 'sale':
      return `INSERT INTO sales (item_id) VALUES (${text(statement.id)})`;
    case 'key':
      return `UPDATE keys SET result = … WHERE key = ${text(statement.key)}`;
  }
}

export const txText = (statements: readonly Statement[]): string =>
  statements.map(statementText).join('; ');

export function keyText({ how, key }: Pick<KeyAsk, 'how' | 'key'>): string {
  switch (how) {
    case 'look':
      return `SELECT result FROM keys WHERE key = ${text(key)}`;
    case 'reserve':
    case 'save':
      return `INSERT INTO keys (key) VALUES (${text(key)})`;
    case 'free':
      return 'ROLLBACK';
  }
}

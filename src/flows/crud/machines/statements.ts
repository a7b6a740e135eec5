/** What a task comes to: its statements, and how its payload is known again. Pure. */
import { versionIn } from '../http.ts';
import type { Row, Statement, Task } from '../protocol.ts';
import type { Settings } from '../settings.ts';

/** The row is as the task would make it. */
export const isAsWanted = ({ verb, draft }: Task, row: Row | null): boolean =>
  verb === 'edit' &&
  row !== null &&
  draft !== null &&
  row.title === draft.title &&
  row.qty === draft.qty &&
  row.ownerId === draft.ownerId;

/** By which the payload of one key is known again. */
export const hashOf = ({ verb, id, draft }: Task): string =>
  draft === null ? `${verb} ${id}` : `${verb} ${id} ${draft.title} ${draft.qty} ${draft.ownerId}`;

/** `row`: as it was read before, if it was. */
export function statementsOf(s: Settings, task: Task, row: Row | null): Statement[] {
  const { verb, id, draft, match } = task;
  const ifVersion = s.etag === 'atomic' ? versionIn(match) : null;
  switch (verb) {
    case 'create':
      return draft === null ? [] : [{ do: 'insert', draft }];
    case 'edit':
      return draft === null ? [] : [{ do: 'update', id, draft, ifVersion }];
    case 'remove':
      return [{ do: 'remove', id, ifVersion }];
    case 'sell':
      return s.sale === 'conditional'
        ? [
            { do: 'take', id, qty: null },
            { do: 'sale', id },
          ]
        : [
            { do: 'sale', id },
            { do: 'take', id, qty: Number(row?.qty ?? 0) - 1 },
          ];
    case 'list':
    case 'open':
      return [];
  }
}

/** The key is done in the same transaction. */
export const keyOf = (s: Settings, task: Task, node: string): Statement[] =>
  s.idem === 'atomic' && task.key !== null
    ? [{ do: 'key', key: task.key, hash: hashOf(task), holder: `${node}/${task.key}` }]
    : [];

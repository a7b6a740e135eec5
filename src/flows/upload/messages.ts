/** How the messages look and read, which answers which, and what they are in HTTP. */
import type { MessageView } from '../../flow/message.ts';
import type { Message } from '../../kernel/system.ts';
import { httpMessages } from './messages-http.ts';
import { storageMessages } from './messages-storage.ts';
import { withinMessages } from './messages-within.ts';

const err = (request: Message): Message => ({ type: 'ERR', of: request.type });

const query = (label: MessageView['label'], say: MessageView['say']): MessageView => ({
  role: 'request',
  replies: ['ROW', 'ERR'],
  failsAs: err,
  kind: 'command',
  label,
  say,
});

const database = {
  INSERT: query(
    ({ row }) => `insert ${row.status}`,
    ({ row }, from, to) => `${from} writes the row ${row.id} to ${to}: ${row.status}.`,
  ),
  FINALIZE: query(
    () => 'READY',
    ({ id, key }, from, to) => `${from} makes the row of ${id === '' ? key : id} READY in ${to}.`,
  ),
  FIND: query(
    () => 'find row',
    ({ id, key }, from, to) => `${from} looks for the row of ${id === '' ? key : id} in ${to}.`,
  ),
  EXPIRE: query(
    () => 'remove row',
    ({ id }, from, to) => `${from} removes the row ${id} from ${to}.`,
  ),
  ROW: {
    role: 'reply',
    kind: 'reply',
    label: ({ row }) => (row === null ? 'no row' : row.status),
    say: ({ row }, from, to) =>
      row === null
        ? `${from} tells ${to} that there is no row.`
        : `${from} tells ${to}: ${row.id} is ${row.status}.`,
  },
  ERR: {
    role: 'reply',
    kind: 'error',
    apart: true,
    label: ({ of }) => `error ${String(of).toLowerCase()}`,
    say: ({ of }, from) => `${from} could not do ${of}.`,
  },
} satisfies Record<string, MessageView>;

export const messages: Readonly<Record<string, MessageView>> = {
  ...httpMessages,
  ...storageMessages,
  ...database,
  ...withinMessages,
};

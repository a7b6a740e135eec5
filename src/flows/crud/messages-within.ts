/** Between the layers, the database and the cache. */
import type { MessageView } from '../../flow/message.ts';
import type { Message } from '../../kernel/system.ts';
import type { Ask, Select, Task } from './protocol.ts';
import { keyText, selectText, txText } from './sql.ts';

/** What a database says that throws. */
const dbError = (request: Message): Message => ({ type: 'DB_ERROR', sql: sqlOf(request) });

function sqlOf(request: Message): string {
  switch (request.type) {
    case 'SELECT':
      return selectText(request as never);
    case 'TX':
      return txText(request['statements'] as never);
    default:
      return keyText(request as never);
  }
}

const callText = ({ verb, id, page, draft }: Task): string => {
  switch (verb) {
    case 'list':
      return `list(page ${page})`;
    case 'create':
      return `create(${draft?.title ?? ''})`;
    case 'open':
    case 'edit':
    case 'remove':
    case 'sell':
      return `${verb}(${id})`;
  }
};

const askText = (ask: Ask): string => {
  switch (ask.kind) {
    case 'page':
      return `findPage(${ask.page}, ${ask.size})`;
    case 'item':
      return `find(${ask.id})`;
    case 'write':
      return `save(${ask.statements.map((each) => each.do).join(', ')})`;
    case 'key':
      return `${ask.how}Key(${ask.key})`;
  }
};

const call = (replies: readonly string[]): Pick<MessageView, 'role' | 'kind' | 'replies'> => ({
  role: 'request',
  kind: 'command',
  replies,
});

/** A layer that is missing is done by the one before it. */
const callSaid = (text: string, from: string, to: string): string =>
  from === to ? `${from} does ${text} itself.` : `${from} calls ${text} of ${to}.`;

const layers = {
  WORK: {
    ...call(['RESULT', 'TROUBLE']),
    label: ({ task }) => callText(task),
    say: ({ task }, from, to) => callSaid(callText(task), from, to),
  },
  RESULT: {
    role: 'reply',
    kind: 'reply',
    label: () => 'done',
    say: (_, from, to) => `${from} returns to ${to} what was found or done.`,
  },
  TROUBLE: {
    role: 'reply',
    kind: 'error',
    label: (message) => troubleIn(message),
    say: (message, from, to) => `${from} throws in ${to}: ${troubleIn(message)}.`,
  },
  QUERY: {
    ...call(['FOUND', 'WRITTEN', 'KEY_KNOWN', 'TROUBLE']),
    label: ({ ask }) => askText(ask),
    say: ({ ask }, from, to) => callSaid(askText(ask), from, to),
  },
  FOUND: {
    role: 'reply',
    kind: 'reply',
    label: ({ found }) => `${found.rows.length} of ${found.total}`,
    say: ({ found }, from, to) => `${from} returns ${found.rows.length} rows to ${to}.`,
  },
  WRITTEN: {
    role: 'reply',
    kind: 'reply',
    label: ({ row }) => (row === null ? 'written' : `written v${row.version}`),
    say: (_, from, to) => `${from} tells ${to} that it is written.`,
  },
  KEY_KNOWN: {
    role: 'reply',
    kind: 'reply',
    label: ({ is }) => `key ${is}`,
    say: ({ is }, from, to) => `${from} tells ${to} that the key is ${KEYS[is] ?? is}.`,
  },
  IMPORT: {
    role: 'oneWay',
    kind: 'background',
    label: ({ rows }) => `import ${rows.length} rows`,
    say: ({ rows }, from, to) => `${from} leaves ${rows.length} rows for ${to}.`,
  },
} satisfies Record<string, MessageView>;

const TROUBLES: Readonly<Record<string, string>> = {
  notFound: 'there is no such row',
  invalid: 'it is not valid',
  rule: 'it breaks the rule of quantities',
  titleTaken: 'the title is taken',
  keyInFlight: 'the key is in flight',
  keyReused: 'the key came with another body',
  mismatch: 'it has another version',
  matchRequired: 'If-Match is missing',
  soldOut: 'it is sold out',
  check: 'a CHECK failed',
  database: 'the database failed',
  unavailable: 'the database is down',
  timeout: 'the database is late',
};

/** Without a statement it was a layer that did not answer, not the database. */
const troubleIn = ({ why, sql: statement }: Message): string =>
  why === 'unavailable' && statement === ''
    ? 'the next layer is down'
    : (TROUBLES[String(why)] ?? String(why));

const KEYS: Readonly<Record<string, string>> = {
  free: 'new',
  busy: 'in flight',
  done: 'done already',
  other: 'that of another body',
};

const sql = (text: (message: Message) => string) => ({
  label: (message: Message) => text(message),
  say: (message: Message, from: string, to: string) => `${from} asks ${to}: ${text(message)}.`,
});

const database = {
  SELECT: {
    ...call(['ROWS', 'DB_ERROR']),
    failsAs: dbError,
    label: ({ what, ids }) =>
      `SELECT ${WHATS[what as Select['what']]}${what === 'item' || what === 'owner' ? ` ${ids[0]}` : ''}`,
    say: sql(sqlOf).say,
  },
  ROWS: {
    role: 'reply',
    kind: 'reply',
    label: ({ rows, names }) =>
      names.length > 0 ? (String(names[0]).split('=')[1] ?? '') : `${rows.length} rows`,
    say: ({ rows, names }, from, to) =>
      `${from} returns ${names.length > 0 ? `${names.length} owners` : `${rows.length} rows`} to ${to}.`,
  },
  TX: {
    ...call(['COMMITTED', 'ABORTED', 'DB_ERROR']),
    failsAs: dbError,
    label: ({ statements }) =>
      statements.map((each: { do: string }) => STATEMENTS[each.do] ?? each.do).join(' + '),
    say: sql(sqlOf).say,
  },
  COMMITTED: {
    role: 'reply',
    kind: 'reply',
    label: ({ row }) => (row === null ? 'committed' : `committed v${row.version}`),
    say: (_, from, to) => `${from} tells ${to} that it is committed.`,
  },
  ABORTED: {
    role: 'reply',
    kind: 'error',
    label: ({ why }) => `aborted: ${ABORTS[why] ?? why}`,
    say: ({ why }, from, to) => `${from} tells ${to} that nothing was done: ${ABORTS[why] ?? why}.`,
  },
  KEY: {
    ...call(['KEY_IS', 'DB_ERROR']),
    failsAs: dbError,
    label: ({ how, key }) => `${how} key ${key}`,
    say: sql(sqlOf).say,
  },
  KEY_IS: {
    role: 'reply',
    kind: 'reply',
    label: ({ is }) => `key ${is}`,
    say: ({ is }, from, to) => `${from} tells ${to} that the key is ${KEYS[is] ?? is}.`,
  },
  DB_ERROR: {
    role: 'reply',
    kind: 'error',
    label: () => 'database error',
    say: ({ sql: failed }, from, to) => `${from} fails for ${to}: ${failed}.`,
  },
  FETCH: {
    ...call(['NOTE']),
    kind: 'background',
    label: () => 'next note?',
    say: (_, from, to) => `${from} asks ${to} for the next note of the outbox.`,
  },
  NOTE: {
    role: 'reply',
    kind: 'background',
    label: ({ keys }) => `note ${keys[0]}`,
    say: ({ keys }, from, to) => `${from} gives ${to} the note of ${keys[0]}.`,
  },
} satisfies Record<string, MessageView>;

const WHATS: Readonly<Record<Select['what'], string>> = {
  page: 'items',
  item: 'item',
  owner: 'owner',
  owners: 'owners',
};
const STATEMENTS: Readonly<Record<string, string>> = {
  insert: 'INSERT',
  update: 'UPDATE',
  remove: 'DELETE (soft)',
  take: 'UPDATE stock',
  sale: 'INSERT sale',
  key: 'key',
};
const ABORTS: Readonly<Record<string, string>> = {
  gone: 'no such row',
  version: 'another version',
  unique: 'not unique',
  check: 'CHECK failed',
  empty: 'nothing left',
  key: 'the key is not ours',
};

const cache = {
  GET: {
    ...call(['HIT', 'MISS']),
    label: ({ key }) => `get ${key}`,
    say: ({ key }, from, to) => `${from} looks for ${key} in ${to}.`,
  },
  HIT: {
    role: 'reply',
    kind: 'reply',
    label: ({ key }) => `hit ${key}`,
    say: ({ key }, from) => `${from} has ${key}.`,
  },
  MISS: {
    role: 'reply',
    kind: 'reply',
    label: ({ key }) => `miss ${key}`,
    say: ({ key }, from) => `${from} does not have ${key}.`,
  },
  SET: {
    ...call(['STORED', 'NOT_STORED']),
    label: ({ key, at }) => `set ${key} @${at}`,
    say: ({ key, at }, from, to) => `${from} gives ${to} ${key}, as of commit ${at}.`,
  },
  STORED: {
    role: 'reply',
    kind: 'reply',
    label: ({ key }) => `stored ${key}`,
    say: ({ key }, from) => `${from} has stored ${key}.`,
  },
  NOT_STORED: {
    role: 'reply',
    kind: 'reply',
    label: ({ key }) => `too old: ${key}`,
    say: ({ key }, from) => `${from} has not stored ${key}: it was read before a later write.`,
  },
  DEL: {
    ...call(['DELETED']),
    label: ({ keys }) => `del ${keys[0]}`,
    say: ({ keys }, from, to) => `${from} tells ${to} to forget ${keys.join(' and ')}.`,
  },
  DELETED: {
    role: 'reply',
    kind: 'reply',
    label: ({ keys }) => `deleted ${keys[0]}`,
    say: ({ keys }, from) => `${from} has forgotten ${keys.join(' and ')}.`,
  },
} satisfies Record<string, MessageView>;

export const messagesWithin: Readonly<Record<string, MessageView>> = {
  ...layers,
  ...database,
  ...cache,
};

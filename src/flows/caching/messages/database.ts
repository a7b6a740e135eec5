/** Between the app, or the cache, and the database. */
import type { MessageView } from '../../../flow/message.ts';
import { batch, err, shown } from './words.ts';

export const databaseMessages: Readonly<Record<string, MessageView>> = {
  LOAD: {
    role: 'request',
    replies: ['ROW', 'ERR'],
    failsAs: err,
    kind: 'command',
    label: ({ key }) => `select ${key}`,
    say: ({ key }, from, to) => `${from} loads ${key} from ${to}.`,
  },
  ROW: {
    role: 'reply',
    kind: 'reply',
    label: ({ key, value }) => `row ${key} ${shown(value)}`,
    say: ({ key, value }, from) => `${from} has ${shown(value)} for ${key}.`,
  },
  COMMIT: {
    role: 'request',
    replies: ['COMMITTED', 'ERR'],
    failsAs: err,
    kind: 'command',
    label: ({ key, value }) => `update ${key} ${value}`,
    say: ({ key, value }, from, to) => `${from} tells ${to} to commit ${value} as ${key}.`,
  },
  COMMITTED: {
    role: 'reply',
    kind: 'reply',
    label: ({ key, value }) => `committed ${key} ${value}`,
    say: ({ key, value }, from) => `${from} has committed ${value} as ${key}.`,
  },
  LOCK: {
    role: 'request',
    replies: ['LOCKED', 'ERR'],
    failsAs: err,
    kind: 'command',
    label: ({ key }) => `lock ${key}`,
    say: ({ key }, from, to) => `${from} asks ${to} for the write lock of ${key}.`,
  },
  LOCKED: {
    role: 'reply',
    kind: 'reply',
    label: ({ key }) => `locked ${key}`,
    say: ({ key }, from, to) => `${from} gives ${to} the write lock of ${key}.`,
  },
  UNLOCK: {
    role: 'oneWay',
    kind: 'command',
    label: ({ key }) => `unlock ${key}`,
    say: ({ key }, from, to) => `${from} gives the write lock of ${key} back to ${to}.`,
  },
  FLUSH: {
    role: 'request',
    replies: ['FLUSHED', 'ERR'],
    failsAs: err,
    kind: 'background',
    label: ({ items }) => `flush ${batch(items)}`,
    say: ({ items }, from, to) => `${from} flushes ${batch(items)} to ${to}.`,
  },
  FLUSHED: {
    role: 'reply',
    kind: 'background',
    label: ({ items }) => `flushed ${batch(items)}`,
    say: ({ items }, from) => `${from} has taken ${batch(items)}.`,
  },
  ERR: {
    role: 'reply',
    kind: 'error',
    label: ({ of }) => `error ${String(of).toLowerCase()}`,
    say: ({ of, why }, from) => `${from} could not do ${of}: ${why}.`,
  },
};

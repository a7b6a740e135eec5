/** Between the cache and what keeps its dirty entries a second time: log and replica. */
import type { MessageView } from '../../../flow/message.ts';
import { batch, err } from './words.ts';

export const copyMessages: Readonly<Record<string, MessageView>> = {
  APPEND: {
    role: 'request',
    replies: ['APPENDED', 'ERR'],
    failsAs: err,
    kind: 'command',
    label: ({ key, value }) => `append ${key} ${value}`,
    say: ({ key, value }, from, to) => `${from} appends ${key} ${value} to ${to}.`,
  },
  APPENDED: {
    role: 'reply',
    kind: 'reply',
    label: ({ key, value }) => `appended ${key} ${value}`,
    say: ({ key, value }, from) => `${from} has ${key} ${value}.`,
  },
  REPL: {
    role: 'request',
    replies: ['REPLICATED', 'ERR'],
    failsAs: err,
    kind: 'background',
    label: ({ key, value }) => `copy ${key} ${value}`,
    say: ({ key, value }, from, to) => `${from} copies ${key} ${value} to ${to}.`,
  },
  REPLICATED: {
    role: 'reply',
    kind: 'background',
    label: ({ key, value }) => `copied ${key} ${value}`,
    say: ({ key, value }, from) => `${from} has a copy of ${key} ${value}.`,
  },
  FORGET: {
    role: 'oneWay',
    kind: 'background',
    label: ({ items }) => `flushed ${batch(items)}`,
    say: ({ items }, from, to) => `${from} tells ${to} that the database has ${batch(items)}.`,
  },
  REPLAY: {
    role: 'request',
    replies: ['RECORDS', 'ERR'],
    failsAs: err,
    kind: 'background',
    label: () => 'replay',
    say: (_, from, to) => `${from} asks ${to} for what it lost.`,
  },
  RECORDS: {
    role: 'reply',
    kind: 'background',
    label: ({ items }) => `records ${items.length}`,
    say: ({ items }, from, to) => `${from} gives ${to} back ${batch(items)}.`,
  },
  POWER_LOST: {
    role: 'oneWay',
    kind: 'error',
    label: () => 'power lost',
    say: (_, _from, to) => `${to} loses what is not on disk.`,
  },
};

/** Between the app and the cache. */
import type { MessageView } from '../../../flow/message.ts';
import { err, shown } from './words.ts';

const put = (verb: string, how: string): MessageView => ({
  role: 'request',
  replies: ['STORED', 'NOT_STORED', 'ERR'],
  failsAs: err,
  kind: 'command',
  label: ({ key, value, dirty }) => `${verb} ${key} ${shown(value)}${dirty ? ' dirty' : ''}`,
  say: ({ key, value, dirty }, from, to) =>
    `${from} tells ${to} to store ${shown(value)} as ${key}${dirty ? ', which the database does not have yet' : how}.`,
});

export const cacheMessages: Readonly<Record<string, MessageView>> = {
  GET: {
    role: 'request',
    replies: ['HIT', 'MISS', 'ERR'],
    failsAs: err,
    kind: 'command',
    label: ({ key }) => `get ${key}`,
    say: ({ key }, from, to) => `${from} looks for ${key} in ${to}.`,
  },
  HIT: {
    role: 'reply',
    kind: 'reply',
    label: ({ key, value, stale }) => `${stale ? 'stale' : 'hit'} ${key} ${shown(value)}`,
    say: ({ key, value, stale }, from) =>
      stale ? `${from} gives the old ${value} for ${key}.` : `${from} has ${key}: ${shown(value)}.`,
  },
  MISS: {
    role: 'reply',
    kind: 'reply',
    label: ({ key, token }) => `miss ${key}${token === null ? '' : ` token ${token}`}`,
    say: ({ key, token }, from, to) =>
      token === null
        ? `${from} does not have ${key}.`
        : `${from} does not have ${key}, and gives ${to} token ${token} to fill it.`,
  },
  SET: put('set', ''),
  ADD: put('add', ', if the key is not there'),
  SETV: put('set newer', ', if it is not older than what is there'),
  SETL: put('set with token', ', with the token'),
  STORED: {
    role: 'reply',
    kind: 'reply',
    label: ({ key, value }) => `stored ${key} ${shown(value)}`,
    say: ({ key, value }, from) => `${from} has stored ${shown(value)} as ${key}.`,
  },
  NOT_STORED: {
    role: 'reply',
    kind: 'reply',
    label: ({ key }) => `not stored ${key}`,
    say: ({ key }, from) =>
      `${from} has not stored ${key}: what came is too old, or has no right to fill it.`,
  },
  DEL: {
    role: 'request',
    replies: ['DELETED', 'ERR'],
    failsAs: err,
    kind: 'command',
    label: ({ key }) => `del ${key}`,
    say: ({ key }, from, to) => `${from} tells ${to} to delete ${key}.`,
  },
  DELETED: {
    role: 'reply',
    kind: 'reply',
    label: ({ key }) => `deleted ${key}`,
    say: ({ key }, from) => `${from} has deleted ${key}.`,
  },
  RELEASE: {
    role: 'oneWay',
    kind: 'command',
    label: ({ key }) => `release ${key}`,
    say: ({ key }, from, to) => `${from} gives the token for ${key} back to ${to}.`,
  },
};

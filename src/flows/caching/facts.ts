/** One sentence for each kind of fact. */
import type { FactSaid } from '../../flow/flow.ts';
import { shown } from './messages/words.ts';

const seconds = (us: number): string =>
  us < 1_000_000 ? `${Math.round(us / 1_000)} ms` : `${(us / 1_000_000).toFixed(2)} s`;

export const facts: Readonly<Record<string, (fact: FactSaid) => string>> = {
  invoked: ({ node, kind, key, value }) =>
    kind === 'read' ? `${node} wants to see ${key}.` : `${node} wants to save ${value} as ${key}.`,
  answered: ({ node, key, value, tookUs }) =>
    `${node} sees ${shown(value)} for ${key}, after ${seconds(tookUs)}.`,
  acknowledged: ({ node, key, value, tookUs }) =>
    `${node} was told that ${value} is saved as ${key}, after ${seconds(tookUs)}.`,
  failed: ({ node, kind, key, value, outcome }) =>
    kind === 'read'
      ? `${node} could not read ${key}.`
      : outcome === 'error'
        ? `${node} was told that ${value} was not saved as ${key}.`
        : `${node} does not know whether ${value} was saved as ${key}.`,
  hit: ({ node, key, value }) => `${node} has ${key}: ${shown(value)}.`,
  missed: ({ node, key }) => `${node} does not have ${key}.`,
  warmed: ({ node, keys }) =>
    keys.length === 1
      ? `${node} begins with ${keys[0]}, as the database has it.`
      : `${node} begins with ${keys.length} entries, as the database has them.`,
  stored: ({ node, key, value, dirty }) =>
    dirty
      ? `${node} holds ${value} for ${key}, dirty: the database does not have it yet.`
      : `${node} now holds ${shown(value)} for ${key}.`,
  rejected: ({ node, key, value }) => `${node} refuses to store ${shown(value)} as ${key}.`,
  deleted: ({ node, key }) => `${node} has deleted ${key}.`,
  evicted: ({ node, key, value, dirty }) =>
    dirty
      ? `${node} evicts ${key}, and with it ${value}, which the database does not have.`
      : `${node} evicts ${key}.`,
  expired: ({ node, key, value, dirty }) =>
    dirty
      ? `${key} expires in ${node}, and with it ${value}, which the database does not have.`
      : `${key} expires in ${node}.`,
  cleaned: ({ node, key, value, lagUs }) =>
    `${node} marks ${key} ${value} clean, ${seconds(lagUs)} after the write.`,
  recovered: ({ node, key, value }) => `${node} has ${value} for ${key} again, dirty.`,
  emptied: ({ node }) => `${node} has lost everything that it held in memory.`,
  logLost: ({ count }) =>
    count === 1
      ? 'A record of the log is lost: it was not on disk.'
      : `${count} records of the log are lost: they were not on disk.`,
  shed: ({ node, key }) => `${node} is too busy to load ${key}.`,
  loadStarted: ({ node, key }) => `${node} begins to load ${key}.`,
  loadEnded: ({ node, key }) => `${node} is done with loading ${key}.`,
  committed: ({ node, key, value }) => `${node} has ${value} for ${key}.`,
  refusedOld: ({ node, key, value }) => `${node} ignores ${value} for ${key}: it has a newer one.`,
};

/** One sentence for each kind of fact. */
import type { FactSaid } from '../../flow/flow.ts';

const seconds = (us: number): string =>
  us < 1_000_000 ? `${Math.round(us / 1_000)} ms` : `${(us / 1_000_000).toFixed(2)} s`;

const WANTS: Readonly<Record<string, string>> = {
  list: 'wants to see a page of items',
  open: 'wants to see an item',
  create: 'wants to create an item',
  edit: 'wants to change an item',
  remove: 'wants to delete an item',
  sell: 'wants to buy a unit of an item',
  import: 'wants to import a file',
};

const ENDS: Readonly<Record<string, string>> = {
  shown: 'sees what was asked for',
  saved: 'is told that it is saved',
  accepted: 'is told that it is accepted, and will be done later',
  refused: 'is told that it is not valid',
  conflict: 'is told of a conflict',
  failed: 'is told that it failed',
  unknown: 'does not know whether it was done',
  gone: 'is told that the item is gone, as wanted',
};

const what = (key: unknown): string => String(key).replace('item:', 'item ').replaceAll(':', ' ');

export const facts: Readonly<Record<string, (fact: FactSaid) => string>> = {
  asked: ({ node, verb }) => `${node} ${WANTS[verb]}.`,
  answered: ({ node, outcome, tookUs }) => `${node} ${ENDS[outcome]}, after ${seconds(tookUs)}.`,
  importAsked: ({ node, count }) => `${node} takes ${count} rows for the import job.`,
  imported: ({ node, taken, rejected }) =>
    `${node} is through: ${taken} rows were taken, ${rejected} were not.`,
  based: ({ node, key, version }) => `${node} works from version ${version} of ${what(key)}.`,
  alreadySo: ({ node, key, version }) =>
    `${node} finds ${what(key)} as it is to be, version ${version}.`,
  queried: ({ node, n, sql }) => `${node} makes query ${n} of this call: ${sql}.`,
  returned: ({ node, rows }) => `${node} gives ${rows.length} rows away.`,
  created: ({ node, key, title, qty }) =>
    `${node} has a new row, ${what(key)}: ${title === '' ? 'without a title' : title}, quantity ${qty}.`,
  changed: ({ node, key, title, qty, version }) =>
    `${node} has ${what(key)} as version ${version}: ${title}, quantity ${qty}.`,
  taken: ({ node, key, qty, version }) =>
    `${node} has one unit less of ${what(key)}, version ${version}: ${qty} are left.`,
  deleted: ({ node, key }) => `${node} has ${what(key)} marked as deleted.`,
  sold: ({ node, key }) => `${node} has a sale of ${what(key)}.`,
  hit: ({ node, key }) => `${node} has ${what(key)}.`,
  missed: ({ node, key }) => `${node} does not have ${what(key)}.`,
  cached: ({ node, key, at }) => `${node} now holds ${what(key)}, as of commit ${at}.`,
  refusedOld: ({ node, key, at }) =>
    `${node} refuses ${what(key)} as of commit ${at}: it knows of a later one.`,
  dropped: ({ node, key }) => `${node} has forgotten ${what(key)}.`,
  expired: ({ node, key }) => `${node} lets ${what(key)} expire.`,
  emptied: ({ node }) => `${node} has lost everything that it held.`,
};

/** Within a browser, and within the server. */
import type { MessageView } from '../../flow/message.ts';

const oneWay = (label: MessageView['label'], say: MessageView['say']): MessageView => ({
  role: 'oneWay',
  kind: 'command',
  label,
  say,
});

const row = (
  type: 'request' | 'reply',
  label: MessageView['label'],
  say: MessageView['say'],
): MessageView => ({
  role: type,
  kind: type,
  label,
  say,
});

const asked = (
  replies: readonly string[],
  label: MessageView['label'],
  say: MessageView['say'],
): MessageView => ({ ...row('request', label, say), replies });

const server = {
  READ: asked(
    ['ROW'],
    ({ id }) => `SELECT ${id}`,
    ({ id }, from, to) => `${from} reads todo ${id} from ${to}.`,
  ),
  ROW: row(
    'reply',
    ({ row: found }) => (found === null ? 'no row' : `v${found.version}`),
    ({ row: found }, from, to) =>
      found === null
        ? `${from} has no such row for ${to}.`
        : `${from} gives ${to} version ${found.version}.`,
  ),
  WRITE: asked(
    ['WRITTEN', 'CLASH', 'MISSING'],
    ({ kind, id }) => `${kind === 'create' ? 'INSERT' : 'UPDATE'} ${id}`,
    ({ kind, id, match }, from, to) =>
      `${from} asks ${to} to ${kind} todo ${id}${match === null ? '' : `, if it is still version ${match}`}.`,
  ),
  WRITTEN: row(
    'reply',
    ({ row: found }) => `v${found.version}`,
    ({ row: found }, from, to) =>
      `${from} tells ${to} that the todo is at version ${found.version}.`,
  ),
  CLASH: row(
    'reply',
    ({ row: found }) => `is v${found.version}`,
    ({ row: found }, from, to) =>
      `${from} tells ${to} that the todo is at version ${found.version} already.`,
  ),
  MISSING: row(
    'reply',
    () => 'no row',
    (_, from, to) => `${from} tells ${to} that there is no such todo.`,
  ),
  READ_PREFS: asked(
    ['PREFS'],
    () => 'SELECT prefs',
    (_, from, to) => `${from} reads the preferences from ${to}.`,
  ),
  WRITE_PREFS: asked(
    ['PREFS', 'PREFS_CLASH'],
    () => 'UPDATE prefs',
    ({ theme, lang }, from, to) => `${from} asks ${to} to keep ${theme} and ${lang}.`,
  ),
  PREFS: row(
    'reply',
    ({ version }) => `v${version}`,
    ({ theme, lang }, from, to) => `${from} has ${theme} and ${lang} for ${to}.`,
  ),
  PREFS_CLASH: row(
    'reply',
    ({ version }) => `is v${version}`,
    (_, from, to) => `${from} tells ${to} that the preferences have changed.`,
  ),
} satisfies Record<string, MessageView>;

const stores = {
  open: oneWay(
    () => 'open',
    (_, from, to) => `${from} opens ${to}.`,
  ),
  opened: oneWay(
    ({ ops }) => `${ops.length} stored`,
    ({ ops }, from, to) => `${from} tells ${to} what is stored: ${ops.length}.`,
  ),
  put: oneWay(
    ({ stored }) => `put ${stored.op}`,
    ({ stored }, from, to) => `${from} puts ${stored.op} into ${to}.`,
  ),
  kept: oneWay(
    () => 'complete',
    (_, from, to) => `${from} tells ${to} that the transaction is complete.`,
  ),
  full: oneWay(
    () => 'quota exceeded',
    (_, from, to) => `${from} tells ${to} that there is no room.`,
  ),
  remove: oneWay(
    ({ stored }) => `delete ${stored.op}`,
    ({ stored }, from, to) => `${from} takes ${stored.op} out of ${to}.`,
  ),
  park: oneWay(
    ({ stored }) => `park ${stored.op}`,
    ({ stored }, from, to) => `${from} puts ${stored.op} aside in ${to}.`,
  ),
  lock: oneWay(
    () => 'lock',
    (_, from, to) => `${from} asks ${to} for the lock.`,
  ),
  locked: oneWay(
    () => 'locked',
    (_, from, to) => `${from} gives ${to} the lock.`,
  ),
  unlock: oneWay(
    () => 'unlock',
    (_, from, to) => `${from} gives the lock back to ${to}.`,
  ),
  loadPrefs: oneWay(
    () => 'getItem',
    (_, from, to) => `${from} reads the preferences from ${to}.`,
  ),
  prefsLoaded: oneWay(
    ({ kept }) => `${kept.theme}, ${kept.lang}`,
    ({ kept }, from, to) => `${from} gives ${to} ${kept.theme} and ${kept.lang}.`,
  ),
  storePrefs: oneWay(
    ({ kept }) => `setItem ${kept.theme}`,
    ({ kept }, from, to) => `${from} keeps ${kept.theme} and ${kept.lang} in ${to}.`,
  ),
  mount: oneWay(
    () => 'mount',
    (_, from, to) => `${from} mounts ${to}.`,
  ),
  remember: oneWay(
    ({ draft }) => `“${draft}”`,
    ({ draft }, from, to) => `${from} has “${draft}” typed in ${to}.`,
  ),
} satisfies Record<string, MessageView>;

const page = {
  apply: oneWay(
    ({ wish }) => `show ${wish.value}`,
    ({ wish }, from, to) => `${from} has ${to} show “${wish.value}”.`,
  ),
  storedHere: oneWay(
    () => 'stored',
    ({ complete }, from, to) =>
      `${from} tells ${to} that it is stored here${complete === true ? '' : ', though nobody knows yet'}.`,
  ),
  ready: oneWay(
    () => 'ready',
    (_, from, to) => `${from} tells ${to} that it may be sent.`,
  ),
  go: oneWay(
    () => 'go',
    (_, from, to) => `${from} tells ${to} that it is its turn.`,
  ),
  halt: oneWay(
    () => 'halt',
    (_, from, to) => `${from} tells ${to} that there is no network.`,
  ),
  unload: oneWay(
    () => 'unload',
    (_, from, to) => `${from} ends ${to}.`,
  ),
  succeeded: oneWay(
    ({ doc }) => `done, v${doc.version}`,
    (_, from, to) => `${from} tells ${to} that it is done.`,
  ),
  revert: oneWay(
    () => 'revert',
    (_, from, to) => `${from} tells ${to} that it has failed.`,
  ),
  showError: oneWay(
    ({ why }) => why,
    ({ why }, from, to) => `${from} has ${to} say: ${why}.`,
  ),
  inConflict: oneWay(
    ({ theirs }) => `theirs v${theirs.version}`,
    (_, from, to) => `${from} tells ${to} that the todo has changed.`,
  ),
  resolved: oneWay(
    ({ how }) => `keep ${how}`,
    ({ how }, from, to) => `${from} tells ${to} what counts: ${how}.`,
  ),
  yielded: oneWay(
    () => 'given up',
    (_, from, to) => `${from} tells ${to} that it is given up.`,
  ),
  asking: oneWay(
    () => 'asking',
    (_, from, to) => `${from} tells ${to} that it asks.`,
  ),
  fetched: oneWay(
    ({ doc }) => `v${doc.version}`,
    ({ doc }, from, to) => `${from} brings ${to} version ${doc.version}.`,
  ),
  refreshEnded: oneWay(
    () => 'nothing new',
    (_, from, to) => `${from} brings ${to} nothing new.`,
  ),
  prefsRead: oneWay(
    ({ kept }) => `${kept.theme}, ${kept.lang}`,
    (_, from, to) => `${from} tells ${to} what the device has kept.`,
  ),
  prefsSynced: oneWay(
    ({ kept }) => `${kept.theme}, ${kept.lang}`,
    (_, from, to) => `${from} tells ${to} what counts now.`,
  ),
  prefsEnded: oneWay(
    () => 'no answer',
    (_, from, to) => `${from} could not ask, and tells ${to}.`,
  ),
} satisfies Record<string, MessageView>;

export const messagesWithin: Readonly<Record<string, MessageView>> = {
  ...server,
  ...stores,
  ...page,
};

/** One sentence for each kind of fact. */
import type { FactSaid } from '../../flow/flow.ts';

const KINDS: Readonly<Record<string, string>> = {
  edit: 'changes',
  comment: 'comments on',
  create: 'creates',
};

export const facts: Readonly<Record<string, (fact: FactSaid) => string>> = {
  // On the screen.
  edited: ({ node, kind, id, field, value }) =>
    `${node} ${KINDS[String(kind)]} todo ${id}${kind === 'edit' ? `, ${field}` : ''}: “${value}”.`,
  shown: ({ node, id, field, value }) => `${node} shows “${value}” as the ${field} of todo ${id}.`,
  seen: ({ node, id, version }) => `${node} knows todo ${id} at version ${version}.`,
  acknowledged: ({ node, op, version }) =>
    `${node} has heard that ${op} is done: version ${version}.`,
  failed: ({ node, op, why }) => `${node} counts ${op} as failed: ${why}.`,
  refusedByServer: ({ op, why }) => `The server refuses ${op}: ${why}.`,
  reverted: ({ node, op }) => `${node} takes ${op} back.`,
  told: ({ node, op, why }) => `${node} says that ${op} has failed: ${why}.`,
  conflictShown: ({ node, op }) =>
    `${node} shows a conflict: the server’s todo is not the one that ${op} was made from.`,
  resolved: ({ node, how }) => `At ${node} a person has decided: ${how}.`,
  connected: ({ node }) => `${node} has a network again.`,
  reloading: ({ node }) => `${node} is reloaded.`,
  typed: ({ node, text }) => `At ${node} somebody types “${text}”.`,
  // Stores.
  savedOffline: ({ node, op }) => `${node} says “saved offline” of ${op}.`,
  stored: ({ op }) => `The outbox has ${op}: the transaction is complete.`,
  storageFull: ({ op }) => `The outbox has no room for ${op}.`,
  evicted: ({ ops }) => `The browser has deleted what the outbox held: ${list(ops)}.`,
  opened: ({ node, ops }) => `${node} finds ${list(ops)} in the outbox.`,
  // Preferences.
  prefSet: ({ node, key, value }) => `At ${node} a person chooses ${value} as the ${key}.`,
  reconciled: ({ node, theme, lang }) => `${node} takes ${theme} and ${lang}.`,
  prefsSynced: ({ node, theme, lang }) => `${node} has ${theme} and ${lang} now.`,
  prefsWritten: ({ theme, lang, version }) =>
    `The server has the preferences ${theme} and ${lang}: version ${version}.`,
  // At the server.
  applied: ({ id, by, version, op }) =>
    `${op} of ${device(by)} is done: todo ${id} is at version ${version}.`,
  ignored: ({ id, by, op, late }) =>
    `${op} of ${device(by)} is ignored: todo ${id} has ${late === 'clock' ? 'a change with a later time' : 'a later change of the same device'}.`,
  // Of those who work all day.
  changeAnswered: ({ node, ok }) =>
    `${node} has heard that a change is ${ok ? 'saved' : 'refused'}.`,
  timeLost: ({ node, why, us }) => `${node} has lost ${(us / 1_000).toFixed(0)} ms: ${why}.`,
};

const DEVICES: Readonly<Record<string, string>> = {
  'device-a': 'device A',
  'device-b': 'device B',
  optimist: 'the optimist',
  pessimist: 'the pessimist',
};
const device = (by: unknown): string => DEVICES[String(by)] ?? 'somebody';

const list = (ops: unknown): string => {
  const names = ops as readonly string[];
  return names.length === 0 ? 'nothing' : names.join(', ');
};

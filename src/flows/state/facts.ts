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
  failed: ({ op, why }) => `Nothing comes of ${op}: ${why}.`,
  refusedByServer: ({ op, why }) => `The server refuses ${op}: ${why}.`,
  reverted: ({ node, op }) => `${node} takes ${op} back.`,
  told: ({ node, op, why }) => `${node} says that ${op} has failed: ${why}.`,
  conflictShown: ({ node, op }) =>
    `${node} shows a conflict: somebody else was there before ${op}.`,
  resolved: ({ node, how }) => `At ${node} a person has decided: ${how}.`,
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
    `${op} of ${by} is done: todo ${id} is at version ${version}.`,
  ignored: ({ id, by, op }) => `${op} of ${by} comes too late for todo ${id}, and is ignored.`,
  // Of those who work all day.
  changeAnswered: ({ node, ok }) =>
    `${node} has heard that a change is ${ok ? 'saved' : 'refused'}.`,
  timeLost: ({ node, why, us }) => `${node} has lost ${(us / 1_000).toFixed(0)} ms: ${why}.`,
};

const list = (ops: unknown): string => {
  const names = ops as readonly string[];
  return names.length === 0 ? 'nothing' : names.join(', ');
};

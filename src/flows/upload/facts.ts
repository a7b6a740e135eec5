/** One sentence for each kind of fact. */
import type { FactSaid } from '../../flow/flow.ts';
import { sizeText } from './words.ts';

const SIGNS: Readonly<Record<string, string>> = {
  done: 'done',
  failed: 'that it failed',
  unknown: 'that nobody knows how it ended',
  cancelled: 'that it is cancelled',
};

export const facts: Readonly<Record<string, (fact: FactSaid) => string>> = {
  // The person and the browser.
  selected: ({ node, name, sizeBytes }) => `${node} selects ${name}, ${sizeText(sizeBytes)}.`,
  sent: ({ node, bytes, part }) =>
    part === 0
      ? `${sizeText(bytes)} have left ${node}.`
      : `${sizeText(bytes)} of part ${part} have left ${node}.`,
  interrupted: ({ node, why }) => `A body of ${node} is interrupted: ${why}.`,
  urlExpired: ({ node, part }) =>
    part === 0
      ? `The URL of ${node} has expired.`
      : `The URL of part ${part} of ${node} has expired.`,
  resumed: ({ node, parts }) => `${node} goes on: ${parts} parts are there already.`,
  reloaded: ({ node }) => `The page of ${node} is loaded anew.`,
  lineLost: ({ node }) => `${node} is in a tunnel: no line.`,
  lineBack: ({ node }) => `${node} has a line again.`,
  shown: ({ node, sign }) => `${node} sees ${SIGNS[String(sign)] ?? sign}.`,
  // The API.
  memory: ({ node, bytes }) => `${node} holds ${sizeText(bytes)} of bodies in memory.`,
  outOfMemory: ({ node, uploads }) =>
    `${node} has no memory left: the system ends it, and ${uploads} uploads with it.`,
  through: ({ node, bytes }) => `${sizeText(bytes)} go through ${node}.`,
  kept: ({ node, offset }) => `${node} has ${sizeText(offset)} on its disk.`,
  verifiedWrong: ({ node, key, why }) => `${node} turns ${key} down: ${why}.`,
  // Storage.
  began: ({ node, part }) =>
    part === 0 ? `${node} lets a body begin.` : `${node} lets part ${part} begin.`,
  rejected: ({ node, code }) => `${node} refuses: ${code}.`,
  stored: ({ node, key, sizeBytes }) => `${node} has ${key}, ${sizeText(sizeBytes)}.`,
  deleted: ({ node, key }) => `${node} has ${key} no more.`,
  opened: ({ node, uploadId }) => `${node} has opened ${uploadId}: its parts are paid for.`,
  partStored: ({ node, part, bytes }) => `${node} has part ${part}, ${sizeText(bytes)}.`,
  assembled: ({ node, uploadId }) => `${node} has made an object of ${uploadId}.`,
  aborted: ({ node, uploadId }) => `${node} has thrown the parts of ${uploadId} away.`,
  // The database, and the sweeper.
  recorded: ({ node, id, status }) => `${node} says that ${id} is ${status}.`,
  removed: ({ node, id }) => `${node} has no row of ${id} any more.`,
  swept: ({ node, key, what }) =>
    what === 'object'
      ? `${node} finds ${key}, of which no row is READY.`
      : `${node} finds a row of ${key}, which is not there.`,
};

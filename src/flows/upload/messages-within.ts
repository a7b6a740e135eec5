/** What the parts of one process say to each other: a page and its uploads, the API and its requests. */
import type { MessageView } from '../../flow/message.ts';
import { sizeText } from './words.ts';

const inside = (label: MessageView['label'], say: MessageView['say']): MessageView => ({
  role: 'oneWay',
  kind: 'background',
  label,
  say,
});

export const withinMessages: Readonly<Record<string, MessageView>> = {
  moved: inside(
    ({ bytes }) => (bytes < 0 ? `-${sizeText(-bytes)}` : bytes === 0 ? 'begins' : sizeText(bytes)),
    ({ bytes }, from) =>
      bytes < 0
        ? `The bar of ${from} falls back by ${sizeText(-bytes)}.`
        : bytes === 0
          ? `A body of ${from} begins to leave.`
          : `The bar of ${from} grows by ${sizeText(bytes)}.`,
  ),
  bodySent: inside(
    () => 'sent',
    (_, from) => `${from} has sent a body, and it was taken.`,
  ),
  bodyFailed: inside(
    ({ why }) => why,
    ({ why }, from) => `A body of ${from} was not taken: ${why}.`,
  ),
  remember: inside(
    ({ saved }) => (saved === null ? 'forget' : 'remember'),
    ({ saved }, from) =>
      saved === null
        ? `${from} forgets where it was.`
        : `${from} writes down where it is, for after a reload.`,
  ),
  ended: inside(
    ({ sign }) => sign,
    ({ sign }, from) => `An upload of ${from} ends: ${sign}.`,
  ),
  askTurn: inside(
    () => 'my turn?',
    (_, from) => `A file of ${from} waits until others are done.`,
  ),
  yourTurn: inside(
    () => 'your turn',
    (_, from) => `The next file of ${from} begins.`,
  ),
  lineDown: inside(
    () => 'no line',
    (_, from) => `${from} has no line.`,
  ),
  lineUp: inside(
    () => 'line',
    (_, from) => `${from} has a line again.`,
  ),
  vanish: inside(
    () => 'gone',
    (_, from) => `${from} drops what it had begun.`,
  ),
  chunk: inside(
    ({ bytes }) => sizeText(bytes),
    ({ bytes }, from) => `${from} takes ${sizeText(bytes)} of a body.`,
  ),
  hungUp: inside(
    () => 'gone',
    (_, from) => `${from} learns that the browser is gone.`,
  ),
  die: inside(
    () => 'killed',
    (_, from) => `${from} is ended by the system.`,
  ),
  hold: inside(
    ({ bytes }) => sizeText(Math.abs(bytes)),
    ({ bytes }, from) =>
      bytes < 0
        ? `${from} lets go of ${sizeText(-bytes)} of memory.`
        : `${from} takes ${sizeText(bytes)} of memory.`,
  ),
  through: inside(
    () => 'through',
    (_, from) => `${from} is through with a body.`,
  ),
  lookedAt: inside(
    () => 'looked at',
    ({ key }, from) => `${from} has looked at ${key}.`,
  ),
};

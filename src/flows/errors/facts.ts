/** One sentence for each kind of fact. */
import type { Flow } from '../../flow/flow.ts';

const TROUBLE: Readonly<Record<string, string>> = {
  absent: 'no such row',
  input: 'input that makes no sense',
  token: 'no valid token',
  right: 'a right that is missing',
  unique: 'a name that is taken',
  foreignKey: 'a row that others refer to',
  transient: 'a deadlock',
  limit: 'a limit that is used up',
  database: 'a failing database',
  'external-bad': 'a reply that cannot be read',
  'external-down': 'a provider that is down',
  'external-late': 'no reply in time',
  'service-down': 'a service that is down',
  'service-late': 'a service that does not answer in time',
};

export const facts: Flow['facts'] = {
  asked: ({ node, what }) => `Somebody at ${node} wants to ${what}.`,
  sent: ({ node, what, attempt }) => {
    if (what === 'getOrder') return `${node} asks what became of the order.`;
    return attempt === 1 ? `${node} sends it.` : `${node} sends it once more: attempt ${attempt}.`;
  },
  answered: ({ node, status }) => `${node} has an answer: ${status}.`,
  unanswered: ({ node }) => `${node} has no answer.`,
  waits: ({ node, ms }) => `${node} waits ${Math.round(ms)} ms before the next attempt.`,
  renewed: ({ node }) => `${node} has a new token.`,
  pressedAgain: ({ node }) => `Somebody at ${node} presses the button again.`,
  shown: ({ node, text }) =>
    text === '' ? `${node} shows an empty screen.` : `${node} shows: ${text}`,
  announced: ({ node, text }) => `${node} shows, while it waits: ${text}`,
  trouble: ({ node, cause }) => `${node} meets ${TROUBLE[cause] ?? cause}.`,
  done: ({ node }) => `${node} has done what was asked.`,
  raised: ({ node, error }) => `${node} raises ${error}.`,
  replied: ({ node, error, status }) =>
    error === '' ? `${node} answers with ${status}.` : `${node} makes a ${status} of ${error}.`,
  logged: ({ trace, layer }) => `The log has a record of trace ${trace}, by the ${layer}.`,
  called: ({ by }) => `The ${by} calls the payment provider.`,
  charged: ({ node, op }) => `${node} charges the card for ${op}.`,
  replayed: ({ node, key }) => `${node} knows the key ${key}, and charges nothing.`,
  refunded: ({ node, op }) => `${node} gives the money for ${op} back.`,
  orderIs: ({ order, status }) => `The order ${order} is ${status}.`,
  breakerOpened: ({ node }) => `${node} opens its breaker.`,
};

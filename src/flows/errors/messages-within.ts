/** What the backend's parts say to each other. */
import type { MessageView } from '../../flow/message.ts';
import type { Message } from '../../kernel/system.ts';
import type { Query } from './protocol.ts';

const dbErr = (): Message => ({ type: 'DBERR', code: '08006' });
const payErr = (): Message => ({ type: 'PAYERR', status: 503 });

const ASKS: Readonly<Record<Query['verb'], string>> = {
  select: 'for the item',
  exists: 'whether there is an item',
  insert: 'to store the item',
  delete: 'to delete the item',
  find: 'for the order',
  refunds: 'how often money was given back for the order',
};

const chain = {
  CALL: {
    role: 'request',
    replies: ['RESULT', 'RAISED'],
    kind: 'command',
    label: ({ request }) => `${request.type}()`,
    say: ({ request }, from, to) => `${from} calls ${request.type} of ${to}.`,
  },
  RESULT: {
    role: 'reply',
    kind: 'reply',
    label: ({ value }) => (value === null ? 'null' : 'result'),
    say: ({ value }, from, to) =>
      value === null
        ? `${from} returns null to ${to}.`
        : `${from} returns what was asked for to ${to}.`,
  },
  RAISED: {
    role: 'reply',
    kind: 'error',
    label: ({ error }) => error.name,
    say: ({ error }, from, to) => `${from} raises ${error.name} to ${to}: ${error.cause}.`,
  },
  QUERY: {
    role: 'request',
    replies: ['ROW', 'DBERR'],
    failsAs: dbErr,
    kind: 'command',
    label: ({ verb, id }) => `${verb} ${id}`,
    say: ({ verb, id }, from, to) => `${from} asks ${to} ${ASKS[verb as Query['verb']]} ${id}.`,
  },
  PLACE: {
    role: 'request',
    replies: ['ROW', 'DBERR'],
    failsAs: dbErr,
    kind: 'command',
    label: ({ key, note }) => `order ${key}${note ? ' + note' : ''}`,
    say: ({ key, status, note }, from, to) =>
      `${from} stores the order ${key} in ${to} as ${status}${note ? ', and a note in the same transaction' : ''}.`,
  },
  SETTLE: {
    role: 'request',
    replies: ['SETTLED', 'DBERR'],
    failsAs: dbErr,
    kind: 'command',
    label: ({ key, status }) => `${key} ${status}`,
    say: ({ key, status }, from, to) => `${from} tells ${to} that the order ${key} is ${status}.`,
  },
  SETTLED: {
    role: 'reply',
    kind: 'reply',
    label: () => 'noted',
    say: (_, from, to) => `${from} tells ${to} that it knows.`,
  },
  FETCH: {
    role: 'request',
    replies: ['NOTE', 'DBERR'],
    failsAs: dbErr,
    kind: 'background',
    label: () => 'next note?',
    say: (_, from, to) => `${from} asks ${to} for the next note.`,
  },
  NOTE: {
    role: 'reply',
    kind: 'background',
    label: ({ note }) => `note ${note.order}`,
    say: ({ note }, from, to) => `${from} gives ${to} the note of ${note.order}.`,
  },
  ROW: {
    role: 'reply',
    kind: 'reply',
    label: ({ row }) => (row === null ? 'no row' : 'row'),
    say: ({ row }, from, to) =>
      row === null ? `${from} has no such row for ${to}.` : `${from} answers ${to} with the row.`,
  },
  DBERR: {
    role: 'reply',
    kind: 'error',
    label: ({ code }) => `SQL ${code}`,
    say: ({ code }, from, to) => `${from} answers ${to} with the error ${code}.`,
  },
} satisfies Record<string, MessageView>;

const payment = {
  CHARGE: {
    role: 'request',
    replies: ['CHARGED', 'PAYERR', 'GARBAGE'],
    failsAs: payErr,
    kind: 'request',
    label: ({ key }) => (key === null ? 'charge' : `charge ${key}`),
    say: ({ key }, from, to) =>
      `${from} asks ${to} to charge the card${key === null ? '' : `, under the key ${key}`}.`,
  },
  CHARGED: {
    role: 'reply',
    kind: 'reply',
    label: ({ again }) => (again ? 'charged, replayed' : 'charged'),
    say: ({ again }, from, to) =>
      again
        ? `${from} knows the key, and repeats its answer to ${to}: charged.`
        : `${from} tells ${to} that the card is charged.`,
  },
  REFUND: {
    role: 'request',
    replies: ['REFUNDED', 'PAYERR', 'GARBAGE'],
    failsAs: payErr,
    kind: 'command',
    label: () => 'refund',
    say: (_, from, to) => `${from} asks ${to} to give the money back, if it was charged.`,
  },
  REFUNDED: {
    role: 'reply',
    kind: 'reply',
    label: () => 'refunded',
    say: (_, from, to) => `${from} tells ${to} that no money is kept.`,
  },
  PAYERR: {
    role: 'reply',
    kind: 'error',
    label: ({ status }) => `${status}`,
    say: ({ status }, from, to) => `${from} answers ${to} with ${status}: nothing was charged.`,
  },
  GARBAGE: {
    role: 'reply',
    kind: 'error',
    label: () => '200 <!doctype',
    say: (_, from, to) => `${from} answers ${to} with something that cannot be read.`,
  },
} satisfies Record<string, MessageView>;

const inside = {
  LOG: {
    role: 'oneWay',
    kind: 'background',
    label: ({ layer }) => `log by ${layer}`,
    say: ({ layer, error, trace }, from, to) =>
      `${from} writes ${error} of trace ${trace} to ${to}, in the ${layer}.`,
  },
  settled: {
    role: 'oneWay',
    kind: 'background',
    label: () => 'done',
    say: (_, from) => `${from} hears how the request ended.`,
  },
  held: {
    role: 'oneWay',
    kind: 'background',
    label: () => 'wait',
    say: (_, from) => `${from} hears that the request is sent again later.`,
  },
  askCall: {
    role: 'oneWay',
    kind: 'command',
    label: () => 'call?',
    say: (_, from) => `${from} asks the breaker whether it may call.`,
  },
  mayCall: {
    role: 'oneWay',
    kind: 'command',
    label: () => 'call',
    say: (_, from) => `The breaker of ${from} lets the call through.`,
  },
  mayNotCall: {
    role: 'oneWay',
    kind: 'error',
    label: () => 'breaker open',
    say: (_, from) => `The breaker of ${from} is open: no call goes out.`,
  },
  callEnded: {
    role: 'oneWay',
    kind: 'background',
    label: ({ ok }) => (ok ? 'call ok' : 'call failed'),
    say: ({ ok }, from) => `${from} counts a call that ${ok ? 'went well' : 'failed'}.`,
  },
} satisfies Record<string, MessageView>;

export const within = { ...chain, ...payment, ...inside };

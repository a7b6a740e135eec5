/** What a worker and its runs say to each other, inside one process. */
import type { MessageView } from '../../flow/message.ts';

export const within = {
  finished: {
    role: 'oneWay',
    kind: 'background',
    label: ({ outcome }) => outcome,
    say: (_, from) => `${from} has a free slot again.`,
  },
  askCall: {
    role: 'oneWay',
    kind: 'command',
    label: ({ again }) => (again ? 'call again?' : 'call?'),
    say: (_, from) => `${from} asks whether it may call.`,
  },
  mayCall: {
    role: 'oneWay',
    kind: 'command',
    label: () => 'call',
    say: (_, from) => `${from} lets the call through.`,
  },
  mayNotCall: {
    role: 'oneWay',
    kind: 'error',
    label: ({ why }) => (why === 'breaker' ? 'breaker open' : 'budget used up'),
    say: ({ why }, from) =>
      why === 'breaker'
        ? `The breaker of ${from} is open: no call goes out.`
        : `The retry budget of ${from} is used up: no call goes out.`,
  },
  called: {
    role: 'oneWay',
    kind: 'background',
    label: ({ ok }) => (ok ? 'call ok' : 'call failed'),
    say: ({ ok }, from) => `${from} counts a call that ${ok ? 'went well' : 'failed'}.`,
  },
  cancelRun: {
    role: 'oneWay',
    kind: 'error',
    label: () => 'stop',
    say: (_, from) => `${from} stops the run.`,
  },
} satisfies Record<string, MessageView>;

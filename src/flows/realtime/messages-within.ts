/** The messages that no client sees: from the producer, between server and store, within the server. */
import type { MessageView } from '../../flow/message.ts';
import { called } from './facts.ts';

const local = (
  label: MessageView['label'],
  say: MessageView['say'],
): Pick<MessageView, 'role' | 'kind' | 'label' | 'say'> => ({
  role: 'oneWay',
  kind: 'command',
  label,
  say,
});

export const serverMessages = {
  publish: {
    role: 'oneWay',
    kind: 'request',
    label: () => 'publish',
    say: (_, from, to) => `${from} publishes an event to ${to}.`,
  },
  SAVE: {
    role: 'request',
    replies: ['SAVED'],
    kind: 'command',
    label: () => 'save',
    say: (_, from, to) => `${from} saves the new state in ${to}.`,
  },
  SAVED: {
    role: 'reply',
    kind: 'reply',
    label: ({ n }) => `saved ${n}`,
    say: ({ n }, from) => `${from} has the state up to event ${n}.`,
  },
  LOAD: {
    role: 'oneWay',
    kind: 'command',
    label: () => 'load',
    say: (_, from, to) => `${from} asks ${to} for the state.`,
  },
  LOADED: {
    role: 'oneWay',
    kind: 'reply',
    label: ({ n }) => `state ${n}`,
    say: ({ n }, from, to) => `${from} gives ${to} the state up to event ${n}.`,
  },
  HERE: local(
    () => 'here',
    ({ client }) => `The connection of ${called(client)} has begun.`,
  ),
  JOIN: local(
    () => 'join',
    () => 'The connection wants live events.',
  ),
  JOINED: local(
    ({ seq }) => `joined at #${seq}`,
    ({ seq }) => `The connection gets live events after number ${seq}.`,
  ),
  LEFT: local(
    () => 'left',
    () => 'The connection wants no more events.',
  ),
  READ: local(
    ({ since, whole }) => (whole || since === null ? 'read' : `read after #${since}`),
    ({ since, whole }) =>
      whole
        ? 'The connection asks for the whole state.'
        : `The connection reads the buffer${since === null ? '' : ` after number ${since}`}.`,
  ),
  LOG: local(
    ({ items }) => `${items.length} from the buffer`,
    ({ items }) => `The buffer has ${items.length} events for the connection.`,
  ),
  STATE: local(
    ({ upTo }) => `state ${upTo}`,
    ({ upTo }) => `The connection gets the state up to event ${upTo}.`,
  ),
  LIVE: local(
    ({ n }) => `e${n}`,
    ({ n }) => `Event ${n} goes to every connection.`,
  ),
  ACKED: local(
    ({ seq }) => `acked #${seq}`,
    ({ client, seq }) => `The server notes that ${called(client)} has number ${seq}.`,
  ),
  REPLACED: local(
    () => 'close',
    () => 'The server closes the connection.',
  ),
} satisfies Record<string, MessageView>;

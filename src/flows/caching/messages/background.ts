/** Between the database and who follows its commits, and within a node. */
import type { MessageView } from '../../../flow/message.ts';
import type { Loose } from '../../../kernel/json.ts';
import { batch } from './words.ts';

const keysOf = (changes: readonly Loose[]): string => changes.map(({ key }) => key).join(', ');

export const followerMessages: Readonly<Record<string, MessageView>> = {
  TAIL: {
    role: 'oneWay',
    kind: 'background',
    label: ({ after }) => `follow from ${after}`,
    say: (_, from, to) => `${from} asks ${to} for its commits from now on.`,
  },
  CHANGES: {
    role: 'oneWay',
    kind: 'background',
    label: ({ changes }) => (changes.length === 0 ? 'following' : `commits ${keysOf(changes)}`),
    say: ({ changes }, from, to) =>
      changes.length === 0
        ? `${from} will tell ${to} its commits.`
        : `${from} tells ${to} of commits to ${keysOf(changes)}.`,
  },
  APPLIED: {
    role: 'oneWay',
    kind: 'background',
    label: ({ upTo }) => `done to ${upTo}`,
    say: (_, from, to) => `${from} tells ${to} how far it is.`,
  },
};

export const messagesWithin: Readonly<Record<string, MessageView>> = {
  askLoad: {
    role: 'oneWay',
    kind: 'command',
    label: ({ key }) => `load ${key}?`,
    say: ({ key }, from) => `${from} asks whether somebody loads ${key} already.`,
  },
  mayLoad: {
    role: 'oneWay',
    kind: 'command',
    label: ({ key }) => `load ${key}`,
    say: ({ key }, _, to) => `${to} is to load ${key}.`,
  },
  shed: {
    role: 'oneWay',
    kind: 'error',
    label: ({ key }) => `too busy for ${key}`,
    say: ({ key }, _, to) => `${to} may not load ${key}: enough loads are under way.`,
  },
  loadDone: {
    role: 'oneWay',
    kind: 'command',
    label: ({ key }) => `loaded ${key}`,
    say: ({ key }, from) => `${from} is done with loading ${key}.`,
  },
  shared: {
    role: 'oneWay',
    kind: 'command',
    label: ({ key }) => `shared ${key}`,
    say: ({ key }, _, to) => `${to} gets ${key} from the load of another reader.`,
  },
  flushed: {
    role: 'oneWay',
    kind: 'background',
    label: ({ items }) => `clean ${items.length}`,
    say: ({ items }, from) => `${from} is done: ${batch(items)} may be marked clean.`,
  },
  flushFailed: {
    role: 'oneWay',
    kind: 'error',
    label: ({ items }) => `still dirty ${items.length}`,
    say: ({ items }, from) => `${from} has failed: ${batch(items)} stays dirty.`,
  },
};

/** Where many messages stand still on one link, one pill stands for those that are alike. */
import type { MessageInFlight } from './messages.ts';

export interface Bundle {
  /** The one that arrives first. */
  readonly message: MessageInFlight;
  /** How many others it stands for. */
  readonly more: number;
}

/** Up to here nobody needs bundles: every pill can be read. */
export const BUNDLES_FROM = 40;

/** In the order of the messages. What a fault bent never hides in a bundle of those that go their way. */
export function bundled(messages: readonly MessageInFlight[]): readonly Bundle[] {
  if (messages.length < BUNDLES_FROM) return messages.map((message) => ({ message, more: 0 }));
  const alike = new Map<string, MessageInFlight[]>();
  for (const message of messages) {
    const { from, to, kind, bent } = message;
    const key = JSON.stringify([from, to, kind, bent]);
    const found = alike.get(key);
    if (found === undefined) alike.set(key, [message]);
    else found.push(message);
  }
  return [...alike.values()].map((list) => ({
    message: list.reduce((first, next) => (next.arrivesAtUs < first.arrivesAtUs ? next : first)),
    more: list.length - 1,
  }));
}

/** How the messages look and read, which answers which, and what they are in HTTP. */
import type { MessageView } from '../../flow/message.ts';
import { httpMessages } from './messages-http.ts';
import { messagesWithin } from './messages-within.ts';

export const messages: Readonly<Record<string, MessageView>> = {
  ...httpMessages,
  ...messagesWithin,
};

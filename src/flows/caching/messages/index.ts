/** How the messages look and read, which answers which, and what they are in HTTP. */
import type { MessageView } from '../../../flow/message.ts';
import { followerMessages, messagesWithin } from './background.ts';
import { cacheMessages } from './cache.ts';
import { clientMessages } from './client.ts';
import { copyMessages } from './copies.ts';
import { databaseMessages } from './database.ts';

export const messages: Readonly<Record<string, MessageView>> = {
  ...clientMessages,
  ...cacheMessages,
  ...databaseMessages,
  ...copyMessages,
  ...followerMessages,
  ...messagesWithin,
};

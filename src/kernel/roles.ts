/** What messages are to each other. */
import type { Message, MessageSpec } from './system.ts';

export class Roles {
  private readonly messages: Readonly<Record<string, MessageSpec>>;

  constructor(messages: Readonly<Record<string, MessageSpec>>) {
    this.messages = messages;
  }

  isRequest(type: string): boolean {
    return this.messages[type]?.role === 'request';
  }

  isReply(type: string): boolean {
    return type === 'refused' || this.messages[type]?.role === 'reply';
  }

  /** Whether it travels on a connection of its own, over whatever link. */
  isApart(type: string): boolean {
    return type === 'refused' || this.messages[type]?.apart === true;
  }

  /** The error that answers a request which is made to fail; `undefined` if it cannot fail. */
  failure(request: Message): Message | undefined {
    return this.messages[request.type]?.failsAs?.(request);
  }
}

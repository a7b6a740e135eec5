/** What a page says: from the type of the answer and its status alone, never from its words. */
import type { JsonObject } from '../../../kernel/json.ts';
import type { Message } from '../../../kernel/system.ts';
import type { FieldError } from '../protocol.ts';

export const TONES = ['asking', 'success', 'waiting', 'failure', 'unknown', 'blank'] as const;
export type Tone = (typeof TONES)[number];

export interface Screen {
  readonly text: string;
  readonly tone: Tone;
  /** What a person is told to do. */
  readonly advice: 'none' | 'again' | 'login' | 'mend';
}

export const NOTHING: Screen = { text: '', tone: 'blank', advice: 'none' };
const say = (text: string, tone: Tone, advice: Screen['advice'] = 'none'): Screen => {
  return { text, tone, advice };
};

/** While a request waits for its next attempt. */
export const heldFor = (waitMs: number): Screen =>
  say(`Too many requests. Trying again in ${Math.ceil(waitMs / 1_000)} s.`, 'waiting');

/** `guarded`: the page catches what it cannot draw. */
export function screenFor(request: Message, reply: Message | null, guarded: boolean): Screen {
  const broken = guarded ? say('This page has a problem. Try again.', 'failure', 'again') : NOTHING;
  if (reply === null || reply.type === 'refused') {
    const written = request.type !== 'getItem' && request.type !== 'getOrder';
    const doubt = written ? ' It may or may not have worked.' : '';
    return say(`No answer from the shop.${doubt}`, written ? 'unknown' : 'failure', 'again');
  }
  switch (reply.type) {
    case 'item': {
      const item = reply['item'] as JsonObject | null;
      return item === null ? broken : say(`${item['name']}: ${item['qty']} in stock.`, 'success');
    }
    // A form asks for nothing but the status: it does not look at what it got.
    case 'created':
      return say('Saved.', 'success');
    case 'removed':
      return say('Deleted.', 'success');
    case 'paid':
      return say('Paid. Thank you.', 'success');
    case 'pending':
      return say('Order taken. Payment is under way.', 'waiting');
    case 'order': {
      const order = reply['order'] as JsonObject | null;
      if (order === null) return broken;
      if (order['status'] === 'PAID') return say('Paid. Thank you.', 'success');
      if (order['status'] === 'PENDING') return say('Payment is under way.', 'waiting');
      return say('The payment failed.', 'failure');
    }
    case 'errorPage':
      return guarded ? say('The shop cannot be reached. Try again.', 'failure', 'again') : NOTHING;
    default:
      return problem(request, reply);
  }
}

function problem(request: Message, reply: Message): Screen {
  switch (reply.type) {
    case 'notFound':
      return say('This item no longer exists.', 'failure');
    case 'invalid':
      return say(
        (reply['errors'] as unknown as FieldError[]).map(atField).join(' '),
        'failure',
        'mend',
      );
    case 'unauthenticated':
      return say('Please sign in.', 'failure', 'login');
    case 'forbidden':
      return say('You don’t have access.', 'failure');
    case 'conflict':
      return request.type === 'deleteItem'
        ? say('An order still needs this item.', 'failure')
        : say('Name already taken.', 'failure', 'mend');
    case 'limited':
      return say(`Too many requests. Try again in ${reply['retryAfter']} s.`, 'failure', 'again');
    case 'unavailable':
      return say('Payment provider unavailable.', 'failure', 'again');
    case 'busy':
      return say('The shop is busy. Try again.', 'failure', 'again');
    default: {
      const { detail, traceId } = reply;
      const ref = traceId === undefined ? '' : ` Ref ${traceId}.`;
      const more = detail === undefined ? '' : ` ${detail}`;
      return say(`Something went wrong.${more}${ref}`, 'failure', 'again');
    }
  }
}

const FIELDS: Readonly<Record<string, string>> = { '/qty': 'Quantity', '/name': 'Name' };
const CODES: Readonly<Record<string, string>> = {
  min: 'must be at least 1.',
  required: 'is missing.',
};
/** A message that came along is shown as it is: that is what it is meant for. */
const atField = ({ pointer, code, message }: FieldError): string =>
  `${FIELDS[pointer] ?? pointer}: ${message ?? CODES[code] ?? code}`;

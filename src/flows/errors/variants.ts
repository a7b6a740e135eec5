/** The way of an error, layer by layer, as it is shown. */
import type { Listing, VariantSpec } from '../../flow/flow.ts';
import type { Variant } from './settings.ts';

const MAPS = { serviceMap: ['on'] } as const;

const client: Listing = {
  title: 'browser: send(request)',
  machine: 'http-client',
  lines: [
    { text: 'reply = fetch(request)', states: ['sending'] },
    { text: 'if 401: token = renew(), once more', states: ['renewing', 'pausing'] },
    {
      text: 'if 429, 502, 503, 504: wait, again',
      states: ['waiting'],
      when: { retry: ['smart'] },
    },
    { text: 'if not ok: wait, again', states: ['waiting'], when: { retry: ['all'] } },
    { text: 'show(message for reply.type)', states: ['done'] },
  ],
};

const handler: Listing = {
  title: 'handler',
  machine: 'handler',
  lines: [
    { text: 'if limit is used up: throw RateLimitError', states: ['receiving'] },
    { text: 'value = service.call(request)', states: ['calling'] },
    {
      text: 'catch: wait, call again',
      states: ['pausing'],
      when: { retryLayers: ['2', '3'], retry: ['smart', 'all'] },
    },
    {
      text: 'catch error: reply(status of error)',
      states: ['mapping'],
      when: { handlerMap: ['on'] },
    },
    { text: 'catch error: reply(500)', states: ['mapping'], when: { handlerMap: ['off'] } },
    { text: 'reply(200, value)', states: ['answering'] },
  ],
};

const serve: Listing = {
  title: 'service: an item',
  machine: 'serve',
  lines: [
    { text: 'check token, right, input', states: ['checking'] },
    {
      text: 'if db.exists(name): throw ConflictError',
      states: ['lookingUp'],
      when: { unique: ['preCheck'] },
    },
    { text: 'row = db.query(…)', states: ['querying'] },
    { text: 'on deadlock: begin anew', states: ['pausing'], when: MAPS },
    { text: '23505 → ConflictError', states: ['mapping'], when: { ...MAPS, unique: ['index'] } },
    { text: 'no row → NotFoundError', states: ['mapping'], when: MAPS },
    { text: 'else → DatabaseError', states: ['mapping'], when: MAPS },
    { text: 'throw error', states: ['raising'], when: { swallow: ['off'] } },
    { text: 'catch: return null', states: ['swallowing'], when: { swallow: ['on'] } },
    { text: 'return row', states: ['returning'] },
  ],
};

const CHARGE_FIRST = { payOrder: ['chargeFirst'] } as const;
const DB_FIRST = { payOrder: ['dbFirst'] } as const;
const OUTBOX = { payOrder: ['outbox'] } as const;
const charging = { text: 'payment.charge(key)', states: ['charging', 'asking', 'pausing'] };

const buy: Listing = {
  title: 'service: an order',
  machine: 'buy',
  lines: [
    { text: 'check token and input', states: ['checking'] },
    {
      text: 'key = key + refunds so far',
      states: ['recalling'],
      when: { freshKeyAfterRefund: ['on'] },
    },
    { ...charging, when: CHARGE_FIRST },
    { text: 'db.insert(order, PAID)', states: ['storing', 'restoring'], when: CHARGE_FIRST },
    { text: 'db.insert(order, PAID)', states: ['storing', 'restoring'], when: DB_FIRST },
    { ...charging, when: DB_FIRST },
    { text: 'db.insert(order, PENDING, note)', states: ['storing', 'restoring'], when: OUTBOX },
    { text: 'return order', states: ['returning'] },
    {
      text: 'catch: payment.refund() until it is done',
      states: ['refunding', 'refundFailed'],
      when: { compensate: ['on'], payOrder: ['chargeFirst', 'dbFirst'] },
    },
    {
      text: '       db.cancel(order) until it is done',
      states: ['cancelling', 'cancelFailed'],
      when: { compensate: ['on'], payOrder: ['chargeFirst', 'dbFirst'] },
    },
    { text: 'catch: return null', states: ['swallowing'], when: { swallow: ['on'] } },
    { text: 'throw error', states: ['mapping', 'raising'], when: { swallow: ['off'] } },
  ],
};

const worker: Listing = {
  title: 'worker',
  machine: 'worker',
  when: OUTBOX,
  lines: [
    { text: 'note = db.next()', states: ['fetching'] },
    { text: 'payment.charge(note.key)', states: ['charging'] },
    { text: 'db.settle(order, PAID), delete note', states: ['settling'] },
    { text: 'on failure: wait, the same again', states: ['pausing'] },
  ],
};

export const variants: Readonly<Record<Variant, VariantSpec>> = {
  standard: {
    title: 'Database to screen',
    explain: 'Each layer turns an error into what the next one understands.',
    listings: [handler, serve, buy, client, worker],
  },
};

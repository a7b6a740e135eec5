/** The design choices of the family. The first value of each is the default. */
import type { FixSpec } from '../../flow/flow.ts';

/** Somebody sends again. */
const RETRIES = { retry: ['smart', 'all'] } as const;
const NOT_OUTBOX = { payOrder: ['chargeFirst', 'dbFirst'] } as const;

export const fixes = {
  serviceMap: {
    title: 'Service maps errors',
    explain: 'The service turns what the database says into an error of the domain.',
    values: ['on', 'off'],
  },
  unique: {
    title: 'A name that is taken',
    explain: 'How a name is kept from being given twice.',
    values: ['index', 'preCheck'],
    valuesExplained: {
      index: 'The service inserts; where the unique index objects, it says that the name is taken.',
      preCheck:
        'The service looks whether the name exists, and then inserts; it expects no objection.',
    },
  },
  swallow: {
    title: 'Swallow errors',
    explain: 'The service catches each error and returns null.',
    values: ['off', 'on'],
  },
  handlerMap: {
    title: 'Handler maps to a status',
    explain: 'The handler gives each error of the domain a status of its own.',
    values: ['on', 'off'],
  },
  refinedMapping: {
    title: 'Tell the upstream’s failures apart',
    explain: '502 for a bad reply, 503 for a service that is down, 504 for one that is late.',
    values: ['on', 'off'],
    valuesExplained: {
      on: 'Bad reply 502, down 503, late 504.',
      off: 'Each failure of an external service is a 500.',
    },
    when: { handlerMap: ['on'] },
  },
  catchAll: {
    title: 'Errors that nobody expects',
    explain: 'What the handler puts into the body.',
    values: ['sanitise', 'sanitise-detail', 'leak', 'rethrow'],
    valuesExplained: {
      sanitise: 'A general text and the id of the trace.',
      'sanitise-detail': 'The detail is general; the messages of single fields stay as they were.',
      leak: 'The text of the error, with its stack.',
      rethrow: 'Nothing: the error goes on to the server, which answers with a page of its own.',
    },
  },
  logOnce: {
    title: 'Log once',
    explain: 'The handler logs an error; the layers below pass it on.',
    values: ['on', 'off'],
    valuesExplained: {
      on: 'One record for each answer that failed.',
      off: 'Repository, service and handler each catch, log and throw again.',
    },
    // What is swallowed is thrown by nobody.
    when: { swallow: ['off'] },
  },
  retry: {
    title: 'Retry',
    explain: 'What is sent again when it fails.',
    values: ['smart', 'none', 'all'],
    valuesExplained: {
      smart: '429, 502, 503, 504, and requests without an answer.',
      none: 'Nothing.',
      all: 'Whatever fails.',
    },
  },
  retryLayers: {
    title: 'Layers that retry',
    explain: 'How many layers above the payment provider try again, each for itself.',
    values: ['1', '2', '3'],
    valuesExplained: {
      '1': 'The browser.',
      '2': 'The browser and the handler.',
      '3': 'The browser, the handler and the service.',
    },
    when: { ...RETRIES, ...NOT_OUTBOX },
  },
  honourRetryAfter: {
    title: 'Honour Retry-After',
    explain: 'A client that is told how long to wait waits at least so long.',
    values: ['on', 'off'],
    // A 500 tells nobody how long.
    when: { ...RETRIES, handlerMap: ['on'] },
  },
  jitter: {
    title: 'Jitter',
    explain: 'A retry waits a random part of its backoff, not all of it.',
    values: ['on', 'off'],
    when: RETRIES,
  },
  circuitBreaker: {
    title: 'Circuit breaker',
    explain: 'After failures in a row the service stops calling the provider for a while.',
    values: ['off', 'on'],
    when: NOT_OUTBOX,
  },
  payOrder: {
    title: 'Order and charge',
    explain: 'Which comes first: the charge, or the order in the database.',
    values: ['chargeFirst', 'dbFirst', 'outbox'],
    valuesExplained: {
      chargeFirst: 'Charge the card, then store the order.',
      dbFirst: 'Store the order as paid, then charge the card.',
      outbox: 'Store the order and a note together; a worker charges later.',
    },
  },
  providerKey: {
    title: 'Key for the provider',
    explain: 'A charge bears the key of its order, and the provider does none of a key twice.',
    values: ['off', 'on'],
  },
  orderKey: {
    title: 'Key for the order',
    explain: 'The database knows an order by the browser’s key, and stores none twice.',
    values: ['on', 'off'],
  },
  compensate: {
    title: 'Compensate',
    explain: 'When a step fails, the charge is given back and the order cancelled.',
    values: ['off', 'on'],
    when: NOT_OUTBOX,
  },
  freshKeyAfterRefund: {
    title: 'Fresh key after a refund',
    explain: 'What was charged and given back is charged again under another key.',
    values: ['off', 'on'],
    when: { ...NOT_OUTBOX, compensate: ['on'], providerKey: ['on'] },
  },
  uiBoundary: {
    title: 'Error boundary',
    explain: 'The page catches what it cannot read or draw, and says so.',
    values: ['on', 'off'],
  },
} as const satisfies Readonly<Record<string, FixSpec>>;

/** The ways of having work done, with their procedures as they are shown. */
import type { Listing, ListingLine, VariantSpec } from '../../flow/flow.ts';
import type { Variant } from './settings.ts';

const doNow: Listing = {
  title: 'POST /api/jobs',
  machine: 'do-now',
  lines: [
    { text: 'db.insert(order)', states: ['committing'] },
    {
      text: 'if marks.has(key): reply(200, "done")',
      states: ['checking'],
      when: { idempotency: ['checkThenMark'] },
    },
    {
      text: 'if not marks.add(key): reply(200, "done")',
      states: ['markingFirst'],
      when: { idempotency: ['markFirst'] },
    },
    {
      text: 'if not claims.take(key, ttl): reply(200 or 5xx)',
      states: ['claiming'],
      when: { idempotency: ['expiringClaim'] },
    },
    { text: 'work(order)', states: ['working'] },
    { text: 'service.call(key)', states: ['calling'] },
    {
      text: 'marks.add(key)',
      states: ['marking'],
      when: { idempotency: ['checkThenMark', 'expiringClaim'] },
    },
    { text: 'reply(200, "done")', states: ['answering'] },
    { text: 'on failure: reply(5xx)', states: ['failing', 'timingOut'] },
  ],
};

const submit: Listing = {
  title: 'POST /api/jobs',
  machine: 'submit',
  lines: [
    {
      text: 'db.insert(order)',
      states: ['committing'],
      when: { dualWrite: ['commit-then-enqueue'] },
    },
    {
      text: 'db.insert(order, outbox note)',
      states: ['committing'],
      when: { dualWrite: ['outbox'] },
    },
    {
      text: 'broker.enqueue(job)',
      states: ['enqueueing'],
      when: {
        dualWrite: ['commit-then-enqueue', 'enqueue-then-commit'],
        timerAt: ['broker', 'worker'],
      },
    },
    {
      text: 'db.insert(order)',
      states: ['committing'],
      when: { dualWrite: ['enqueue-then-commit'] },
    },
    { text: 'reply(202, job)', states: ['answering', 'promising'] },
    {
      text: 'setTimeout(() => broker.enqueue(job))',
      states: ['promising', 'enqueueing'],
      when: { timerAt: ['memory'] },
    },
    { text: 'on failure: try again, else reply(5xx)', states: ['pausing', 'failing', 'timingOut'] },
    {
      text: 'relay: broker.enqueue(note), then outbox.delete(note)',
      states: [],
      when: { dualWrite: ['outbox'] },
    },
  ],
};

const run: Listing = {
  title: 'worker: run(job)',
  machine: 'run',
  lines: [
    { text: 'sleep until job.eta', states: ['holding'], when: { timerAt: ['worker'] } },
    {
      text: 'if marks.has(key): ack, stop',
      states: ['checking', 'recognising'],
      when: { idempotency: ['checkThenMark'] },
    },
    {
      text: 'if not marks.add(key): ack, stop',
      states: ['markingFirst', 'recognising'],
      when: { idempotency: ['markFirst'] },
    },
    {
      text: 'if not claims.take(key, ttl): nack or ack, stop',
      states: ['claiming', 'recognising'],
      when: { idempotency: ['expiringClaim'] },
    },
    { text: 'work(job)', states: ['working'] },
    {
      text: 'if breaker is open or budget used up: nack',
      states: ['asking'],
    },
    {
      text: 'service.call(job)',
      states: ['calling'],
      when: { idempotency: ['none', 'checkThenMark', 'markFirst', 'expiringClaim'] },
    },
    {
      text: 'service.call(job, token)',
      states: ['calling'],
      when: { idempotency: ['fencing'] },
    },
    {
      text: 'service.call(job, key)',
      states: ['calling'],
      when: { idempotency: ['atomicAtEffect'] },
    },
    {
      text: 'marks.add(key)',
      states: ['marking'],
      when: { idempotency: ['checkThenMark', 'expiringClaim'] },
    },
    { text: 'broker.ack(receipt)', states: ['acknowledging'], when: { ackMode: ['late'] } },
    {
      text: 'on failure: broker.nack(receipt)',
      states: ['givingBack'],
      when: { ackMode: ['late'] },
    },
    { text: 'on failure: the job is lost', states: ['givingBack'], when: { ackMode: ['early'] } },
  ],
};

const comment = (text: string): ListingLine => ({ text, states: [] });

/** A broker answers each message in one step: its lines cannot be lit one by one. */
const broker = (pick: string, ...more: readonly string[]): Listing => ({
  title: 'broker',
  machine: 'broker',
  lines: [
    { text: 'for each message:', states: ['serving'] },
    comment('  enqueue: ready.push(job), confirm'),
    comment(`  receive: job = ${pick}`),
    comment('           hand it out with a new receipt'),
    comment('  ack:     forget the job'),
    comment('  nack, timeout: back to ready, or dead after M attempts'),
    ...more.map(comment),
  ],
});

const scheduler: Listing = {
  title: 'scheduler, every period',
  machine: 'scheduler',
  lines: [
    { text: 'tick = now / period', states: ['waiting'] },
    { text: 'if I lead: broker.enqueue(job, tick)', states: [] },
    { text: 'missed ticks: as catchUp says', states: [] },
  ],
};

export const variants: Readonly<Record<Variant, VariantSpec>> = {
  fifo: {
    title: 'First in, first out',
    explain: 'The request is answered at once; a worker takes the oldest job and does it later.',
    listings: [submit, run, broker('ready.shift()')],
  },
  sync: {
    title: 'Synchronous',
    explain: 'The work is done while the user waits for the answer.',
    listings: [doNow],
  },
  priority: {
    title: 'Priority',
    explain: 'A worker takes the oldest job of the most urgent class.',
    listings: [
      submit,
      run,
      broker('oldest of the most urgent class', 'aging: a job that waits moves up'),
    ],
  },
  delayed: {
    title: 'Delayed',
    explain: 'A job is ready only when its time has come.',
    listings: [submit, run, broker('ready.shift()', 'every poll: move what is due to ready')],
  },
  recurring: {
    title: 'Recurring',
    explain: 'A scheduler enqueues the same job again and again.',
    listings: [scheduler, run, broker('ready.shift()', 'at a tick: as the overlap policy says')],
  },
};

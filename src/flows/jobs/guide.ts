/** The field guide: six tasks beside each other, done at once and in the background; four kinds of queue. */
import type { Guide } from '../../flow/guide.ts';

const sync = (workload: string) => ({ variant: 'sync', workload }) as const;
const background = { called: 'In the background', variant: 'fifo' } as const;

/** One worker with more to do than it can: then the order is seen. */
const QUEUED = { workload: 'image-processing', params: { workers: 1 } } as const;

export const guide: Guide = {
  title: 'Background jobs',
  say: 'Work that is accepted now and done later: the user waits for a promise instead of for the work.',
  groups: [
    {
      title: 'When to use background jobs',
      entries: [
        {
          id: 'jobs.email',
          title: 'Email sending',
          what: 'An order sends a mail. Done within the request, the customer waits for the mail service as well: slow.',
          use: 'In the background. The answer no longer depends on how the mail service does, and a mail that fails is tried again without the customer.',
          run: sync('email'),
          called: 'Synchronous',
          claim: [{ metric: 'answer-mean', compare: 'ge', value: 0.4 }],
          others: [background],
          measures: ['answer-mean', 'effects'],
        },
        {
          id: 'jobs.image-processing',
          title: 'Image processing',
          what: 'A picture is scaled down, five seconds of work. Within the request that is very slow: longer than anybody waits without wondering.',
          use: 'In the background, with a page that asks for the result or is told. The work may be done twice without harm: the picture is the same.',
          run: sync('image-processing'),
          called: 'Synchronous',
          claim: [
            { metric: 'answer-mean', compare: 'ge', value: 5 },
            { guarantee: 'J8', is: 'broken' },
          ],
          others: [background],
          measures: ['answer-mean', 'effects'],
        },
        {
          id: 'jobs.webhook',
          title: 'Webhook calls',
          what: 'The server of a partner is called. It is unreliable: it fails now and then, and sometimes does not answer. Within the request, its failure is the customer’s failure.',
          use: 'In the background, tried again with growing pauses. Then a failure costs time, and no call is missing in the end.',
          run: sync('webhook'),
          called: 'Synchronous',
          claim: [{ metric: 'effects', compare: 'lt', value: 6 }],
          others: [{ ...background, fixes: { backoff: 'expo+jitter' } }],
          measures: ['effects', 'answer-mean', 'calls'],
        },
        {
          id: 'jobs.data-export',
          title: 'Data export',
          what: 'A large file is written, a minute of work. Within the request it is slow beyond the patience of the browser, which gives up while the work goes on.',
          use: 'In the background, with a link to the file at the end. Mind the visibility timeout: a job that takes longer is handed to a second worker, unless its lease is extended.',
          run: sync('data-export'),
          called: 'Synchronous',
          claim: [
            { metric: 'answer-mean', compare: 'ge', value: 30 },
            { guarantee: 'J8', is: 'broken' },
          ],
          others: [
            { ...background, fixes: { extendLease: 'on' } },
            { ...background, called: 'Without extending the lease' },
          ],
          measures: ['answer-mean', 'effects', 'attempts'],
        },
        {
          id: 'jobs.cache-warming',
          title: 'Cache warming',
          what: 'After a change, a value is loaded into a cache. It is nice to have: nobody is harmed if it is late or lost, and yet, within the request, everybody waits for it.',
          use: 'In the background, and acknowledged early: where a lost job does no harm, a quick queue is worth more than a sure one.',
          run: sync('cache-warming'),
          called: 'Synchronous',
          claim: [{ metric: 'answer-mean', compare: 'ge', value: 0.9 }],
          others: [{ ...background, fixes: { ackMode: 'early' } }],
          measures: ['answer-mean', 'effects'],
        },
        {
          id: 'jobs.database-cleanup',
          title: 'Database cleanup',
          what: 'Old rows are deleted, work that is intensive and takes longer than the time until it is due again. Two such runs at once get in each other’s way.',
          use: 'In the background, by a schedule, at a quiet hour, one run at a time: a run that is due while another one works is skipped.',
          run: { variant: 'recurring', workload: 'database-cleanup', fixes: { overlap: 'Allow' } },
          called: 'Whenever it is due',
          claim: [{ guarantee: 'J6', is: 'broken' }],
          others: [{ called: 'One at a time', fixes: { overlap: 'Forbid' } }],
          measures: ['effects', 'skipped', 'wait-mean'],
        },
      ],
    },
    {
      title: 'Job queue patterns',
      entries: [
        {
          id: 'jobs.fifo',
          title: 'FIFO',
          what: 'Jobs start in the order in which they came. An urgent one waits its turn.',
          use: 'The standard: simple, fair, and nothing starves. Of two workers, one may finish first: the order is that of starting.',
          run: { variant: 'fifo', ...QUEUED },
          called: 'FIFO',
          lookAtUs: 12_800_000,
          claim: [
            {
              fact: 'started',
              field: 'job',
              are: ['order-1', 'order-2', 'order-3', 'order-4', 'order-5', 'order-6'],
            },
          ],
          others: [{ called: 'Priority', variant: 'priority' }],
          measures: ['wait-mean', 'wait-p99'],
        },
        {
          id: 'jobs.priority',
          title: 'Priority',
          what: 'The most urgent job starts first, and among equals the oldest. Here order 4 is urgent, and overtakes order 3.',
          use: 'When somebody waits for some of the jobs: a password mail before a newsletter. With enough urgent work the rest never starts, unless jobs age.',
          run: { variant: 'priority', ...QUEUED },
          called: 'Priority',
          lookAtUs: 12_800_000,
          claim: [
            {
              fact: 'started',
              field: 'job',
              are: ['order-1', 'order-2', 'order-4', 'order-3', 'order-5', 'order-6'],
            },
          ],
          others: [{ called: 'FIFO', variant: 'fifo' }],
          measures: ['wait-mean', 'wait-p99'],
        },
        {
          id: 'jobs.delayed',
          title: 'Delayed',
          what: 'A job is kept until its time has come, and starts with the next look at what is due: five seconds later here, and up to a second more.',
          use: 'For what is to happen later: a reminder, the end of a trial, another attempt after a pause.',
          run: { variant: 'delayed', workload: 'one-order' },
          called: 'Delayed by 5 s',
          lookAtUs: 3_000_000,
          claim: [{ fact: 'started', field: 'atMs', are: [6_002] }],
          others: [
            { called: 'At once', variant: 'fifo' },
            { called: 'Delayed by 10 s', params: { delayMs: 10_000 } },
          ],
          measures: ['wait-mean', 'effects'],
        },
        {
          id: 'jobs.recurring',
          title: 'Recurring',
          what: 'A scheduler enqueues the same job at each tick: every half minute here.',
          use: 'For periodic work: cleanups, reports, syncs. Decide what happens when a run takes longer than the period, and when the scheduler was down at a tick.',
          run: { variant: 'recurring', workload: 'short-cleanup' },
          called: 'Every 30 s',
          lookAtUs: 35_000_000,
          claim: [
            { fact: 'ticked', field: 'atMs', are: [30_000, 60_000, 90_000] },
            { fact: 'started', field: 'atMs', are: [30_004, 60_004, 90_004] },
          ],
          others: [{ called: 'Every 45 s', params: { periodMs: 45_000 } }],
          measures: ['effects', 'skipped', 'arrivals'],
        },
      ],
    },
  ],
};

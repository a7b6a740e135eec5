/** How the messages look and read, which answers which, and what they are in HTTP. */
import type { MessageView } from '../../flow/message.ts';
import type { Message } from '../../kernel/system.ts';
import { within } from './messages-within.ts';

const err = (request: Message): Message => ({ type: 'ERR', of: request.type });

const STATUS_TITLES: Readonly<Record<number, string>> = {
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

const http = {
  postJob: {
    role: 'request',
    replies: ['accepted', 'completed', 'problem'],
    failsAs: (request) => ({ type: 'problem', job: request['key'], status: 500 }),
    kind: 'request',
    label: ({ key }) => `POST ${key}`,
    say: ({ task, key }, from, to) => `${from} asks ${to} for the job ${key} (${task}).`,
    http: {
      method: 'POST',
      path: '/api/jobs',
      headers: { 'Idempotency-Key': 'key' },
      body: ['task', 'group', 'priority', 'delayMs'],
    },
  },
  accepted: {
    role: 'reply',
    kind: 'reply',
    label: ({ job }) => `202 ${job}`,
    say: ({ job }, from, to) => `${from} answers ${to}: ${job} is accepted and will be done later.`,
    http: { status: 202, statuses: [202], body: ['job'], constant: { state: 'accepted' } },
  },
  completed: {
    role: 'reply',
    kind: 'reply',
    label: ({ job }) => `200 ${job} done`,
    say: ({ job }, from, to) => `${from} answers ${to}: ${job} is done.`,
    http: { status: 200, statuses: [200], body: ['job'], constant: { state: 'done' } },
  },
  problem: {
    role: 'reply',
    kind: 'error',
    label: ({ status }) => `${status}`,
    say: ({ job, status }, from, to) =>
      `${from} answers ${to} with ${status} ${STATUS_TITLES[status] ?? ''} for ${job}.`,
    http: {
      status: (message) => Number(message['status']),
      statuses: [500, 502, 503, 504],
      body: ['job', 'status'],
      constant: { type: 'about:blank' },
    },
  },
} satisfies Record<string, MessageView>;

const broker = {
  ENQUEUE: {
    role: 'request',
    replies: ['ENQUEUED', 'ERR'],
    failsAs: err,
    kind: 'command',
    label: ({ key }) => `enqueue ${key}`,
    say: ({ key }, from, to) => `${from} enqueues ${key} at ${to}.`,
  },
  ENQUEUED: {
    role: 'reply',
    kind: 'reply',
    label: ({ as }) => (as === 'new' ? 'enqueued' : `enqueued: ${as}`),
    say: ({ as }, from, to) =>
      as === 'new'
        ? `${from} confirms to ${to} that it has the job.`
        : as === 'known'
          ? `${from} tells ${to} that it had the job already.`
          : `${from} tells ${to} that this tick is skipped.`,
  },
  PUBLISH: {
    role: 'oneWay',
    kind: 'command',
    label: ({ priority }) => (priority === 0 ? 'job, urgent' : 'job'),
    say: (_, from, to) => `${from} gives ${to} a job.`,
  },
  RECEIVE: {
    role: 'oneWay',
    kind: 'background',
    label: () => 'receive',
    say: (_, from, to) => `${from} asks ${to} for a job.`,
  },
  JOB: {
    role: 'oneWay',
    kind: 'command',
    label: ({ job }) => `${job.id} (receipt ${job.receipt})`,
    say: ({ job }, from, to) =>
      `${from} hands ${job.id} to ${to}, attempt ${job.attempts}, with receipt ${job.receipt}.`,
  },
  ACK: {
    role: 'oneWay',
    kind: 'reply',
    label: ({ job }) => `ack ${job}`,
    say: ({ job, receipt }, from, to) =>
      `${from} acknowledges ${job} to ${to} with receipt ${receipt}.`,
  },
  NACK: {
    role: 'oneWay',
    kind: 'error',
    label: ({ job }) => `nack ${job}`,
    say: ({ job, delayMs }, from, to) =>
      delayMs === 0
        ? `${from} gives ${job} back to ${to}.`
        : `${from} gives ${job} back to ${to}, for another attempt after ${Math.round(delayMs)} ms.`,
  },
  EXTENDED: {
    role: 'reply',
    kind: 'background',
    label: () => 'extended',
    say: (_, from, to) => `${from} gives ${to} more time.`,
  },
  EXTEND: {
    role: 'request',
    replies: ['EXTENDED'],
    kind: 'background',
    label: ({ job }) => `extend ${job}`,
    say: ({ job }, from, to) => `${from} tells ${to} that it still works on ${job}.`,
  },
  CANCEL: {
    role: 'oneWay',
    kind: 'error',
    label: ({ job }) => `cancel ${job}`,
    say: ({ job }, from, to) => `${from} tells ${to} to stop ${job}.`,
  },
  HELLO: {
    role: 'oneWay',
    kind: 'background',
    label: () => 'up again',
    say: (_, from, to) => `${from} tells ${to} that it is up again.`,
  },
} satisfies Record<string, MessageView>;

const service = {
  CALL: {
    role: 'request',
    replies: ['OK', 'FAILED'],
    failsAs: () => ({ type: 'FAILED', why: 'error' }),
    kind: 'request',
    label: ({ key, token }) => `call ${key}${token > 0 ? ` token ${token}` : ''}`,
    say: ({ key }, from, to) => `${from} calls ${to} for ${key}.`,
  },
  OK: {
    role: 'reply',
    kind: 'reply',
    label: ({ again }) => (again ? 'ok, done before' : 'ok'),
    say: ({ again }, from, to) =>
      again
        ? `${from} tells ${to} that this was done before, and does nothing.`
        : `${from} tells ${to} that it is done.`,
  },
  FAILED: {
    role: 'reply',
    kind: 'error',
    label: ({ why }) => (why === 'error' ? 'failed' : why),
    say: ({ why }, from, to) =>
      why === 'error'
        ? `${from} answers ${to} with an error: nothing was done.`
        : `${from} refuses ${to}: a later delivery was here already.`,
  },
} satisfies Record<string, MessageView>;

const key = (verb: string, what: string): MessageView => ({
  role: 'request',
  replies: ['KEY', 'ERR'],
  failsAs: err,
  kind: 'command',
  label: (message) => `${verb} ${message.key}`,
  say: (message, from, to) => `${from} ${what} ${message.key} in ${to}.`,
});

const database = {
  COMMIT: {
    role: 'request',
    replies: ['COMMITTED', 'ERR'],
    failsAs: err,
    kind: 'command',
    label: (message) => `insert ${message.key}${message.outbox ? ' + note' : ''}`,
    say: (message, from, to) =>
      message.outbox
        ? `${from} commits the order ${message.key} and a note of its job to ${to}, together.`
        : `${from} commits the order ${message.key} to ${to}.`,
  },
  COMMITTED: {
    role: 'reply',
    kind: 'reply',
    label: () => 'committed',
    say: (_, from, to) => `${from} tells ${to} that the order is committed.`,
  },
  CHECK: key('check', 'looks for the mark of'),
  INSERT: key('mark first', 'marks as done, before anything is done,'),
  CLAIM: key('claim', 'claims'),
  MARK: key('mark', 'marks as done'),
  KEY: {
    role: 'reply',
    kind: 'reply',
    label: ({ is }) => is,
    say: ({ is }, from, to) => `${from} tells ${to}: the key is ${is}.`,
  },
  FETCH: {
    role: 'request',
    replies: ['OUTBOX', 'ERR'],
    failsAs: err,
    kind: 'background',
    label: ({ sent }) => (sent === null ? 'next note?' : `${sent} sent, next?`),
    say: ({ sent }, from, to) =>
      sent === null
        ? `${from} asks ${to} for the next note of the outbox.`
        : `${from} tells ${to} that ${sent} is enqueued, and asks for the next note.`,
  },
  OUTBOX: {
    role: 'reply',
    kind: 'background',
    label: ({ row }) => `note ${row.op}`,
    say: ({ row }, from, to) => `${from} gives ${to} the note of ${row.op}.`,
  },
  LEASE: {
    role: 'request',
    replies: ['LEASED', 'ERR'],
    failsAs: err,
    kind: 'background',
    label: () => 'lease?',
    say: (_, from, to) => `${from} asks ${to} for the lease of the leader.`,
  },
  LEASED: {
    role: 'reply',
    kind: 'background',
    label: ({ mine }) => (mine ? 'you lead' : 'you wait'),
    say: ({ mine }, from, to) =>
      mine ? `${from} tells ${to} that it leads.` : `${from} tells ${to} that another one leads.`,
  },
  ERR: {
    role: 'reply',
    kind: 'error',
    label: ({ of }) => `error ${String(of).toLowerCase()}`,
    say: ({ of }, from) => `${from} could not do ${of}.`,
  },
} satisfies Record<string, MessageView>;

export const messages: Readonly<Record<string, MessageView>> = {
  ...http,
  ...broker,
  ...service,
  ...database,
  ...within,
};

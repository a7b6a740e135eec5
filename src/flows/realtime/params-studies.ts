/** The numbers of polling, and of the study of writers that contend for one row. */
import type { ParamSpec } from '../../flow/flow.ts';

const ms = { unit: 'ms', scale: 'log' } as const;

export const pollingParams = {
  pollIntervalMs: {
    ...ms,
    title: 'Poll interval',
    explain: 'How long a client waits between polls.',
    min: 100,
    max: 60_000,
    default: 5_000,
    variants: ['polling'],
  },
  pollTimeoutMs: {
    ...ms,
    title: 'Poll timeout',
    explain: 'How long a client waits for the answer to a poll.',
    min: 100,
    max: 120_000,
    default: 60_000,
    mayBeInfinite: true,
    variants: ['polling', 'long-polling'],
  },
  pollsAtOnce: {
    unit: 'polls',
    step: 1,
    title: 'Polls at once',
    explain: 'How many polls may be under way: a browser opens so many connections to a server.',
    min: 1,
    max: 6,
    /** Browsers over HTTP/1.1. */
    default: 6,
    variants: ['polling'],
    when: { timerMode: ['fixed'] },
  },
  parkMs: {
    ...ms,
    title: 'Parking time',
    explain: 'How long the server keeps a poll that it has no answer for.',
    min: 100,
    max: 120_000,
    /** RFC 6202 §5.5: 30 s is a safe choice. */
    default: 30_000,
    variants: ['long-polling'],
  },
} as const satisfies Readonly<Record<string, ParamSpec>>;

export const contentionParams = {
  writers: {
    unit: 'writers',
    scale: 'log',
    step: 1,
    title: 'Writers',
    explain: 'How many clients want to write the same row.',
    min: 1,
    max: 1_000,
    default: 20,
    variants: ['contention'],
  },
  baseMs: {
    ...ms,
    title: 'Base',
    explain: 'What the backoff begins with.',
    min: 1,
    max: 1_000,
    default: 5,
    variants: ['contention'],
  },
  backoffCapMs: {
    ...ms,
    title: 'Cap of the backoff',
    explain: 'No backoff is longer than this.',
    min: 10,
    max: 60_000,
    default: 2_000,
    variants: ['contention'],
  },
  netMeanMs: {
    ...ms,
    title: 'Mean delay of a message',
    explain: 'How long a message is under way, on average.',
    min: 0,
    max: 1_000,
    default: 10,
    variants: ['contention'],
  },
  netSdMs: {
    ...ms,
    title: 'Standard deviation of the delay',
    explain: 'How much the delays of messages differ.',
    min: 0,
    max: 500,
    default: 2,
    variants: ['contention'],
  },
  serviceMs: {
    ...ms,
    title: 'Service time',
    explain:
      'How long the row is busy with one request; the authors of the study left it at nothing.',
    min: 0,
    max: 1_000,
    default: 0,
    variants: ['contention'],
  },
} as const satisfies Readonly<Record<string, ParamSpec>>;

/** How long things take, and how long anybody waits. */
import type { ParamSpec } from '../../flow/flow.ts';

const PRESIGNED = ['presigned-put', 'presigned-post', 'multipart'];
const DIRECT = ['direct-buffered', 'direct-streaming', 'tus'];
const ms = { unit: 'ms', scale: 'log', min: 0, max: 3_600_000 } as const;
const s = { unit: 's', scale: 'log' } as const;

export const times = {
  urlTtlS: {
    ...s,
    title: 'Life of a URL',
    explain: 'How long a presigned URL lets a request begin.',
    min: 10,
    max: 604_800,
    default: 900,
    variants: PRESIGNED,
  },
  sweepAgeS: {
    ...s,
    title: 'Sweep age',
    explain: 'How old a file or a row must be before the sweeper looks at it.',
    min: 60,
    max: 604_800,
    default: 86_400,
    when: { sweeper: ['on'] },
  },
  abortAgeS: {
    ...s,
    title: 'Abort age',
    explain: 'How old an unfinished multipart upload may get.',
    min: 60,
    max: 604_800,
    default: 86_400,
    variants: ['multipart'],
    when: { abortRule: ['on'] },
  },
  tunnelMs: {
    ...ms,
    title: 'Length of the tunnel',
    explain: 'How long the browser is without a line, where a workload has a tunnel.',
    default: 5_000,
  },
  clientRttMs: {
    ...ms,
    max: 10_000,
    title: 'Round trip to the API',
    explain: 'From a browser to the API and back.',
    default: 60,
  },
  storageRttMs: {
    ...ms,
    max: 10_000,
    title: 'Round trip to storage',
    explain: 'From a browser to storage and back.',
    default: 60,
    variants: PRESIGNED,
  },
  backRttMs: {
    ...ms,
    max: 10_000,
    title: 'Round trip in the back',
    explain: 'Between API, storage, database and sweeper.',
    default: 4,
  },
  clientTimeoutMs: {
    ...ms,
    title: 'Patience of the browser',
    explain: 'How long a browser waits for an answer after the last byte.',
    mayBeInfinite: true,
    default: 30_000,
  },
  backTimeoutMs: {
    ...ms,
    title: 'Patience of the API',
    explain: 'How long the API waits for storage and database.',
    mayBeInfinite: true,
    default: 5_000,
  },
  retryMs: {
    ...ms,
    title: 'Pause before a retry',
    explain: 'How long a browser waits before it tries again.',
    default: 1_000,
  },
  eventRetryMs: {
    ...ms,
    title: 'Pause before an event comes again',
    explain: 'How long storage waits for the API to take an event.',
    mayBeInfinite: true,
    default: 5_000,
    variants: PRESIGNED,
    when: { finalize: ['event'] },
  },
  pollMs: {
    ...ms,
    title: 'Pause between looks',
    explain: 'How often a browser asks whether its file is ready, where an event says so.',
    default: 1_000,
    variants: PRESIGNED,
    when: { finalize: ['event'] },
  },
  restartMs: {
    ...ms,
    title: 'Restart of the API',
    explain: 'How long the API is gone after it ran out of memory.',
    default: 5_000,
    variants: DIRECT,
  },
} as const satisfies Readonly<Record<string, ParamSpec>>;

/** What each node shows of what it holds. */
import type { HeldRow } from '../../flow/look.ts';
import type { BrokerContext } from './machines/broker/state.ts';
import type { CustomerContext, Sign } from './machines/customer.ts';
import type { DatabaseContext } from './machines/database.ts';
import type { ProducerContext } from './machines/producer.ts';
import type { RelayContext } from './machines/relay.ts';
import type { SchedulerContext } from './machines/scheduler.ts';
import type { ServiceContext } from './machines/service.ts';
import type { WorkerContext } from './machines/worker.ts';

type Tag = NonNullable<HeldRow['tag']>;

/** A box shows this many rows of one sort; the rest is a count. */
const MOST_ROWS = 6;

const SIGNS: Readonly<Record<Sign, Tag>> = {
  asking: { text: 'asking', tone: 'quiet' },
  accepted: { text: 'accepted', tone: 'good' },
  done: { text: 'done', tone: 'good' },
  failed: { text: 'failed', tone: 'bad' },
  unknown: { text: 'no answer', tone: 'warn' },
};

export function customerHolds({ job, sign }: CustomerContext): readonly HeldRow[] {
  return job === null ? [] : [{ label: job, value: '', tag: SIGNS[sign] }];
}

export const brokerHolds = ({ consumers }: BrokerContext): readonly HeldRow[] =>
  counted('idle slots', consumers.length);

export function workerHolds({ busy, breaker, failuresInARow }: WorkerContext): readonly HeldRow[] {
  return [
    ...rows(busy, ({ job, receipt }) => ({
      label: job,
      // The number of its receipt: beside a whole word there is no room for the name of the job.
      value: `#${receipt}`,
    })),
    ...(breaker === 'closed'
      ? []
      : [{ label: 'breaker', value: '', tag: { text: breaker, tone: 'bad' } as const }]),
    ...counted('failures in a row', failuresInARow),
  ];
}

export function databaseHolds(context: DatabaseContext): readonly HeldRow[] {
  const { orders, outbox, keys, leader } = context;
  return [
    ...rows(orders, (order) => ({ label: order, value: 'order' })),
    ...rows(outbox, ({ op }) => ({
      label: op,
      value: 'note',
      tag: { text: 'to be sent', tone: 'warn' },
    })),
    ...rows(keys, ({ key, is }) => ({
      label: key,
      value: 'key',
      tag: { text: is, tone: is === 'done' ? 'good' : 'warn' },
    })),
    ...(leader === null ? [] : [{ label: 'leader', value: leader }]),
  ];
}

export function serviceHolds({ keys, pending, out }: ServiceContext): readonly HeldRow[] {
  return [
    ...(out
      ? [{ label: 'calls', value: '', tag: { text: 'all fail', tone: 'bad' } as const }]
      : []),
    ...rows(keys, ({ key, token }) => ({
      label: key,
      value: token > 0 ? `token ${token}` : 'key',
      tag: { text: 'done', tone: 'good' },
    })),
    ...counted('calls at work', pending),
  ];
}

export function relayHolds({ row: note }: RelayContext): readonly HeldRow[] {
  return note === null ? [] : [{ label: note.op, value: 'note' }];
}

export function schedulerHolds({ lastTick, leads }: SchedulerContext): readonly HeldRow[] {
  return [
    {
      label: 'last tick',
      value: String(lastTick),
      tag: { text: leads ? 'ticks' : 'stands by', tone: leads ? 'good' : 'quiet' },
    },
  ];
}

export const producerHolds = ({ made }: ProducerContext): readonly HeldRow[] => [
  { label: 'jobs made', value: String(made) },
];

function rows<T>(items: readonly T[], make: (item: T) => HeldRow): HeldRow[] {
  const first = items.slice(0, MOST_ROWS).map(make);
  const rest = items.length - first.length;
  return rest === 0 ? first : [...first, { label: `and ${rest} more`, value: '' }];
}

const counted = (label: string, count: number): HeldRow[] =>
  count === 0 ? [] : [{ label, value: String(count) }];

/** The broker's queue as it is drawn: in flight, ready in the order of their turn, not due yet, dead. */
import { type HeldLane, type HeldSlot, type Lane, SLOTS_HELD } from '../../flow/look.ts';
import { gate } from './machines/broker/hand-out.ts';
import type { BrokerContext } from './machines/broker/state.ts';
import type { Job } from './protocol.ts';
import type { Settings } from './settings.ts';

export function brokerLanes(s: Settings, context: BrokerContext): readonly HeldLane[] {
  const { inFlight, waiting, dead, deadCount } = context;
  const ready = inTurn(s, context);
  const mayGo = gate(s, context);
  const slot = (job: Job, about: readonly string[], timer?: string): HeldSlot =>
    slotOf(s, job, about, timer);
  return [
    lane('inFlight', 'in flight', inFlight, ({ job, worker }) =>
      slot(job, [`at ${titleOf(worker)}`], `visibility:${job.id}`),
    ),
    lane('waiting', 'ready', ready, (job) => slot(job, mayGo(job) ? [] : ['held back'])),
    ...(delays(s)
      ? [
          lane('delayed', 'not due', waiting, ({ job, why }) =>
            why === 'retry'
              ? slot(job, ['waits for its next attempt'], `retry:${job.id}`)
              : slot(job, ['scheduled'], `due:${job.id}`),
          ),
        ]
      : []),
    ...(s.DLQ === 'on'
      ? [
          {
            ...lane('dead', 'dead', dead.toReversed(), (job) => slot(job, [])),
            count: deadCount,
          },
        ]
      : []),
  ];
}

/** Whether any job ever waits for a time of its own. */
const delays = ({ variant, timerAt, backoff }: Settings): boolean =>
  (variant === 'delayed' && timerAt !== 'worker') || backoff !== 'none';

/** As they will be handed out, if nobody else comes. */
const inTurn = ({ variant }: Settings, { ready }: BrokerContext): readonly Job[] =>
  variant === 'priority' ? ready.toSorted((a, b) => a.priority - b.priority) : ready;

const lane = <T>(
  id: Lane,
  title: string,
  items: readonly T[],
  make: (item: T) => HeldSlot,
): HeldLane => ({
  lane: id,
  title,
  slots: items.slice(0, SLOTS_HELD).map(make),
  count: items.length,
});

function slotOf(
  { variant }: Settings,
  job: Job,
  about: readonly string[],
  timer?: string,
): HeldSlot {
  const { id, attempts, priority, poison } = job;
  return {
    name: id,
    mark: /\d+(~\d+)?$/.exec(id)?.[0] ?? id.slice(0, 3),
    about: poison ? [...about, 'every attempt fails'] : about,
    attempts,
    // A recurring job has no class.
    urgent: priority === 0 && variant !== 'recurring',
    bad: poison,
    ...(timer === undefined ? {} : { timer }),
  };
}

const titleOf = (worker: string): string => worker.replace('-', ' ');

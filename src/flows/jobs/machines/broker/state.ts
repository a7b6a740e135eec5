/** What the broker keeps. Lists hold what is there now, never what is done. */
import type { Job } from '../../protocol.ts';

export interface InFlight {
  readonly job: Job;
  readonly worker: string;
  readonly slot: number;
}

/** A job that may not be handed out yet. */
export interface Waiting {
  readonly job: Job;
  readonly why: 'scheduled' | 'retry';
  /** By the broker's clock. */
  readonly dueUs: number;
}

export interface Consumer {
  readonly worker: string;
  readonly slot: number;
}

export interface BrokerContext {
  /** In the order in which they came; priority decides who of them is next. */
  readonly ready: readonly Job[];
  readonly inFlight: readonly InFlight[];
  readonly waiting: readonly Waiting[];
  /** The last ones, for a person to look at. */
  readonly dead: readonly Job[];
  readonly deadCount: number;
  /** Slots of workers that wait for a job, the longest first. */
  readonly consumers: readonly Consumer[];
  /** Keys that are not taken a second time. */
  readonly keys: readonly string[];
  readonly lastToken: number;
  /** How many jobs may be handed out at once now. */
  readonly permits: number;
  /** Of a recurring job: the tick that holds the lock. */
  readonly lockedBy: number | null;
  readonly restarted: boolean;
}

/** What outlives a crash when the broker is durable. */
export type BrokerInput = Pick<
  BrokerContext,
  'ready' | 'inFlight' | 'waiting' | 'dead' | 'deadCount' | 'keys' | 'lastToken' | 'restarted'
>;

export const EMPTY: BrokerInput = {
  ready: [],
  inFlight: [],
  waiting: [],
  dead: [],
  deadCount: 0,
  keys: [],
  lastToken: 0,
  restarted: false,
};

export function durable(context: BrokerContext): BrokerInput {
  const { ready, inFlight, waiting, dead, deadCount, keys, lastToken } = context;
  return { ready, inFlight, waiting, dead, deadCount, keys, lastToken, restarted: true };
}

/** Every job that is not done, wherever it is. */
export const unfinished = ({ ready, inFlight, waiting }: BrokerContext): Job[] => [
  ...inFlight.map(({ job }) => job),
  ...waiting.map(({ job }) => job),
  ...ready,
];

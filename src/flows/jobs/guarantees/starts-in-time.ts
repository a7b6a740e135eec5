/** J4: a job that is ready starts within X. J5: a delayed job starts not before its time, and is ready soon after it. */

import type { Guarantee } from '../../../flow/property.ts';
import { spanText } from '../../../flow/span-text.ts';
import type { Judged, Look, Seen, Violation } from '../../../kernel/monitor.ts';
import { MS, SECOND } from '../../../kernel/time.ts';
import { factIn } from './jobs-seen.ts';

interface Ready {
  readonly op: string;
  readonly job: string;
  readonly sinceUs: number;
}

const startBoundUs = ({ startBoundMs = 60_000 }: Readonly<Record<string, number>>): number =>
  startBoundMs * MS;

export const startsWithin: Guarantee = {
  id: 'starts-within',
  ref: 'J4',
  title: 'A ready job starts soon',
  explain: 'No job waits in the queue longer than the longest wait that is allowed.',
  workloads: ['short-classes', 'short-load'],
  variants: ['fifo', 'priority'],
  boundUs: startBoundUs,
  monitor: (params, boundUs = startBoundUs(params)) => ({
    kind: 'always',
    over: 'timed',
    start: [],
    on: (state, seen, atUs) => onWaiting(boundUs, state, seen, atUs),
    atRest: (state, look) => neverStarted(params, state, look),
  }),
};

/** The state: what is ready, the longest first; what has waited too long is told once and dropped. */
function onWaiting(
  boundUs: number,
  state: readonly Ready[],
  seen: Seen,
  atUs: number,
): Judged<readonly Ready[]> {
  const found = factIn(seen);
  if (found === null) return { state };
  const [oldest, ...rest] = state;
  if (oldest !== undefined && atUs - oldest.sinceUs > boundUs) {
    const say = `${oldest.op} has been ready for more than ${spanText(boundUs)} and has not started.`;
    const next = onWaiting(boundUs, rest, seen, atUs).state;
    return { state: next, violation: { say, because: [`${oldest.op}/enqueued`] } };
  }
  const { fact, op } = found;
  const job = String(fact['job']);
  const becomesReady =
    (fact.type === 'enqueued' && fact['to'] === 'ready') ||
    fact.type === 'becameReady' ||
    fact.type === 'requeued' ||
    fact.type === 'redriven';
  if (becomesReady) return { state: [...state, { op, job, sinceUs: atUs }] };
  if (fact.type !== 'delivered') return { state };
  return { state: state.filter((each) => each.job !== job) };
}

/** A run that ends at its horizon may end while a job waits for its turn: then somebody is at work. */
function neverStarted(
  { longPollMs = Number.POSITIVE_INFINITY, workers = 0 }: Readonly<Record<string, number>>,
  [oldest]: readonly Ready[],
  look: Look,
): Violation | null {
  if (oldest === undefined) return null;
  const isBusy = (n: number): boolean => look(`worker-${n + 1}`)?.['busy'].length > 0;
  if (Number.isFinite(longPollMs) && Array.from({ length: workers }, (_, n) => n).some(isBusy))
    return null;
  const { op } = oldest;
  return { say: `${op} is ready, and was never started.`, because: [`${op}/enqueued`] };
}

interface Due {
  readonly op: string;
  readonly dueUs: number;
  readonly isReady: boolean;
}

const MOST_DUE = 1_000;
/** A second for the way to the broker. */
const readyBoundUs = ({ delayPollMs = 1_000 }: Readonly<Record<string, number>>): number =>
  delayPollMs * MS + SECOND;

export const startsWhenDue: Guarantee = {
  id: 'starts-when-due',
  ref: 'J5',
  title: 'A delayed job starts when it is due',
  explain: 'It does not start before its time, and is ready at most a poll and a second after it.',
  workloads: ['one-order'],
  variants: ['delayed'],
  boundUs: readyBoundUs,
  monitor: (params, boundUs = readyBoundUs(params)) => ({
    kind: 'always',
    over: 'timed',
    start: [],
    on: (state, seen, atUs) => onDue(boundUs, state, seen, atUs),
    atRest: neverReady,
  }),
};

function onDue(
  boundUs: number,
  state: readonly Due[],
  seen: Seen,
  atUs: number,
): Judged<readonly Due[]> {
  const found = factIn(seen);
  if (found === null) return { state };
  const { fact, op } = found;
  const known = state.find((each) => each.op === op);
  if (fact.type === 'asked') {
    if (known !== undefined) return { state };
    const dueUs = atUs + Number(fact['delayMs']) * MS;
    return { state: [...state, { op, dueUs, isReady: false }].slice(-MOST_DUE) };
  }
  if (known === undefined) return { state };
  const { dueUs, isReady } = known;
  if (fact.type === 'started' && atUs < dueUs) {
    const say = `${op} started ${spanText(dueUs - atUs)} before it was due.`;
    return { state, violation: { say, because: [`${op}/asked`, `${op}/started`] } };
  }
  const becomesReady =
    fact.type === 'becameReady' || (fact.type === 'enqueued' && fact['to'] === 'ready');
  if (!becomesReady || isReady) return { state };
  const next = state.map((each) => (each === known ? { ...known, isReady: true } : each));
  if (atUs <= dueUs + boundUs) return { state: next };
  const say = `${op} became ready ${spanText(atUs - dueUs)} after it was due.`;
  return { state: next, violation: { say, because: [`${op}/asked`] } };
}

function neverReady(due: readonly Due[]): Violation | null {
  const waiting = due.find(({ isReady }) => !isReady);
  if (waiting === undefined) return null;
  const { op } = waiting;
  return { say: `${op} never became ready.`, because: [`${op}/asked`] };
}

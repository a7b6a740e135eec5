/** J6: at most one run at a time. J6b: exactly one run for each tick. J6c: some run completes. */
import type { Guarantee } from '../../../flow/property.ts';
import type { Judged, Look, Seen, Violation } from '../../../kernel/monitor.ts';
import { unfinished } from '../machines/broker/state.ts';
import { factIn } from './jobs-seen.ts';

const variants = ['recurring'];
const workloads = ['short-cleanup', 'database-cleanup'];

interface Running {
  readonly actor: string;
  readonly node: string;
  readonly op: string;
}

export const oneRunAtATime: Guarantee = {
  id: 'one-run-at-a-time',
  ref: 'J6',
  title: 'Runs do not overlap',
  explain: 'Of a recurring job at most one run is under way at any time.',
  workloads,
  variants,
  monitor: () => ({ kind: 'always', over: 'timed', start: [], on: onRunning }),
};

function onRunning(state: readonly Running[], seen: Seen): Judged<readonly Running[]> {
  if (seen.kind !== 'fact') {
    if (seen.kind === 'up') return { state };
    return { state: state.filter(({ node }) => node !== seen.node) };
  }
  const { fact, op, actor, node } = seen;
  if (fact.type === 'ended') return { state: state.filter((each) => each.actor !== actor) };
  if (fact.type !== 'started' || fact['tick'] === null) return { state };
  const next = [...state, { actor, node, op }];
  const [other] = state;
  if (other === undefined) return { state: next };
  const say = `The run of ${op} began while that of ${other.op} was under way.`;
  return { state: next, violation: { say, because: [`${other.op}/started`, `${op}/started`] } };
}

/** Ticks that have had their run: all up to one, and some beyond. */
interface Runs {
  readonly upTo: number;
  readonly beyond: readonly number[];
}

/** Ticks so shortly before the end are not asked for: something may still be done about them. */
const GRACE_MS = 30_000;

export const oneRunPerTick: Guarantee = {
  id: 'one-run-per-tick',
  ref: 'J6b',
  title: 'One run for each tick',
  explain: 'Each tick has exactly one run, or is still in the queue when the watching ends.',
  workloads,
  variants,
  monitor: ({ durationMs = 0, periodMs = 1 }) => ({
    kind: 'eventually',
    over: 'timed',
    start: { upTo: 0, beyond: [] },
    on: onTickRun,
    atRest: (state, look) => {
      const lastMs = durationMs - Math.max(periodMs, GRACE_MS);
      return missingTick(state, look, Math.floor(lastMs / periodMs));
    },
  }),
};

function onTickRun(state: Runs, seen: Seen): Judged<Runs> {
  const found = factIn(seen);
  if (found === null || found.fact.type !== 'effect') return { state };
  const tick = found.fact['tick'];
  if (typeof tick !== 'number') return { state };
  if (hasRun(state, tick)) {
    const say = `Tick ${tick} had a second run.`;
    return { state, violation: { say, because: [`${found.op}/ticked`, `${found.op}/effect`] } };
  }
  let { upTo } = state;
  let beyond = [...state.beyond, tick].sort((a, b) => a - b);
  while (beyond[0] === upTo + 1) {
    upTo += 1;
    beyond = beyond.slice(1);
  }
  return { state: { upTo, beyond } };
}

const hasRun = ({ upTo, beyond }: Runs, tick: number): boolean =>
  tick <= upTo || beyond.includes(tick);

function missingTick(state: Runs, look: Look, lastTick: number): Violation | null {
  const broker = look('broker');
  const queued = broker === undefined ? [] : unfinished(broker).map((job) => job.tick);
  for (let tick = state.upTo + 1; tick <= lastTick; tick++) {
    if (hasRun(state, tick) || queued.includes(tick)) continue;
    return { say: `Tick ${tick} never had a run.`, because: [`tick-${tick}/ticked`] };
  }
  return null;
}

export const someRunCompletes: Guarantee = {
  id: 'some-run-completes',
  ref: 'J6c',
  title: 'Some run completes',
  explain: 'The recurring job gets done at least once.',
  workloads,
  variants,
  monitor: () => ({
    kind: 'eventually',
    over: 'timed',
    start: false,
    on: (state, seen) => ({ state: state || factIn(seen)?.fact.type === 'effect' }),
    atRest: (state) =>
      state === true ? null : { say: 'No run ever came to its end.', because: [] },
  }),
};

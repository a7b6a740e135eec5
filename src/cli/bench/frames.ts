/** Reads from a trace of Chromium how long the main thread of a page worked for each frame. */

export const TRACED = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];

interface Traced {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** µs. */
  readonly ts: number;
  readonly dur?: number;
  /** µs of the thread's own processor time: what else the machine did is not in it. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Two names for one thing, the one inside the other where a trace has both. */
const TASKS = ['ThreadControllerImpl::RunTask', 'RunTask'];

/** Milliseconds of the main thread's tasks between each animation frame and the next. */
export function frameWorkMs(buffer: Buffer): { works: number[]; frames: number } {
  const { traceEvents } = JSON.parse(buffer.toString()) as { traceEvents: Traced[] };
  const mains = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const onMain = mains
    .map(({ pid, tid }) => traceEvents.filter((each) => each.pid === pid && each.tid === tid))
    .sort((a, b) => framesOf(b).length - framesOf(a).length)[0];
  if (onMain === undefined) throw new Error('The trace has no main thread of a page.');
  const starts = framesOf(onMain);
  const works = starts.map(() => 0);
  const task = TASKS.find((each) => onMain.some(({ name }) => name === each));
  for (const { name, ts, dur = 0, tdur = dur } of onMain) {
    if (name !== task) continue;
    const frame = lastBefore(starts, ts + dur);
    if (frame >= 0) works[frame] = (works[frame] ?? 0) + tdur / 1_000;
  }
  // The last frame may not be whole.
  return { works: works.slice(0, -1), frames: starts.length };
}

/** When the callbacks of each animation frame began. */
function framesOf(events: readonly Traced[]): number[] {
  const starts = events.filter(({ name }) => name === 'FireAnimationFrame').map(({ ts }) => ts);
  // Several callbacks of one frame follow each other within a task.
  return starts.sort((a, b) => a - b).filter((ts, i) => ts - (starts[i - 1] ?? -Infinity) > 4_000);
}

function lastBefore(starts: readonly number[], ts: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= ts) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

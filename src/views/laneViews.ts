/** A node's queue as it is drawn: the slots that fit, each with the timer that runs for it. */
import type { FlowNode } from '../flow/flow.ts';
import type { HeldLane, HeldSlot, Lane } from '../flow/look.ts';
import type { EntryOf } from '../kernel/entry.ts';
import type { Loose } from '../kernel/json.ts';
import type { Micros } from '../kernel/time.ts';
import { MS, SECOND } from '../kernel/time.ts';
import type { World } from '../kernel/world.ts';
import { type TimerView, timerView } from './timers.ts';

export interface LaneView {
  readonly lane: Lane;
  readonly title: string;
  readonly count: number;
  /** From the head. Of what waits for a time, the next one due is the head. */
  readonly slots: readonly SlotView[];
  /** How many there are beyond those shown. */
  readonly more: number;
  /** Of what waits for a time: how far ahead the time line reaches. 0 for the other lanes. */
  readonly spanUs: Micros;
}

export interface SlotView extends Omit<HeldSlot, 'timer'> {
  readonly timer: TimerView | null;
}

/** A box has room for so many of what it draws as squares, or as marks on a time line. */
export const SLOTS_SHOWN = 6;
const MARKS_SHOWN = 12;

export function laneViews(world: World, node: FlowNode, context: Loose): readonly LaneView[] {
  const lanes = node.lanes?.(context) ?? [];
  if (lanes.length === 0) return [];
  const timers: Timers = new Map();
  for (const entry of world.timers.values()) {
    if (entry.actor === node.id) timers.set(entry.timer, entry);
  }
  return lanes.map((lane) => laneView(timers, lane));
}

/** The running timers of a node's own actor, by name. */
type Timers = Map<string, EntryOf<'timer'>>;

function laneView(timers: Timers, { lane, title, count, slots }: HeldLane): LaneView {
  const all = slots.map(({ timer, ...slot }): SlotView => {
    const entry = timer === undefined ? undefined : timers.get(timer);
    return { ...slot, timer: entry === undefined ? null : timerView(entry, '') };
  });
  const isTimed = lane === 'delayed';
  if (isTimed) all.sort((a, b) => dueUs(a) - dueUs(b));
  const room = isTimed ? MARKS_SHOWN : SLOTS_SHOWN;
  // One that does not fit needs a place that says so.
  const shown = count > room && !isTimed ? all.slice(0, room - 1) : all.slice(0, room);
  return {
    lane,
    title,
    count,
    slots: shown,
    more: count - shown.length,
    spanUs: isTimed ? spanOf(shown) : 0,
  };
}

const dueUs = ({ timer }: SlotView): Micros => timer?.dueUs ?? Number.POSITIVE_INFINITY;

/** Round spans, so that the line does not change its scale with every job. */
const SPANS: readonly Micros[] = [
  ...[10, 100].map((ms) => ms * MS),
  ...[1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 43_200, 86_400].map(
    (s) => s * SECOND,
  ),
];

/** As long as the longest wait was at its start: it stays the same while one waits. 0 when none does. */
function spanOf(slots: readonly SlotView[]): Micros {
  if (slots.length === 0) return 0;
  const longest = Math.max(
    0,
    ...slots.map(({ timer }) => (timer === null ? 0 : timer.dueUs - timer.startedAtUs)),
  );
  return SPANS.find((span) => span >= longest) ?? longest;
}

/** Where a slot stands on its line at an instant: 0 is now, 1 is the end of the line. */
export function placeInTime({ timer }: SlotView, spanUs: Micros, atUs: Micros): number {
  if (timer === null || spanUs === 0) return 1;
  return Math.max(0, Math.min(1, (timer.dueUs - atUs) / spanUs));
}

/** Running timers, as rings that shrink. */
import type { Lasting } from '../flow/look.ts';
import type { EntryId, EntryOf } from '../kernel/entry.ts';
import type { OperationId } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import { words } from './words.ts';

/** A running timer: a ring that shrinks from 1 to 0, see `timeLeft`. */
export interface TimerView extends Lasting {
  /** The entry that started it. */
  readonly id: EntryId;
  readonly name: string;
  /** A deadline (timeout, lease) rather than a pace (flush, think time). */
  readonly deadline: boolean;
  readonly op: OperationId;
}

/** The part that is left at an instant: 1 at the start, 0 when it is due. */
export function timeLeft({ startedAtUs, dueUs }: Lasting, atUs: Micros): number {
  if (dueUs <= startedAtUs) return 0;
  return Math.max(0, Math.min(1, (dueUs - atUs) / (dueUs - startedAtUs)));
}

export const timerView = (timer: EntryOf<'timer'>, op: OperationId): TimerView => ({
  id: timer.id,
  name: words(timer.name),
  deadline: timer.deadline,
  startedAtUs: timer.atUs,
  dueUs: timer.dueUs,
  op,
});

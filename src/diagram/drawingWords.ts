/** Everything that is drawn in a box, in words. */
import type { CrowdView } from '../views/crowd.ts';
import type { LaneView, SlotView } from '../views/laneViews.ts';
import { formatTime } from '../views/words.ts';

const FORMAT = new Intl.NumberFormat('en');
export const counted = (count: number): string => FORMAT.format(count);

export function crowdWords({ bars, attempts, attemptsSoFar }: CrowdView): string {
  const states = bars.filter((bar) => bar.count > 0);
  return [
    ...states.map((bar) => `${counted(bar.count)} ${bar.title}`),
    `${counted(attemptsSoFar)} ${attempts.title} so far`,
  ].join(', ');
}

export function laneWords({ title, count, slots, more }: LaneView): string {
  if (count === 0) return `${title}: none`;
  const names = slots.map((slot) => [slot.name, ...slotWords(slot)].join(' '));
  return `${title}: ${count}, ${[...names, ...(more > 0 ? [`${more} more`] : [])].join('; ')}`;
}

function slotWords({ about, attempts, urgent, timer }: SlotView): string[] {
  return [
    ...(urgent ? ['urgent'] : []),
    ...(attempts > 0 ? [`attempt ${attempts}`] : []),
    ...about,
    ...(timer === null ? [] : [`until ${formatTime(timer.dueUs)}`]),
  ];
}

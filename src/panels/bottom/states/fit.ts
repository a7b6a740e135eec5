/** Which layout of a chart is shown in a box, and how large. */
import type { Size } from '../useSize.ts';
import type { ChartLayout } from './layout.ts';

export interface Fitted {
  readonly layout: ChartLayout;
  readonly scale: number;
}

/** Smaller type is hard to read: the picture is scrolled instead, unless the whole is wanted. */
const SCALE_MIN = 0.8;
const SCALE_MAX = 1.2;
const MARGIN_PX = 26;

/**
 * The one that is seen whole at the larger size; where neither can be, the one that needs less
 * scrolling sideways.
 */
export function fitted(
  layouts: readonly ChartLayout[],
  size: Size,
  grown: number,
  isWhole: boolean,
): Fitted | undefined {
  const least = isWhole ? 0 : SCALE_MIN * grown;
  const [best] = layouts
    .map((layout) => {
      const across = (size.width - MARGIN_PX) / layout.width;
      const whole = Math.min(across, (size.height - MARGIN_PX) / layout.height);
      return { layout, across, whole };
    })
    .toSorted((a, b) => {
      const anyWhole = a.whole >= least || b.whole >= least;
      return anyWhole ? b.whole - a.whole : b.across - a.across;
    });
  if (best === undefined) return undefined;
  return { layout: best.layout, scale: Math.max(least, Math.min(SCALE_MAX * grown, best.whole)) };
}

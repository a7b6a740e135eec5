import { memo, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { usePlaybackStore } from '../../../playback/usePlayback.ts';
import type { Chart } from '../../../views/charts.ts';
import { inkOf } from '../ink.ts';
import { usePlayhead } from '../usePlayhead.ts';
import { useSize } from '../useSize.ts';
import { useThemeChange } from '../useThemeChange.ts';
import styles from './Metrics.module.css';
import { plotArea, plotData, plotOptions, US } from './plot.ts';

interface MetricChartProps {
  readonly seconds: readonly number[];
  readonly chart: Chart;
}

const USUAL_TYPE_PX = 13;

/** The lines of a chart, and the playhead over them. The caption tells the same in words. */
export const MetricChart = memo(function MetricChart({ seconds, chart }: MetricChartProps) {
  const store = usePlaybackStore();
  const box = useRef<HTMLDivElement>(null);
  const veil = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const theme = useThemeChange();
  const endS = Math.max(1e-6, seconds.at(-1) ?? 0);
  const { area, grown } = useMemo(
    () => {
      const type = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const factor = Math.max(1, type / USUAL_TYPE_PX);
      return { grown: factor, area: plotArea(size, factor, endS) };
    },
    // The theme changes the size of type.
    // oxlint-disable-next-line react/exhaustive-deps
    [size, endS, theme],
  );

  useEffect(() => {
    if (box.current === null || size.width === 0 || size.height === 0) return undefined;
    const style = getComputedStyle(box.current);
    const options = plotOptions(chart, size, grown, endS, (token) => inkOf(style, token));
    const plot = new uPlot(options, plotData(seconds, chart), box.current);
    return () => plot.destroy();
  }, [chart, seconds, size, grown, endS, theme]);

  usePlayhead((atUs) => {
    if (veil.current === null) return;
    const x = area.left + (Math.min(endS, atUs / US) / area.endS) * area.width;
    veil.current.style.transform = `translateX(${x}px)`;
  });

  const scrub = (event: PointerEvent<HTMLDivElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left - area.left;
    store.getState().seek(Math.round(Math.min(1, Math.max(0, x / area.width)) * endS * US));
  };
  return (
    <div
      className={styles.plot}
      ref={box}
      aria-hidden
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        store.getState().grab();
        scrub(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) scrub(event);
      }}
      onLostPointerCapture={() => store.getState().release()}
    >
      <div className={styles.veil} ref={veil} />
    </div>
  );
});

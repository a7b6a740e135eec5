import { type PointerEvent, Suspense, useEffect, useMemo, useRef } from 'react';
import { later } from '../../playback/later.ts';
import { usePlayback, usePlaybackStore } from '../../playback/usePlayback.ts';
import { lifelinesOf } from '../../views/lifelines.ts';
import { drawTimeline, type TimelineLayout } from './drawTimeline.ts';
import { EvidenceRings } from './EvidenceRings.tsx';
import { inkOf } from './ink.ts';
import { Playhead } from './Playhead.tsx';
import styles from './Timeline.module.css';
import { atX, xOf } from './timescale.ts';
import { usePlayhead } from './usePlayhead.ts';
import { type Size, useSize } from './useSize.ts';
import { useThemeChange } from './useThemeChange.ts';

interface TimelineProps {
  /** Without lifelines: only the scale, the flags and the playhead. */
  readonly strip?: boolean;
}

const Flags = later(async () => (await import('./Flags.tsx')).Flags);

/** In pixels; what holds text grows with the type. */
const FLAGS_HEIGHT = 28;
const AXIS_HEIGHT = 28;
const NAMES_WIDTH = 116;
const ROW_MAX = 48;
const USUAL_TYPE_PX = 13;
/** A run in which nothing happens has a scale too. */
const SHORTEST_US = 1_000;
const HIDDEN_ROOM = 1.4;

export function Timeline({ strip = false }: TimelineProps) {
  const store = usePlaybackStore();
  const scene = usePlayback((state) => state.scene);
  const pace = usePlayback((state) => state.pace);
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const veil = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const theme = useThemeChange();
  const lifelines = lifelinesOf(scene);
  const hidden = usePlayback((state) => state.guide?.veil ?? null);
  /** Where something is hidden there is room for it. */
  const endUs = lifelines.endUs * (hidden === null ? 1 : HIDDEN_ROOM);
  const layout = useMemo(
    () => layoutOf(size, strip ? 0 : lifelines.rows.length, Math.max(SHORTEST_US, endUs)),
    // The theme changes the size of type.
    // oxlint-disable-next-line react/exhaustive-deps
    [size, strip, lifelines, endUs, theme],
  );

  useEffect(() => {
    const paint = canvas.current && sized(canvas.current, size);
    if (!paint) return;
    const style = getComputedStyle(canvas.current ?? document.body);
    const shown = strip ? { ...lifelines, rows: [], messages: [], nodeSpans: [] } : lifelines;
    drawTimeline(paint, shown, pace, layout, (token) => inkOf(style, token));
  }, [lifelines, pace, layout, size, strip, theme]);

  usePlayhead((atUs) => {
    if (veil.current) veil.current.style.transform = `translateX(${xOf(layout.scale, atUs)}px)`;
  });

  const scrub = (event: PointerEvent<HTMLDivElement>) => {
    const left = event.currentTarget.getBoundingClientRect().left;
    store.getState().seek(atX(layout.scale, event.clientX - left));
  };
  return (
    <div className={strip ? styles.strip : styles.timeline} ref={box}>
      <canvas ref={canvas} className={styles.canvas} aria-hidden />
      <div className={styles.veil} ref={veil} />
      {!strip &&
        lifelines.rows.map(({ node, title }, i) => (
          <span key={node} className={styles.name} style={{ top: layout.top + i * layout.rowStep }}>
            {title}
          </span>
        ))}
      <div
        className={styles.scrub}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          store.getState().grab();
          scrub(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) scrub(event);
        }}
        onLostPointerCapture={() => store.getState().release()}
      />
      {!strip && <EvidenceRings layout={layout} lifelines={lifelines} />}
      {hidden !== null && (
        <p className={styles.hidden} style={{ left: xOf(layout.scale, lifelines.endUs) }}>
          {strip ? 'hidden' : hidden}
        </p>
      )}
      <Playhead layout={layout} />
      <Suspense>
        <Flags layout={layout} lifelines={lifelines} />
      </Suspense>
    </div>
  );
}

function layoutOf({ width, height }: Size, rows: number, endUs: number): TimelineLayout {
  const type = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const grown = Math.max(1, type / USUAL_TYPE_PX);
  const left = rows === 0 ? 14 : NAMES_WIDTH * grown;
  const axisY = height - AXIS_HEIGHT * grown;
  const rowStep = rows === 0 ? 0 : Math.min(ROW_MAX, (axisY - FLAGS_HEIGHT - 8) / rows);
  return {
    grown,
    scale: { left, width: Math.max(1, width - left - 20), endUs },
    height,
    top: FLAGS_HEIGHT + rowStep / 2,
    rowStep,
    axisY,
  };
}

/** A cleared canvas with as many pixels as the screen has there. */
function sized(
  canvas: HTMLCanvasElement,
  { width, height }: Size,
): CanvasRenderingContext2D | null {
  const density = devicePixelRatio;
  canvas.width = width * density;
  canvas.height = height * density;
  const paint = canvas.getContext('2d');
  paint?.scale(density, density);
  return paint;
}

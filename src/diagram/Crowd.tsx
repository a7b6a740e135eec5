import { useStore } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import type { MessageKind } from '../flow/message.ts';
import { along, heading, type Route } from '../views/geometry/curve.ts';
import { backwardsOn, DROPPED_AT, pairOf } from '../views/geometry/lanes.ts';
import type { Pair } from '../views/geometry/layout.ts';
import { type MessageInFlight, waySoFar } from '../views/messages.ts';
import styles from './Diagram.module.css';
import { drawDot, SHAPES } from './dots.ts';
import { useFrame } from './frames.ts';

interface CrowdProps {
  readonly crowd: () => readonly MessageInFlight[];
  readonly pairs: readonly Pair[];
  readonly routes: ReadonlyMap<string, Route>;
}

const KINDS = Object.keys(SHAPES) as MessageKind[];
/** Dots of one link keep to one of so many lanes, which their message's number chooses. */
const LANES = 5;
const LANE_PX = 5;
/** The colours are looked up again after so many frames: the theme may have changed. */
const INKS_FOR_FRAMES = 40;

/** A crowd of messages that moves: one picture, drawn at each frame. Paused, they are pills again. */
export function Crowd({ crowd, pairs, routes }: CrowdProps) {
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const transform = useStore((state) => state.transform);
  const canvas = useRef<HTMLCanvasElement>(null);
  const inks = useRef<readonly string[]>([]);
  const frame = useRef(0);
  const isEmpty = useRef(true);

  useEffect(() => {
    if (canvas.current === null) return;
    canvas.current.width = width * devicePixelRatio;
    canvas.current.height = height * devicePixelRatio;
  }, [width, height]);

  useFrame((atUs) => {
    const messages = crowd();
    if (messages.length === 0 && isEmpty.current) return;
    const element = canvas.current;
    const paint = element?.getContext('2d');
    if (!element || !paint) return;
    isEmpty.current = messages.length === 0;
    paint.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    paint.clearRect(0, 0, width, height);
    if (frame.current++ % INKS_FOR_FRAMES === 0) inks.current = inksOf(element);
    paint.lineWidth = 2;
    const [left, top, zoom] = transform;
    for (const message of messages) {
      const part = waySoFar(message, atUs);
      const pair = pairOf(pairs, message);
      const route = pair && routes.get(pair.id);
      if (!route || (message.doomed && part > DROPPED_AT)) continue;
      const way = backwardsOn(pair, message) ? 1 - part : part;
      const { x, y } = along(route, way);
      const ahead = heading(route, way);
      const aside = ((message.send % LANES) - (LANES - 1) / 2) * LANE_PX;
      const ink = inks.current[KINDS.indexOf(message.kind)] ?? '';
      paint.fillStyle = ink;
      paint.strokeStyle = ink;
      const place = { x: left + x * zoom - ahead.y * aside, y: top + y * zoom + ahead.x * aside };
      drawDot(paint, message.kind, place);
    }
  });

  return (
    <canvas ref={canvas} className={styles.crowd} aria-hidden>
      {KINDS.map((kind) => (
        <i key={kind} style={{ color: `var(--${kind})` }} />
      ))}
    </canvas>
  );
}

/** The colours of the kinds as a canvas understands them: of elements that bear them. */
const inksOf = (canvas: HTMLCanvasElement): readonly string[] =>
  Array.from(canvas.children, (element) => getComputedStyle(element).color);

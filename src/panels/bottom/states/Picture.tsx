import { memo, useRef } from 'react';
import type { ActorStanding, RunningDelay } from '../../../views/standing.ts';
import type { ChartEdge, ChartLabel, ChartState, Statechart } from '../../../views/statechart.ts';
import { timeLeft } from '../../../views/timers.ts';
import { cx } from '../../controls/cx.ts';
import { usePlayhead } from '../usePlayhead.ts';
import type { Box, ChartLayout, Point, Way } from './layout.ts';
import { HEAD_PX, LINE_PX, labelHeight, linesOf, PAD_PX } from './measures.ts';
import styles from './States.module.css';

interface PictureProps {
  readonly chart: Statechart;
  readonly layout: ChartLayout;
  readonly standing: ActorStanding | null;
  readonly scale: number;
}

/** A statechart as it was laid out. The outline beside it tells the same in words. */
export const Picture = memo(function Picture({ chart, layout, standing, scale }: PictureProps) {
  const { width, height, boxes, ways } = layout;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width * scale}
      height={height * scale}
      className={styles.picture}
      aria-hidden
    >
      {chart.states.map((state) => {
        const box = boxes.get(state.path);
        return box && <StateBox key={state.path} {...{ state, box, standing }} />;
      })}
      {chart.edges.map((edge) => {
        const way = ways.get(edge.id);
        return way && <Edge key={edge.id} {...{ edge, way, standing }} />;
      })}
    </svg>
  );
});

interface StateBoxProps {
  readonly state: ChartState;
  readonly box: Box;
  readonly standing: ActorStanding | null;
}

const CORNER = 7;

function StateBox({ state, box: { x, y, width, height }, standing }: StateBoxProps) {
  const { path, name, type, initial, children, lines } = state;
  const isActive = standing?.active.has(path) === true;
  const isLeaf = children.length === 0;
  return (
    <g
      className={cx(styles.state, isActive && styles.active, isLeaf ? styles.leaf : styles.outer)}
      data-state={path}
      data-active={isActive || undefined}
    >
      <rect {...{ x, y, width, height }} rx={CORNER} className={styles.box} />
      {type === 'final' && (
        <rect
          x={x + 3}
          y={y + 3}
          width={width - 6}
          height={height - 6}
          rx={CORNER - 3}
          className={styles.inner}
        />
      )}
      {initial && (
        <path
          d={`M${x - 11} ${y + 12}a2.5 2.5 0 1 1 5 0a2.5 2.5 0 1 1 -5 0m4 0h6`}
          className={styles.begin}
        />
      )}
      {isActive && isLeaf && (
        <circle cx={x + PAD_PX + 1} cy={y + HEAD_PX / 2} r={3.5} className={styles.here} />
      )}
      <text
        x={x + PAD_PX + (isActive && isLeaf ? 10 : 0)}
        y={y + HEAD_PX / 2 + 4.5}
        className={styles.name}
      >
        {name}
      </text>
      {type === 'parallel' && (
        <text x={x + width - PAD_PX} y={y + HEAD_PX / 2 + 4} className={styles.kind}>
          at the same time
        </text>
      )}
      {lines.map((label, i) => (
        <Label
          key={label.text}
          {...{ label, standing }}
          x={x + PAD_PX}
          y={y + HEAD_PX + labelHeight(lines.slice(0, i), !isLeaf)}
          wide={!isLeaf}
        />
      ))}
    </g>
  );
}

interface EdgeProps {
  readonly edge: ChartEdge;
  readonly way: Way;
  readonly standing: ActorStanding | null;
}

function Edge({ edge: { labels }, way: { points, label }, standing }: EdgeProps) {
  const isLast = labels.some((each) => isTaken(each, standing));
  return (
    <g className={cx(styles.edge, isLast && styles.last)} data-last={isLast || undefined}>
      <path d={rounded(points)} className={styles.way} />
      <path d={arrowHead(points)} className={styles.tip} />
      {label !== null && (
        <rect
          x={label.x}
          y={label.y}
          width={label.width}
          height={label.height}
          rx={4}
          className={styles.ground}
        />
      )}
      {label !== null &&
        labels.map((each, i) => (
          <Label
            key={each.text}
            label={each}
            standing={standing}
            x={label.x + 3}
            y={label.y + 2 + labelHeight(labels.slice(0, i))}
          />
        ))}
    </g>
  );
}

interface LabelProps {
  readonly label: ChartLabel;
  readonly standing: ActorStanding | null;
  readonly x: number;
  readonly y: number;
  /** In a box around others. */
  readonly wide?: boolean;
}

const MARK = 13;

/** A text, with a ring before it while its delay runs. */
function Label({ label, standing, x, y, wide = false }: LabelProps) {
  const delay = standing?.delays.find(({ transitions }) =>
    label.transitions.some(({ id }) => transitions.has(id)),
  );
  return (
    <>
      {delay !== undefined && <Ring delay={delay} x={x + 4} y={y + LINE_PX / 2} />}
      {linesOf(label, wide).map((line, i) => (
        <text
          key={line}
          x={x + (delay === undefined || i > 0 ? 0 : MARK)}
          y={y + (i + 0.5) * LINE_PX + 3.6}
          className={cx(styles.label, isTaken(label, standing) && styles.lastLabel)}
        >
          {line}
        </text>
      ))}
    </>
  );
}

const isTaken = ({ transitions }: ChartLabel, standing: ActorStanding | null): boolean =>
  transitions.some(({ id }) => standing?.last?.transitions.has(id) === true);

const STEPS = 60;

/** A running delay: a ring that shrinks to nothing, when it is over. */
function Ring({
  delay,
  x,
  y,
}: {
  readonly delay: RunningDelay;
  readonly x: number;
  readonly y: number;
}) {
  const arc = useRef<SVGCircleElement>(null);
  const drawn = useRef<number | null>(null);
  usePlayhead((atUs) => {
    const gone = Math.round((1 - timeLeft(delay, atUs)) * STEPS) / STEPS;
    if (arc.current === null || gone === drawn.current) return;
    drawn.current = gone;
    arc.current.style.strokeDashoffset = String(gone);
  });
  return (
    <g data-delay={delay.name}>
      <circle cx={x} cy={y} r={4.5} className={styles.ringGround} />
      <circle cx={x} cy={y} r={4.5} pathLength={1} className={styles.ring} ref={arc} />
    </g>
  );
}

const BEND = 7;

/** Straight lines with round corners. */
function rounded(points: readonly Point[]): string {
  const [first] = points;
  if (first === undefined) return '';
  let path = `M${first.x} ${first.y}`;
  for (const [i, point] of points.entries()) {
    const before = points[i - 1];
    const after = points[i + 1];
    if (before === undefined) continue;
    if (after === undefined) {
      path += `L${point.x} ${point.y}`;
      continue;
    }
    const from = towards(point, before, BEND);
    const to = towards(point, after, BEND);
    path += `L${from.x} ${from.y}Q${point.x} ${point.y} ${to.x} ${to.y}`;
  }
  return path;
}

/** At most so far, and at most half the way. */
function towards(from: Point, to: Point, px: number): Point {
  const far = Math.hypot(to.x - from.x, to.y - from.y);
  const part = far === 0 ? 0 : Math.min(px, far / 2) / far;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

const HEAD = 7;

function arrowHead(points: readonly Point[]): string {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (tip === undefined || before === undefined) return '';
  const far = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const dx = ((tip.x - before.x) / far) * HEAD;
  const dy = ((tip.y - before.y) / far) * HEAD;
  return `M${tip.x} ${tip.y}L${tip.x - dx - dy / 2} ${tip.y - dy + dx / 2}L${tip.x - dx + dy / 2} ${tip.y - dy - dx / 2}Z`;
}

import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { useShown } from '../../playback/shown.ts';
import { usePlayback, usePlaybackStore } from '../../playback/usePlayback.ts';
import { lifelinesOf, type Segment, segmentLabel } from '../../views/lifelines.ts';
import type { Scene } from '../../views/scene.ts';
import { type SequencePlan, sequencePlan } from '../../views/sequencePlan.ts';
import styles from './Sequence.module.css';
import { useSize } from './useSize.ts';

const LINE_PX = 17;
const HEAD_PX = 30;
const TOP_PX = 14;

/** The run as a message sequence diagram: one after the other, not to scale. */
export function Sequence() {
  const store = usePlaybackStore();
  const { scene, index } = useShown('panels');
  const lit = usePlayback((state) => state.lit);
  const lifelines = lifelinesOf(scene);
  const plan = useMemo(() => sequencePlan(scene), [scene]);
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  const [scrolled, setScrolled] = useState(0);

  const columnPx = Math.max(110, (size.width - 40) / Math.max(1, lifelines.rows.length));
  const width = columnPx * lifelines.rows.length + 40;
  const height = TOP_PX + plan.lineCount * LINE_PX + 30;
  const hereY = TOP_PX + plan.lineAfter(index) * LINE_PX;

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const above = hereY < element.scrollTop + 30;
    const below = hereY > element.scrollTop + element.clientHeight - HEAD_PX - 60;
    if (above || below) element.scrollTop = hereY - (element.clientHeight - HEAD_PX) * 0.6;
  }, [hereY]);

  const columns = new Map(
    lifelines.rows.map(({ node }, i) => [node, 20 + columnPx * (i + 0.5)] as const),
  );
  const fromLine = (scrolled - TOP_PX) / LINE_PX - 30;
  const toLine = (scrolled + size.height) / LINE_PX + 30;
  return (
    <div
      className={styles.scroll}
      ref={box}
      onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
      // A region that scrolls must be reached by the keyboard.
      tabIndex={0}
      role="region"
      aria-label="Sequence of messages. The tab Entries tells the same in words."
    >
      <div className={styles.heads} style={{ width }} aria-hidden>
        {lifelines.rows.map(({ node, title }) => (
          <span key={node} style={{ left: columns.get(node) }}>
            {title}
          </span>
        ))}
      </div>
      <svg width={width} height={height} className={styles.picture} aria-hidden>
        {[...columns].map(([node, x]) => (
          <path key={node} d={`M${x} 0V${height}`} className={styles.lifeline} />
        ))}
        {plan.segments
          .filter(({ line, endLine }) => endLine >= fromLine && line <= toLine)
          .map(({ segment, line, endLine }) => (
            <Arrow
              key={segment.send}
              {...{ scene, segment }}
              x1={columns.get(segment.from) ?? 0}
              x2={columns.get(segment.to) ?? 0}
              y1={TOP_PX + line * LINE_PX}
              y2={TOP_PX + endLine * LINE_PX}
              isFuture={segment.send > index}
              isLit={lit.includes(segment.send)}
              onSeek={() => store.getState().seekEntry(segment.send)}
            />
          ))}
        {marksWithin(plan, fromLine, toLine).map(({ entry, line, words, tone }) => (
          <g key={entry} className={entry > index ? styles.future : undefined}>
            <path d={`M10 ${TOP_PX + line * LINE_PX}H${width - 10}`} className={styles[tone]} />
            <text x={14} y={TOP_PX + line * LINE_PX - 3} className={styles.note}>
              {words}
            </text>
          </g>
        ))}
        <path d={`M0 ${hereY + 8}H${width}`} className={styles.here} />
        <circle cx={5} cy={hereY + 8} r={5} className={styles.knob} />
      </svg>
    </div>
  );
}

const marksWithin = (plan: SequencePlan, from: number, to: number) =>
  plan.marks.filter(({ line }) => line >= from && line <= to);

interface ArrowProps {
  readonly scene: Scene;
  readonly segment: Segment;
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
  readonly isFuture: boolean;
  readonly isLit: boolean;
  readonly onSeek: () => void;
}

const Arrow = memo(function Arrow(props: ArrowProps) {
  const { scene, segment, x1, x2, y1, y2, isFuture, isLit, onSeek } = props;
  const { kind, fate } = segment;
  const isLost = fate === 'lost' || fate === 'failed';
  const endX = isLost ? x1 + (x2 - x1) * 0.6 : x2;
  const endY = isLost ? y1 + (y2 - y1) * 0.6 : y2;
  const sign = x2 > x1 ? -1 : 1;
  const names = [styles.arrow, styles[kind], isFuture && styles.future, isLit && styles.lit];
  return (
    <g className={names.filter(Boolean).join(' ')} onClick={onSeek}>
      <path d={`M${x1} ${y1}L${endX} ${endY}`} className={styles.way} />
      {isLost ? (
        <path
          d={`M${endX - 4} ${endY - 4}l8 8m0 -8l-8 8`}
          className={`${styles.way} ${styles.lostMark}`}
        />
      ) : (
        <path d={`M${endX} ${endY}l${sign * 7} -4v8z`} className={styles.head} />
      )}
      <text x={(x1 + x2) / 2} y={(y1 + y2) / 2 - 4} textAnchor="middle" className={styles.label}>
        {segmentLabel(scene, segment)}
      </text>
    </g>
  );
});

import { type CSSProperties, memo, useId, useRef } from 'react';
import type { AttemptStrip, CrowdView } from '../views/crowd.ts';
import { formatTime } from '../views/words.ts';
import styles from './CrowdChart.module.css';
import { counted } from './drawingWords.ts';
import { useFrame } from './frames.ts';

/** A crowd in one box: a histogram of its members' states, and a strip of what they try in time. */
export const CrowdChart = memo(function CrowdChart({ crowd }: { readonly crowd: CrowdView }) {
  const { bars, count, attempts, attemptsSoFar } = crowd;
  return (
    <div className={styles.crowd} aria-hidden>
      <ul className={styles.bars}>
        {bars.map((bar) => (
          <li key={bar.title} className={styles.bar} data-bar={bar.title}>
            <span className={styles.title}>{bar.title}</span>
            <span className={styles.track}>
              <span
                className={`${styles.fill} ${styles[bar.tone]}`}
                style={{ '--part': count === 0 ? 0 : bar.count / count } as CSSProperties}
              />
            </span>
            <span className={styles.count}>{counted(bar.count)}</span>
          </li>
        ))}
      </ul>
      <div className={styles.caption}>
        {attempts.title}
        <b>{counted(attemptsSoFar)}</b>
      </div>
      <Strip strip={attempts} />
      <div className={styles.scale}>
        <span>0</span>
        <span>
          {attempts.most === 0
            ? ''
            : `at most ${counted(attempts.most)} in ${formatTime(attempts.spanUs)}`}
        </span>
        <span>{formatTime(endOf(attempts))}</span>
      </div>
    </div>
  );
});

const HEIGHT = 52;

/** Where the playhead is, what was tried before it is dark, and what comes is pale. */
const Strip = memo(function Strip({ strip }: { readonly strip: AttemptStrip }) {
  const id = useId();
  const veil = useRef<SVGRectElement>(null);
  const line = useRef<SVGLineElement>(null);
  const spans = strip.counts.length;
  useFrame((atUs) => {
    // Tenths of a span: finer is not seen, and would paint the box at every frame.
    const x = String(Math.min(spans, Math.round((atUs / strip.spanUs) * 10) / 10));
    if (veil.current === null || veil.current.getAttribute('width') === x) return;
    veil.current.setAttribute('width', x);
    line.current?.setAttribute('x1', x);
    line.current?.setAttribute('x2', x);
  });
  const path = pathOf(strip);
  return (
    <svg
      className={styles.strip}
      viewBox={`0 0 ${spans} ${HEIGHT}`}
      preserveAspectRatio="none"
      data-strip={strip.title}
    >
      <clipPath id={id}>
        <rect ref={veil} x="0" y="0" width="0" height={HEIGHT} />
      </clipPath>
      <path d={path} className={styles.future} />
      <path d={path} className={styles.past} clipPath={`url(#${id})`} />
      <line ref={line} y1="0" y2={HEIGHT} className={styles.playhead} />
    </svg>
  );
});

/** A column for each span. What is little beside the most still shows. */
function pathOf({ counts, most }: AttemptStrip): string {
  return counts
    .map((count, i) => {
      if (count === 0) return '';
      const height = Math.max(1.5, (count / most) * HEIGHT);
      return `M${i} ${HEIGHT}v-${height.toFixed(2)}h1V${HEIGHT}z`;
    })
    .join('');
}

const endOf = ({ counts, spanUs }: AttemptStrip): number => counts.length * spanUs;

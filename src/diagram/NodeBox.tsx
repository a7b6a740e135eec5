import { memo, Suspense } from 'react';
import type { HeldBar, HeldRow, Lasting } from '../flow/look.ts';
import { later } from '../playback/later.ts';
import { type NodeView, ON_DISK, showsKept } from '../views/nodeViews.ts';
import type { TimerView } from '../views/timers.ts';
import { formatTime } from '../views/words.ts';
import { counted, crowdWords, laneWords } from './drawingWords.ts';
import { ICONS } from './icons.ts';
import styles from './NodeBox.module.css';
import { Ring } from './Ring.tsx';

/** The flow that a first visit finds has none. */
const Drawing = later(async () => (await import('./Drawing.tsx')).Drawing);

const ROWS_SHOWN = 5;

interface NodeBoxProps {
  readonly node: NodeView;
  readonly isLit: boolean;
  readonly isInviting: boolean;
}

/** What a node is, where it stands and what it holds. Its button lies over it: see NodeButton. */
export const NodeBox = memo(function NodeBox({ node, isLit, isInviting }: NodeBoxProps) {
  const {
    title,
    icon,
    role,
    status,
    state,
    note,
    holds,
    lanes,
    crowd,
    actors,
    moreActors,
    drawing,
  } = node;
  const Icon = ICONS[icon];
  const timers = ringsOf(node);
  const working = actors.length + moreActors;
  const names = [
    styles.node,
    drawing !== null && styles[drawing],
    status !== 'up' && styles[status],
    isLit && styles.lit,
    isInviting && styles.inviting,
  ];
  return (
    <div className={names.filter(Boolean).join(' ')} data-status={status}>
      <div className={styles.head}>
        <span className={styles.icon}>
          <Icon size={13} aria-hidden />
        </span>
        {title}
        <span className={styles.rings}>
          {timers.slice(0, 3).map(({ name, startedAtUs, dueUs, deadline }, i) => (
            // A busy node has other timers all the time: its rings stay, and show the next.
            // oxlint-disable-next-line react/no-array-index-key
            <Ring key={i} {...{ name, startedAtUs, dueUs, deadline }} />
          ))}
        </span>
      </div>
      <div className={styles.state}>
        {role} · <b>{status === 'up' ? (actors[0]?.state ?? state) : status}</b>
        {working > 1 && ` · ${counted(working)} at work`}
        {note !== '' && <div className={styles.note}>{note}</div>}
        {showsKept(node) && <div>{ON_DISK}:</div>}
      </div>
      {drawing !== null && (
        <Suspense>
          <Drawing {...{ lanes, crowd }} />
        </Suspense>
      )}
      {holds.length > 0 && <Holds rows={holds} />}
    </div>
  );
});

/** Timers that its queue draws have no ring of their own. */
function ringsOf({ timers, lanes }: NodeView): readonly TimerView[] {
  const drawn = new Set(lanes.flatMap(({ slots }) => slots.map(({ timer }) => timer?.id)));
  return timers.filter(({ id }) => !drawn.has(id));
}

function Holds({ rows }: { readonly rows: readonly HeldRow[] }) {
  const shown = rows.length > ROWS_SHOWN + 1 ? rows.slice(0, ROWS_SHOWN) : rows;
  return (
    <ul className={styles.holds}>
      {shown.map(({ label, value, tag, lasts, bar }, i) => (
        // oxlint-disable-next-line react/no-array-index-key
        <li key={i}>
          <span className={styles.row}>
            <span className={styles.label}>{label}</span>
            <span className={styles.value}>{value}</span>
            {lasts !== undefined && (
              <span className={styles.lasts}>
                <Ring name={untilWords(lasts)} {...lasts} />
              </span>
            )}
            {tag !== undefined && (
              <span className={`${styles.tag} ${styles[tag.tone]}`}>{tag.text}</span>
            )}
          </span>
          {bar !== undefined && <Bar bar={bar} />}
        </li>
      ))}
      {shown.length < rows.length && (
        <li className={styles.more}>and {rows.length - shown.length} more</li>
      )}
    </ul>
  );
}

const untilWords = ({ dueUs }: Lasting): string => `until ${formatTime(dueUs)}`;

/** The row above says it in words. */
function Bar({ bar: { cells, tone } }: { readonly bar: HeldBar }) {
  return (
    <span className={`${styles.bar} ${styles[`${tone}Bar`]}`} aria-hidden>
      {cells.map((share, i) => (
        // oxlint-disable-next-line react/no-array-index-key
        <span key={i} className={styles.cell}>
          <span className={styles.fill} style={{ width: `${share * 100}%` }} />
        </span>
      ))}
    </span>
  );
}

/** The whole box in words, for its button. */
export function nodeWords(node: NodeView): string {
  const { title, role, status, state, note, holds, lanes, crowd, actors } = node;
  const standing = status === 'up' ? (actors[0]?.state ?? state) : status;
  const rows = holds.map(
    ({ label, value, tag, lasts }) =>
      `${label} ${value}${tag ? ` ${tag.text}` : ''}${lasts ? ` ${untilWords(lasts)}` : ''}`,
  );
  return [
    `${title}, ${role}`,
    standing,
    note,
    showsKept(node) ? ON_DISK : '',
    crowd === null ? '' : crowdWords(crowd),
    ...lanes.map(laneWords),
    ...rows,
    ...ringsOf(node).map(({ name }) => `timer ${name}`),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

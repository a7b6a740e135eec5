import { useVirtualizer } from '@tanstack/react-virtual';
import { Search } from 'lucide-react';
import {
  type KeyboardEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useShown } from '../../playback/shown.ts';
import { usePlayback, usePlaybackStore } from '../../playback/usePlayback.ts';
import {
  ENTRY_GROUPS,
  type EntryGroup,
  type EntryRow,
  entriesThat,
  entryRow,
} from '../../views/entries.ts';
import { lastUpTo } from '../../views/ways.ts';
import { formatTime } from '../../views/words.ts';
import { Button } from '../controls/Button.tsx';
import { Choice } from '../controls/Choice.tsx';
import styles from './Entries.module.css';

const ALL = 'all';
const PAGE = 10;
const ROW_PX = 27;
/** On a small screen a sentence has two lines. */
const SMALL = '(width <= 600px)';
const SMALL_ROW_PX = 46;

/** The whole trace as a table: what the diagram shows, in words. */
export function Entries() {
  const store = usePlaybackStore();
  const { scene, index } = useShown('panels');
  const playing = usePlayback((state) => state.playing);
  const lit = usePlayback((state) => state.lit);
  const [group, setGroup] = useState(ALL);
  const [node, setNode] = useState(ALL);
  const [text, setText] = useState('');
  const ids = useMemo(
    () =>
      entriesThat(scene, {
        ...(group !== ALL && { groups: [group as EntryGroup] }),
        node: node === ALL ? null : node,
        text,
      }),
    [scene, group, node, text],
  );
  const here = lastUpTo(ids, index);
  const place = here === undefined ? -1 : placeOf(ids, here);

  const box = useRef<HTMLDivElement>(null);
  const isSmall = useSyncExternalStore(onSmallChange, () => matchMedia(SMALL).matches);
  // Its functions are called here only, never passed on.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: ids.length,
    getScrollElement: () => box.current,
    estimateSize: () => (isSmall ? SMALL_ROW_PX : ROW_PX),
    overscan: 8,
  });
  useEffect(() => rows.measure(), [rows, isSmall]);
  useEffect(() => {
    if (place >= 0) rows.scrollToIndex(place, { align: playing ? 'center' : 'auto' });
  }, [rows, place, playing]);

  const seek = (at: number) => {
    const id = ids[Math.max(0, Math.min(ids.length - 1, at))];
    if (id !== undefined) store.getState().seekEntry(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowDown: place + 1,
      ArrowUp: Math.max(0, place - 1),
      PageDown: place + PAGE,
      PageUp: place - PAGE,
      Home: 0,
      End: ids.length - 1,
    };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    seek(to);
  };

  return (
    <div className={styles.entries}>
      <div className={styles.filters}>
        <label className={styles.search}>
          <Search size={14} aria-hidden />
          <span className="visually-hidden">Search the entries</span>
          <input
            type="search"
            placeholder="Search"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <Filter label="Kind" value={group} values={Object.keys(ENTRY_GROUPS)} onChange={setGroup} />
        <Filter
          label="Node"
          value={node}
          values={scene.compiled.plan.nodes.map(({ id }) => id)}
          titles={new Map(scene.compiled.plan.nodes.map(({ id, title }) => [id, title]))}
          onChange={setNode}
        />
        <Button
          isDisabled={here === undefined}
          onPress={() => here !== undefined && store.getState().askWhy(here)}
        >
          Why did this happen?
        </Button>
        <span className={styles.count} role="status">
          {ids.length === scene.trace.entries.length
            ? `${ids.length} entries`
            : `${ids.length} of ${scene.trace.entries.length} entries`}
        </span>
      </div>
      <div
        ref={box}
        className={styles.scroll}
        role="listbox"
        tabIndex={0}
        aria-label="Entries of the trace"
        aria-activedescendant={here === undefined ? undefined : `entry-${here}`}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" style={{ height: rows.getTotalSize() }} className={styles.all}>
          {rows.getVirtualItems().map(({ index: at, start }) => {
            const entry = scene.trace.entries[ids[at] ?? -1];
            if (entry === undefined) return null;
            return (
              <Row
                key={entry.id}
                row={entryRow(scene, entry)}
                top={start}
                of={ids.length}
                at={at}
                isHere={entry.id === here}
                isFuture={entry.id > index}
                isLit={lit.includes(entry.id)}
                onSeek={() => seek(at)}
              />
            );
          })}
        </div>
        {ids.length === 0 && <p className={styles.none}>No entry is like that.</p>}
      </div>
    </div>
  );
}

interface RowProps {
  readonly row: EntryRow;
  readonly top: number;
  readonly at: number;
  readonly of: number;
  readonly isHere: boolean;
  readonly isFuture: boolean;
  readonly isLit: boolean;
  readonly onSeek: () => void;
}

function Row({ row, top, at, of, isHere, isFuture, isLit, onSeek }: RowProps) {
  const names = [
    styles.row,
    isHere && styles.here,
    isFuture && styles.future,
    isLit && styles.lit,
    row.kind === 'violation' && styles.broken,
  ];
  return (
    <div
      id={`entry-${row.id}`}
      className={names.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${top}px)` }}
      role="option"
      aria-selected={isHere}
      aria-posinset={at + 1}
      aria-setsize={of}
      onClick={onSeek}
    >
      <span className={styles.time}>{formatTime(row.atUs)}</span>
      <span className={styles.kind}>{row.kindWords}</span>
      <span className={styles.node}>{row.nodeTitle}</span>
      <span className={styles.op}>{row.op}</span>
      <span className={styles.sentence}>{row.sentence}</span>
    </div>
  );
}

interface FilterProps {
  readonly label: string;
  readonly value: string;
  readonly values: readonly string[];
  readonly titles?: ReadonlyMap<string, string>;
  readonly onChange: (value: string) => void;
}

function Filter({ label, value, values, titles, onChange }: FilterProps) {
  return (
    <Choice
      label={label}
      value={value}
      onChange={onChange}
      values={[
        { id: ALL, title: 'All' },
        ...values.map((id) => ({ id, title: titles?.get(id) ?? id })),
      ]}
    />
  );
}

function placeOf(ids: readonly number[], id: number): number {
  let low = 0;
  let high = ids.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function onSmallChange(changed: () => void): () => void {
  const query = matchMedia(SMALL);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

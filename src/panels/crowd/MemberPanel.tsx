import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { FlowNode } from '../../flow/flow.ts';
import type { EntryId } from '../../kernel/entry.ts';
import { type Bar, courseOf, crowdAt } from '../../views/crowd.ts';
import type { EntryRow } from '../../views/entries.ts';
import { type MemberView, memberAt, nextInBar } from '../../views/member.ts';
import type { Scene } from '../../views/scene.ts';
import { capitalised, formatTime } from '../../views/words.ts';
import { IconButton } from '../controls/Button.tsx';
import { cx } from '../controls/cx.ts';
import styles from './MemberPanel.module.css';

interface MemberPanelProps {
  readonly scene: Scene;
  readonly index: EntryId;
  /** A crowd. */
  readonly node: FlowNode;
  readonly onEntry: (entry: EntryId) => void;
  readonly onClose: () => void;
}

/** One member of a crowd, picked by its number or by a state: it follows the playhead while it is open. */
export function MemberPanel({ scene, index, node, onEntry, onClose }: MemberPanelProps) {
  const [number, setNumber] = useState(1);
  const heading = useId();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  const course = courseOf(scene, node);
  const { crowd } = node;
  if (crowd === undefined || course === undefined) return null;
  const { bars } = crowdAt(course, crowd, index);
  const shown = memberAt(scene, node, number, index);
  const pick = (bar: string) => {
    const next = nextInBar(scene, node, bar, number, index);
    if (next !== undefined) setNumber(next);
  };
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  return (
    <section
      ref={box}
      className={styles.panel}
      aria-labelledby={heading}
      onKeyDown={closeByKey}
      data-crowd={node.id}
    >
      <div className={styles.head}>
        <h2 id={heading} className={styles.title}>
          {capitalised(crowd.member)}s of {node.title}
        </h2>
        <IconButton label="Close" onPress={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <Picker
        {...{ number, bars }}
        member={crowd.member}
        count={course.members.size}
        onNumber={setNumber}
        onBar={pick}
      />
      {shown === undefined ? (
        <p className={styles.none}>
          There is no {crowd.member} {number} in this run.
        </p>
      ) : (
        <Member member={shown} onEntry={onEntry} />
      )}
    </section>
  );
}

interface PickerProps {
  readonly member: string;
  readonly number: number;
  readonly count: number;
  readonly bars: readonly Bar[];
  readonly onNumber: (number: number) => void;
  readonly onBar: (title: string) => void;
}

function Picker({ member, number, count, bars, onNumber, onBar }: PickerProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const type = (text: string) => {
    setDraft(text);
    const typed = Number(text);
    if (Number.isInteger(typed) && typed >= 1) onNumber(typed);
  };
  const step = (by: number) => {
    setDraft(null);
    onNumber(((number - 1 + by + count) % Math.max(1, count)) + 1);
  };
  return (
    <div className={styles.picker}>
      <div className={styles.byNumber}>
        <label htmlFor={id}>{capitalised(member)}</label>
        <IconButton label={`Former ${member}`} onPress={() => step(-1)}>
          <ChevronLeft size={16} aria-hidden />
        </IconButton>
        <input
          id={id}
          className={styles.number}
          inputMode="numeric"
          value={draft ?? String(number)}
          onChange={(event) => type(event.target.value)}
          onBlur={() => setDraft(null)}
          onFocus={(event) => event.target.select()}
        />
        <IconButton label={`Next ${member}`} onPress={() => step(1)}>
          <ChevronRight size={16} aria-hidden />
        </IconButton>
        <span className={styles.of}>of {count.toLocaleString('en')}</span>
      </div>
      <div className={styles.byState} role="group" aria-label={`Next ${member} that is`}>
        {bars.map(({ title, tone, count: there }) => (
          <button
            key={title}
            type="button"
            className={cx(styles.state, styles[tone])}
            disabled={there === 0}
            onClick={() => {
              setDraft(null);
              onBar(title);
            }}
          >
            {title} <b>{there.toLocaleString('en')}</b>
          </button>
        ))}
      </div>
    </div>
  );
}

const PRESENCE = {
  'not yet': 'It has not come yet.',
  here: '',
  left: 'It has left.',
} as const;

interface MemberProps {
  readonly member: MemberView;
  readonly onEntry: (entry: EntryId) => void;
}

function Member({ member, onEntry }: MemberProps) {
  const { title, presence, bar, state, sinceUs, holds, timers, recent } = member;
  return (
    <div className={styles.member}>
      <h3 className={styles.name}>
        {capitalised(title)}
        {bar !== null && <span className={cx(styles.tag, styles[bar.tone])}>{bar.title}</span>}
      </h3>
      {presence === 'here' ? (
        <p className={styles.standing}>
          {state}
          {sinceUs !== null && <span className={styles.since}> since {formatTime(sinceUs)}</span>}
        </p>
      ) : (
        <p className={styles.standing}>{PRESENCE[presence]}</p>
      )}
      {holds.length + timers.length > 0 && (
        <dl className={styles.rows}>
          {holds.map(({ label, value, tag }) => (
            <Row key={label} label={label} value={[value, tag?.text].filter(Boolean).join(' ')} />
          ))}
          {timers.map(({ id, name, dueUs }) => (
            <Row key={id} label={name} value={`at ${formatTime(dueUs)}`} />
          ))}
        </dl>
      )}
      <h4 className={styles.subheading}>What happened to it</h4>
      <ol className={styles.entries}>
        {recent.map((row) => (
          <EntryItem key={row.id} row={row} onEntry={onEntry} />
        ))}
      </ol>
      {recent.length === 0 && <p className={styles.none}>Nothing yet.</p>}
    </div>
  );
}

const Row = ({ label, value }: { readonly label: string; readonly value: string }) => (
  <div className={styles.row}>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
);

interface EntryItemProps {
  readonly row: EntryRow;
  readonly onEntry: (entry: EntryId) => void;
}

function EntryItem({ row, onEntry }: EntryItemProps) {
  return (
    <li>
      <button type="button" className={styles.entry} onClick={() => onEntry(row.id)}>
        <span className={styles.time}>{formatTime(row.atUs)}</span>
        {row.sentence}
      </button>
    </li>
  );
}

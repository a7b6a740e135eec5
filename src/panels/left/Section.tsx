import type { ReactNode } from 'react';
import { Locked, LockMark } from './Locked.tsx';
import styles from './left.module.css';

interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
  /** At the end of the title's line. */
  readonly aside?: ReactNode;
  /** Why nothing of it can be changed. */
  readonly locked?: string | null;
  /** Why nothing of it can be changed, where each control is locked by itself: what explains it stays open. */
  readonly marked?: string | null;
}

export function Section(props: SectionProps) {
  const { title, children, aside, locked = null, marked = locked } = props;
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.title}>
        <h2>{title}</h2>
        {marked !== null && <LockMark why={marked} />}
        {aside}
      </div>
      <Locked why={locked}>{children}</Locked>
    </section>
  );
}

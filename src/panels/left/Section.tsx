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
}

export function Section({ title, children, aside, locked = null }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.title}>
        <h2>{title}</h2>
        {locked !== null && <LockMark why={locked} />}
        {aside}
      </div>
      <Locked why={locked}>{children}</Locked>
    </section>
  );
}

import type { ReactNode } from 'react';
import styles from './left.module.css';

interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
  /** At the end of the title's line. */
  readonly aside?: ReactNode;
}

export function Section({ title, children, aside }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.title}>
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

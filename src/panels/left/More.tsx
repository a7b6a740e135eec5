import { type ReactNode, useState } from 'react';
import styles from './left.module.css';

interface MoreProps<T> {
  readonly rows: readonly T[];
  readonly row: (each: T) => ReactNode;
}

/** Rows out of the way. They are made when somebody opens them: there may be dozens, and a run plays meanwhile. */
export function More<T>({ rows, row }: MoreProps<T>) {
  const [isOpen, setOpen] = useState(false);
  if (rows.length === 0) return null;
  return (
    <details className={styles.more} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{rows.length} more</summary>
      {isOpen && rows.map(row)}
    </details>
  );
}

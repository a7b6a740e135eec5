import { TriangleAlert } from 'lucide-react';
import styles from './Beginning.module.css';
import { notLoaded, useLoading } from './library.ts';

/** The page before its flow is there. */
export function Beginning() {
  const title = useLoading();
  return (
    <main className={styles.page} role="status">
      {title !== null && `Loading “${title}” …`}
    </main>
  );
}

interface NotBegunProps {
  readonly error: unknown;
  readonly onAgain: () => void;
}

/** The page without a flow: what, why, and what next. */
export function NotBegun({ error, onAgain }: NotBegunProps) {
  const { title, details } = notLoaded(error);
  return (
    <main className={styles.page} role="alert">
      <TriangleAlert size={20} aria-hidden />
      <h1 className={styles.title}>{title}</h1>
      {details.map((detail) => (
        <p key={detail}>{detail}</p>
      ))}
      <button type="button" className={styles.again} onClick={onAgain}>
        Try again
      </button>
    </main>
  );
}

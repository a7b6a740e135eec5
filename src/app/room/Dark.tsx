import styles from './room.module.css';

/** A dark screen says so to those who cannot see that it is meant. */
export function Dark() {
  return (
    <main className={styles.dark}>
      <p>The instructor has darkened the screens.</p>
    </main>
  );
}

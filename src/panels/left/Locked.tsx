import { Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './left.module.css';

interface LockedProps {
  /** `null`: it is open. */
  readonly why: string | null;
  readonly children: ReactNode;
}

/** Controls that can be read and not be changed. */
export function Locked({ why, children }: LockedProps) {
  if (why === null) return children;
  return (
    <fieldset className={styles.locked} disabled aria-label={why}>
      {children}
    </fieldset>
  );
}

/** Says why, to who points at it or hears it. */
export function LockMark({ why }: { readonly why: string }) {
  return (
    <span className={styles.lockMark} title={why}>
      <Lock size={13} aria-label={`Locked. ${why}`} role="img" />
    </span>
  );
}

import { useState } from 'react';
import { Link } from 'wouter';
import type { FlowOverview } from '../overview/overview.ts';
import { counted } from './countWord.ts';
import { FlowPicture } from './FlowPicture.tsx';
import styles from './Home.module.css';

/** A flow, with a small picture of it that moves while one looks at it. */
export function FlowCard({ flow }: { readonly flow: FlowOverview }) {
  const [isLookedAt, setIsLookedAt] = useState(false);
  const { id, title, summary, picture, variants, fixes, guarantees } = flow;
  return (
    <Link
      href={`/play?flow=${id}`}
      className={styles.card}
      onMouseEnter={() => setIsLookedAt(true)}
      onMouseLeave={() => setIsLookedAt(false)}
      onFocus={() => setIsLookedAt(true)}
      onBlur={() => setIsLookedAt(false)}
    >
      <FlowPicture picture={picture} moves={isLookedAt} />
      <h3>{title}</h3>
      <p>{summary}</p>
      <small>
        {variants.length > 1 ? counted(variants.length, 'variant') : counted(fixes, 'fix', 'fixes')}{' '}
        · {counted(guarantees.length, 'guarantee')}
      </small>
    </Link>
  );
}

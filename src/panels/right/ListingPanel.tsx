import { memo } from 'react';
import { equal } from '../../views/equal.ts';
import { type ListingView, listingsAt } from '../../views/listing.ts';
import type { Scene } from '../../views/scene.ts';
import styles from './right.module.css';

interface ListingPanelProps {
  readonly scene: Scene;
  readonly index: number;
}

/** The procedures of the variant, with the line lit at which the latest request stands. */
export const ListingPanel = memo(function ListingPanel({ scene, index }: ListingPanelProps) {
  return (
    <section aria-label="Listing">
      <h2 className={styles.heading}>How it works</h2>
      {listingsAt(scene, index).map((listing) => (
        <ListingBox key={listing.title} listing={listing} />
      ))}
    </section>
  );
});

interface ListingBoxProps {
  readonly listing: ListingView;
}

const ListingBox = memo(function ListingBox({ listing }: ListingBoxProps) {
  const { title, lines, lit, ops } = listing;
  return (
    <div className={styles.listing}>
      <h3 className={styles.listingHead}>
        {title}
        {lit !== null && lit.op !== '' && (
          <span className={styles.request}>
            {lit.op}
            {ops.length > 1 && ` of ${ops.length}`}
          </span>
        )}
      </h3>
      <ol className={styles.lines}>
        {lines.map(({ text, number, lit: isLit, count }, i) => (
          <li
            // The lines of a listing never change their order.
            // oxlint-disable-next-line react/no-array-index-key
            key={i}
            className={`${styles.line} ${isLit ? styles.lineLit : ''} ${number === null ? styles.comment : ''}`}
            aria-current={isLit ? 'step' : undefined}
          >
            <span className={styles.number}>{number}</span>
            <span className={styles.text}>{text}</span>
            {count > 1 && <span className={styles.count}>{count}×</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}, isSame);

function isSame(a: ListingBoxProps, b: ListingBoxProps): boolean {
  return equal(a.listing, b.listing);
}

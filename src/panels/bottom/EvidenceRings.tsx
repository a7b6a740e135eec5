import { usePlayback } from '../../playback/usePlayback.ts';
import { entryRow } from '../../views/entries.ts';
import type { Lifelines } from '../../views/lifelines.ts';
import { rowY, type TimelineLayout } from './drawTimeline.ts';
import styles from './Timeline.module.css';
import { xOf } from './timescale.ts';

interface EvidenceRingsProps {
  readonly layout: TimelineLayout;
  readonly lifelines: Lifelines;
}

/** Where and when that happened which shows that a guarantee is broken. */
export function EvidenceRings({ layout, lifelines }: EvidenceRingsProps) {
  const scene = usePlayback((state) => state.scene);
  const lit = usePlayback((state) => state.lit);
  return lit.map((id) => {
    const entry = scene.trace.entries[id];
    const node = entry && entryRow(scene, entry).node;
    const row = lifelines.rows.findIndex((each) => each.node === node);
    if (entry === undefined || row < 0) return null;
    const style = { left: xOf(layout.scale, entry.atUs), top: rowY(layout, row) };
    return <span key={id} className={styles.evidence} style={style} />;
  });
}

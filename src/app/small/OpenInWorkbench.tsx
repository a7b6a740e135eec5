import type { MouseEvent } from 'react';
import { Link, useLocation } from 'wouter';
import { encodeLink } from '../../playback/link.ts';
import type { Place } from '../../playback/state.ts';
import { usePlaybackStore } from '../../playback/usePlayback.ts';
import styles from './small.module.css';

interface OpenInWorkbenchProps {
  /** The moment; where the playhead stands when it is pressed, when left out. */
  readonly place?: Place;
  /** Where it leads in a tab of its own, and where the run is too long for a link. */
  readonly otherwise: string;
}

/** The way from a small player to the workbench, with this run, at this moment. */
export function OpenInWorkbench({ place, otherwise }: OpenInWorkbenchProps) {
  const store = usePlaybackStore();
  const [, navigate] = useLocation();
  const go = async () => {
    const { run, playhead } = store.getState();
    const { atUs, entry } = place ?? { atUs: Math.floor(playhead.atUs), entry: playhead.index };
    try {
      navigate(`/play${await encodeLink(run, atUs, entry)}`);
    } catch {
      navigate(otherwise);
    }
  };
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void go();
  };
  return (
    <Link href={otherwise} className={styles.open} onClick={follow}>
      Open in the workbench →
    </Link>
  );
}

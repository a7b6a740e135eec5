import { type MouseEvent, useEffect, useState } from 'react';
import { Link } from 'wouter';
import { encodeLink } from '../../playback/link.ts';
import type { Place } from '../../playback/state.ts';
import { usePlaybackStore } from '../../playback/usePlayback.ts';
import styles from './small.module.css';

interface OpenInWorkbenchProps {
  /** The moment; where the playhead stands when it is pressed, when left out. */
  readonly place?: Place;
  /** Where the moment cannot be a link yet. */
  readonly otherwise: string;
}

/** The way from a small player to the workbench, with this run, at this moment. */
export function OpenInWorkbench({ place, otherwise }: OpenInWorkbenchProps) {
  const store = usePlaybackStore();
  const [href, setHref] = useState(otherwise);

  const link = async () => {
    const { run, playhead } = store.getState();
    const { atUs, entry } = place ?? { atUs: Math.floor(playhead.atUs), entry: playhead.index };
    return `/play${await encodeLink(run, atUs, entry)}`;
  };
  const follow = async () => {
    try {
      setHref(await link());
    } catch {
      // It is too long for a link.
      setHref(otherwise);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment is all that matters.
  useEffect(() => void follow(), [place?.atUs, place?.entry]);

  // The address is that of the moment by the time that the press is over.
  const prepare = (_: MouseEvent | React.FocusEvent | React.KeyboardEvent) => {
    if (place === undefined) void follow();
  };
  return (
    <Link
      href={href}
      className={styles.open}
      onMouseEnter={prepare}
      onPointerDown={prepare}
      onFocus={prepare}
      onKeyDown={prepare}
    >
      Open in the workbench →
    </Link>
  );
}

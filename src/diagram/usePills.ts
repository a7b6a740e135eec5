import { useContext, useMemo, useSyncExternalStore } from 'react';
import { BUNDLES_FROM, type Bundle, bundled } from '../views/bundles.ts';
import type { MessageInFlight } from '../views/messages.ts';
import { type Frames, FramesContext } from './frames.ts';

/** With so many under way nobody can read words that move: each is a dot. */
const CROWD_FROM = BUNDLES_FROM;
/** A crowd that thins out stays one for a while, or it would flicker. */
const CROWD_UNTIL = 28;

type Messages = readonly MessageInFlight[];
const NONE: Messages = [];
const NO_PILLS: readonly Bundle[] = [];

interface Parted {
  /** Those shown with their words: none of a crowd while it moves. */
  readonly pills: readonly Bundle[];
  readonly areMoving: boolean;
  /** The others, now. */
  readonly crowd: () => Messages;
}

/** The messages under way. Renders when the pills change, and never for a crowd. */
export function usePills(): Parted {
  const frames = useContext(FramesContext);
  const { pills, crowd } = useMemo(() => parted(frames), [frames]);
  return {
    pills: useSyncExternalStore(frames.subscribe, pills),
    areMoving: useSyncExternalStore(frames.subscribe, frames.moves),
    crowd,
  };
}

function parted(frames: Frames): { pills: () => readonly Bundle[]; crowd: () => Messages } {
  let isCrowd = false;
  const look = (): Messages => {
    const messages = frames.messages();
    isCrowd = frames.moves() && messages.length >= (isCrowd ? CROWD_UNTIL : CROWD_FROM);
    return messages;
  };
  let bundlesOf: Messages = NONE;
  let bundles = NO_PILLS;
  return {
    pills: () => {
      const messages = look();
      if (isCrowd) return NO_PILLS;
      if (messages !== bundlesOf) bundles = bundled(messages);
      bundlesOf = messages;
      return bundles;
    },
    crowd: () => {
      const messages = look();
      return isCrowd ? messages : NONE;
    },
  };
}

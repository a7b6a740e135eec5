import { useContext, useMemo, useSyncExternalStore } from 'react';
import type { MessageInFlight } from '../views/messages.ts';
import { type Frames, FramesContext } from './frames.ts';

/** With so many under way nobody can read words that move: from here on each is a dot. */
const CROWD_FROM = 40;
/** A crowd that thins out stays one for a while, or it would flicker. */
const CROWD_UNTIL = 28;

type Messages = readonly MessageInFlight[];
const NONE: Messages = [];

interface Parted {
  /** Those shown with their words: none of a crowd while it moves. */
  readonly pills: Messages;
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

function parted(frames: Frames): { pills: () => Messages; crowd: () => Messages } {
  let isCrowd = false;
  const look = (): Messages => {
    const messages = frames.messages();
    isCrowd = frames.moves() && messages.length >= (isCrowd ? CROWD_UNTIL : CROWD_FROM);
    return messages;
  };
  return {
    pills: () => {
      const messages = look();
      return isCrowd ? NONE : messages;
    },
    crowd: () => {
      const messages = look();
      return isCrowd ? messages : NONE;
    },
  };
}

/** Playing, stepping, seeking: everything that moves the playhead over the trace that is shown. */
import { createActor } from 'xstate';
import type { EntryId } from '../kernel/entry.ts';
import type { Micros } from '../kernel/time.ts';
import { endOf, type Moment, momentAt, momentOf, startOf } from '../views/scene.ts';
import { nextTelling } from './moments.ts';
import type { Pace } from './pace.ts';
import { type PlayerEvent, type PlayerState, playerMachine } from './player.ts';
import { type Playback, type PlaybackActions, speedWithin } from './state.ts';

type Moves = Pick<
  PlaybackActions,
  | 'play'
  | 'pause'
  | 'toggle'
  | 'grab'
  | 'release'
  | 'stepForward'
  | 'stepBack'
  | 'skipForward'
  | 'skipBack'
  | 'toStart'
  | 'toEnd'
  | 'seek'
  | 'seekEntry'
  | 'showEvidence'
  | 'setSpeed'
  | 'advance'
  | 'setLimit'
>;

export interface Transport {
  readonly actions: Moves;
  /** The instant that a person chose last: an edit that shortens the run does not forget it. */
  readonly wantedUs: () => Micros;
  /**
   * The trace has changed under the playhead, which stands at this instant of it now; `chosen`:
   * because somebody wanted to go there. Whoever calls puts the playhead into the store.
   */
  readonly adopt: (pace: Pace, atUs: Micros, chosen: boolean) => void;
}

export function makeTransport(
  get: () => Playback,
  set: (part: Partial<Playback>) => void,
  start: { readonly watchS: number; readonly wantedUs: Micros },
): Transport {
  /** Where the playhead is in watching time; `playhead` is what is shown of it. */
  let { watchS, wantedUs } = start;
  const player = createActor(playerMachine).start();

  const tell = (type: PlayerEvent): void => {
    player.send({ type });
    const state = player.getSnapshot().value satisfies PlayerState;
    if (state !== get().player) {
      set({ player: state, playing: state === 'playing' || state === 'grabbedWhilePlaying' });
    }
  };
  const place = (playhead: Moment): void => {
    wantedUs = playhead.atUs;
    watchS = get().pace.toWatch(playhead.atUs);
    set({ playhead });
  };
  const stepTo = (entry: EntryId): void => {
    tell('pause');
    place(momentOf(get().scene.trace, entry));
  };
  /** At the end, playing begins anew. */
  const rewindAtEnd = (): void => {
    const { scene, playhead } = get();
    if (playhead.index >= scene.trace.entries.length - 1) place(startOf(scene.trace));
  };

  return {
    wantedUs: () => wantedUs,
    adopt: (pace, atUs, chosen) => {
      watchS = pace.toWatch(atUs);
      if (chosen) wantedUs = atUs;
    },
    actions: {
      play: () => {
        rewindAtEnd();
        tell('play');
      },
      pause: () => tell('pause'),
      toggle: () => {
        if (!get().playing) rewindAtEnd();
        tell('toggle');
      },
      grab: () => tell('grab'),
      release: () => tell('release'),
      stepForward: () => stepTo(get().playhead.index + 1),
      stepBack: () => stepTo(get().playhead.index - 1),
      skipForward: () => stepTo(nextTelling(get().scene.trace, get().playhead.index, 1)),
      skipBack: () => stepTo(nextTelling(get().scene.trace, get().playhead.index, -1)),
      toStart: () => place(startOf(get().scene.trace)),
      toEnd: () => {
        tell('pause');
        place(endOf(get().scene.trace));
      },
      seek: (atUs) => {
        const { trace } = get().scene;
        if (!(atUs > 0)) place(startOf(trace));
        else place(momentAt(trace, Math.min(Math.round(atUs), trace.endUs)));
      },
      seekEntry: stepTo,
      showEvidence: (entry, lit) => {
        stepTo(entry);
        set({ lit });
      },
      setSpeed: (speed) => set({ speed: speedWithin(speed) }),
      advance: (realS) => {
        const { player: state, pace, speed, scene, limitUs } = get();
        if (state !== 'playing') return;
        const endS = Math.min(pace.totalS, limitUs === null ? Infinity : pace.toWatch(limitUs));
        watchS = Math.max(watchS, Math.min(watchS + realS * speed, endS));
        const atEnd = watchS >= pace.totalS;
        const atUs = pace.toVirtual(watchS);
        wantedUs = atUs;
        set({ playhead: atEnd ? endOf(scene.trace) : momentAt(scene.trace, atUs) });
        if (atEnd) tell('end');
      },
      setLimit: (limitUs) => set({ limitUs }),
    },
  };
}

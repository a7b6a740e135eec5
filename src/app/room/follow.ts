/** A playback that shows what the class sees. */
import { createStore } from 'zustand/vanilla';
import type { PlaybackState } from '../../playback/state.ts';
import { createPlayback, type PlaybackStore } from '../../playback/store.ts';
import type { Observable, RoomView } from '../../room/client/room.ts';
import type { RoomMoment, RoomState } from '../../room/protocol.ts';
import { library } from '../library.ts';
import { type ClassStep, classRun } from './classRun.ts';

export interface Followed {
  /** `null` until something is shown. */
  readonly store: PlaybackStore | null;
  readonly lesson: ClassStep | null;
  /** Why the class cannot be shown. */
  readonly problem: string | null;
}

/** Both play: a playhead that is further off than this, in seconds of watching, jumps. */
const APART_S = 0.8;

export interface Following extends Observable<Followed> {
  readonly close: () => void;
}

/** Shows each state of the room until it is closed, also while a person looks at something else. */
export function followClass(room: Observable<RoomView>): Following {
  const followed = createStore<Followed>(() => ({ store: null, lesson: null, problem: null }));
  let shown = '';
  let latest: RoomState | null = null;
  let leads = false;

  async function show(moment: RoomMoment): Promise<void> {
    const key = JSON.stringify(moment);
    if (key === shown) return;
    shown = key;
    const found = await classRun(moment);
    // Meanwhile the class may have gone on.
    if (key !== shown || latest === null) return;
    if (!found.ok) {
      followed.setState({ problem: found.why });
      return;
    }
    const { store } = followed.getState();
    const open = store ?? createPlayback({ catalogue: library.loaded, run: found.run });
    if (store !== null) open.getState().open(found.run, { alone: true, title: 'The class' });
    await open.getState().settled();
    followed.setState({ store: open, lesson: found.lesson, problem: null });
    place(open, latest);
  }

  const look = () => {
    const { state, driving } = room.get();
    if (state === null || state === latest) return;
    latest = state;
    const { store } = followed.getState();
    // What comes back to whoever drives is where they were a moment ago.
    const isEcho = leads && driving;
    // They may have gone anywhere.
    if (leads && !driving) shown = '';
    leads = driving;
    if (isEcho && store !== null) return;
    if (JSON.stringify(state.moment) !== shown) void show(state.moment);
    else if (store !== null) place(store, state);
  };
  look();
  const stop = room.subscribe(look);
  return {
    get: followed.getState,
    subscribe: followed.subscribe,
    close: () => {
      stop();
      followed.getState().store?.getState().pause();
    },
  };
}

function place(store: PlaybackStore, { playhead, playing, speed }: RoomState): void {
  const now = store.getState();
  if (now.speed !== speed) now.setSpeed(speed);
  if (!playing) {
    if (now.playing) now.pause();
    if (playhead.entry !== undefined) now.seekEntry(playhead.entry);
    else now.seek(playhead.atUs);
    return;
  }
  if (!now.playing || secondsApart(now, playhead.atUs) > APART_S) now.seek(playhead.atUs);
  if (!now.playing) now.play();
}

const secondsApart = ({ pace, playhead, speed }: PlaybackState, atUs: number): number =>
  Math.abs(pace.toWatch(playhead.atUs) - pace.toWatch(atUs)) / speed;

/** The states of playback. A hand on the playhead stops it, and playing goes on when the hand lets go. */
import { setup } from 'xstate';

export const playerMachine = setup({
  types: {} as {
    events: { type: 'play' | 'pause' | 'toggle' | 'grab' | 'release' | 'end' };
  },
}).createMachine({
  id: 'player',
  initial: 'paused',
  states: {
    paused: {
      on: { play: 'playing', toggle: 'playing', grab: 'grabbed' },
    },
    playing: {
      on: { pause: 'paused', toggle: 'paused', end: 'paused', grab: 'grabbedWhilePlaying' },
    },
    grabbed: {
      on: { release: 'paused', play: 'grabbedWhilePlaying', toggle: 'grabbedWhilePlaying' },
    },
    grabbedWhilePlaying: {
      on: { release: 'playing', pause: 'grabbed', toggle: 'grabbed' },
    },
  },
});

export type PlayerState = 'paused' | 'playing' | 'grabbed' | 'grabbedWhilePlaying';
export type PlayerEvent = 'play' | 'pause' | 'toggle' | 'grab' | 'release' | 'end';

import { expect, it } from 'vitest';
import { shownOf } from './shown.ts';
import { createPlayback } from './store.ts';
import { notes, notesRun } from './testing/notes.ts';

function opened() {
  const playback = createPlayback({ catalogue: [notes], run: notesRun() });
  const clock = { ms: 0 };
  const { diagram, panels } = shownOf(playback, () => clock.ms);
  let changes = 0;
  diagram.subscribe(() => changes++);
  panels.subscribe(() => changes++);
  const { index } = playback.getState().playhead;
  /** Frames of 10 ms, at a speed at which each brings entries. */
  const frames = (count: number): void => {
    for (let i = 0; i < count; i++) {
      clock.ms += 10;
      playback.getState().advance(0.01);
    }
  };
  return { playback, diagram, panels, start: index, frames, changes: () => changes };
}

it('shows the next entry of a calm run at once: in the diagram, and one frame later beside it', () => {
  const { playback, diagram, panels, start, frames } = opened();
  playback.getState().play();
  while (playback.getState().playhead.index === start) frames(1);
  const { index } = playback.getState().playhead;
  expect([diagram.getState().index, panels.getState().index]).toEqual([index, start]);
  frames(1);
  expect(panels.getState().index).toBe(playback.getState().playhead.index);
});

it('changes each part ten times a second at most while it plays, never two in one frame', () => {
  const { playback, diagram, panels, frames, changes } = opened();
  playback.getState().setSpeed(16);
  playback.getState().play();
  frames(2);
  for (let i = 0; i < 3; i++) {
    const before = changes();
    let most = 0;
    for (let frame = 0; frame < 10; frame++) {
      const seen = changes();
      frames(1);
      most = Math.max(most, changes() - seen);
    }
    expect(changes() - before).toBeLessThanOrEqual(2);
    expect(most).toBeLessThanOrEqual(1);
  }
  playback.getState().pause();
  const { index } = playback.getState().playhead;
  expect([diagram.getState().index, panels.getState().index]).toEqual([index, index]);
});

it('follows every step, and another run at once even while it plays', () => {
  const { playback, diagram, panels, frames } = opened();
  for (let i = 0; i < 5; i++) {
    playback.getState().stepForward();
    const { index } = playback.getState().playhead;
    expect([diagram.getState().index, panels.getState().index]).toEqual([index, index]);
  }
  playback.getState().play();
  frames(3);
  playback.getState().setFix('log', 'on');
  const { scene, playhead } = playback.getState();
  for (const each of [diagram, panels]) {
    expect(each.getState()).toEqual({ scene, index: playhead.index });
  }
});

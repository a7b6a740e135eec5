import { useEffect, useRef } from 'react';
import { usePlaybackStore } from '../playback/usePlayback.ts';
import { nowSentence } from '../views/now.ts';
import { sentenceOf } from '../views/sentences.ts';
import { formatTime } from '../views/words.ts';

/** While it plays, no more than one sentence in this time. */
const EVERY_MS = 1_000;

/** Says what happens to somebody who does not see it: each step, and while it plays a summary. */
export function LiveRegion() {
  const store = usePlaybackStore();
  const region = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let saidAtMs = -Infinity;
    let saidIndex = store.getState().playhead.index;
    return store.subscribe((state, former) => {
      const { scene, playhead, playing } = state;
      if (playhead.index === former.playhead.index && scene === former.scene) return;
      if (region.current === null) return;
      const entry = scene.trace.entries[playhead.index];
      if (!playing) {
        const isStep = Math.abs(playhead.index - saidIndex) === 1 && entry !== undefined;
        region.current.textContent = isStep
          ? sentenceOf(scene, entry)
          : nowSentence(scene, playhead.index);
        saidIndex = playhead.index;
        return;
      }
      const nowMs = performance.now();
      if (nowMs - saidAtMs < EVERY_MS) return;
      const passed = playhead.index - saidIndex;
      const summary = passed > 12 ? `${passed} entries until ${formatTime(playhead.atUs)}. ` : '';
      region.current.textContent = summary + nowSentence(scene, playhead.index);
      saidAtMs = nowMs;
      saidIndex = playhead.index;
    });
  }, [store]);
  return <div ref={region} className="visually-hidden" aria-live="polite" data-testid="live" />;
}

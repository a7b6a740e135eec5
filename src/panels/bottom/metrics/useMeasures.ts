import { useEffect, useState } from 'react';
import { nextTurn, realNowMs } from '../../../playback/clock.ts';
import { knownMeasures, type Measures, measuring } from '../../../views/measures.ts';
import type { Scene } from '../../../views/scene.ts';

/** What is folded within this long is there at once; the rest gives way to every frame. */
const AT_ONCE_MS = 8;
const SLICE_MS = 4;

/** The measures of a scene; `null` while they are worked out. */
export function useMeasures(scene: Scene | null): Measures | null {
  const [found, setFound] = useState<{ readonly of: Scene; readonly measures: Measures } | null>(
    null,
  );
  useEffect(() => {
    if (scene === null || knownMeasures(scene) !== undefined) return undefined;
    let wanted = true;
    const work = measuring(scene);
    const goOn = async (): Promise<void> => {
      for (let untilMs = realNowMs() + AT_ONCE_MS; wanted; ) {
        const { done, value } = work.next();
        if (done === true) return setFound({ of: scene, measures: value });
        if (realNowMs() < untilMs) continue;
        await nextTurn();
        untilMs = realNowMs() + SLICE_MS;
      }
    };
    void goOn();
    return () => {
      wanted = false;
    };
  }, [scene]);
  if (scene === null) return null;
  return knownMeasures(scene) ?? (found?.of === scene ? found.measures : null);
}

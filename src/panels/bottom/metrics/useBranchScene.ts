import { useEffect, useState } from 'react';
import type { Branch } from '../../../playback/branches.ts';
import { nextTurn, realNowMs } from '../../../playback/clock.ts';
import { BEHIND, makeScene } from '../../../playback/simulating.ts';
import type { Scene } from '../../../views/scene.ts';

/** The scene of a branch of the same flow, simulated without hurry; `null` while it is not there. */
export function useBranchScene(branch: Branch | null, { flow }: Scene): Scene | null {
  const [scene, setScene] = useState<Scene | null>(null);
  const run = branch?.run ?? null;
  useEffect(() => {
    if (run === null) return undefined;
    let wanted = true;
    const timing = { nowMs: realNowMs, nextTurn };
    const make = async (): Promise<void> => {
      const made = await makeScene(flow, run, timing, () => wanted, BEHIND);
      if (made !== undefined && wanted) setScene(made);
    };
    // A run that the flow cannot play says so where it is opened.
    make().catch(() => setScene(null));
    return () => {
      wanted = false;
    };
  }, [run, flow]);
  return run !== null && scene?.run === run ? scene : null;
}

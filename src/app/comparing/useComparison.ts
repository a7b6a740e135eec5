/** The two branches that are seen side by side: the one on the screen, and the one beside it. */
import { useEffect, useState } from 'react';
import type { Run } from '../../flow/run.ts';
import type { Branch } from '../../playback/branches.ts';
import { nextTurn, realNowMs } from '../../playback/clock.ts';
import { makeScene } from '../../playback/simulating.ts';
import { usePlayback } from '../../playback/usePlayback.ts';
import type { Scene } from '../../views/scene.ts';
import { library } from '../library.ts';
import { tool, useTool } from '../tool.ts';

interface Comparison {
  readonly was: Branch | null;
  readonly wasScene: Scene | null;
}

const scenes = new WeakMap<Run, Scene>();

export function useComparison(): Comparison {
  const open = useTool();
  const branches = usePlayback((state) => state.branches);
  const id = open?.kind === 'comparing' ? open.was : null;
  const was = branches.find((each) => each.id === id) ?? null;
  const [, setMade] = useState<Scene | null>(null);
  const run = was?.run;
  useEffect(() => {
    const flow = library.loaded.find((each) => each.id === run?.flow);
    if (run === undefined || flow === undefined || scenes.has(run)) return undefined;
    let wanted = true;
    void (async () => {
      const timing = { nowMs: realNowMs, nextTurn };
      const scene = await makeScene(flow, run, timing, () => wanted);
      if (scene === undefined) return;
      scenes.set(run, scene);
      setMade(scene);
    })();
    return () => {
      wanted = false;
    };
  }, [run]);
  return { was, wasScene: run === undefined ? null : (scenes.get(run) ?? null) };
}

export const compareWith = (was: number): void =>
  tool.setState({ open: { kind: 'comparing', was } });

/** Shows the class what stands on one's own screen: the instructor's, or that of whoever drives. */
import type { Run } from '../../flow/run.ts';
import { encodeLink } from '../../playback/link.ts';
import type { Playback } from '../../playback/state.ts';
import type { PlaybackStore } from '../../playback/store.ts';
import type { RoomMoment, RoomScene } from '../../room/protocol.ts';

/** While it plays, so often: others' clocks are a little off. */
const SYNC_MS = 1_000;

/** The step that is shown, and its run: another one is sent as a link. */
export interface ShownStep {
  readonly scenario: string;
  readonly step: string;
  readonly run: Run;
}

export interface Showing {
  /** After the step changed. */
  readonly again: () => void;
  readonly close: () => void;
}

/** `onProblem` gets what could not be shown, and `null` when it can again. */
export function showClass(
  store: PlaybackStore,
  stepNow: () => ShownStep | null,
  drive: (scene: RoomScene) => void,
  onProblem: (why: string | null) => void,
): Showing {
  let sentAtMs = 0;
  let wish = 0;
  const send = async () => {
    const mine = ++wish;
    sentAtMs = performance.now();
    try {
      const scene = await sceneOf(store.getState(), stepNow());
      if (mine !== wish) return;
      drive(scene);
      onProblem(null);
    } catch (error) {
      onProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const unsubscribe = store.subscribe((now, before) => {
    if (now.working) return;
    const isOther =
      now.scene !== before.scene || now.playing !== before.playing || now.speed !== before.speed;
    const hasMoved = now.playhead !== before.playhead;
    const isDue = !now.playing || performance.now() - sentAtMs > SYNC_MS;
    if (isOther || (hasMoved && isDue)) void send();
  });
  void send();
  return {
    again: () => void send(),
    close: () => {
      wish = -1;
      unsubscribe();
    },
  };
}

/** Rejects with a `RangeError` when the run is too long for a link. */
export async function sceneOf(
  { scene, playhead, playing, speed }: Playback,
  step: ShownStep | null,
): Promise<RoomScene> {
  return {
    moment: await momentOf(scene.run, step),
    playhead: {
      atUs: Math.max(0, Math.floor(playhead.atUs)),
      ...(playhead.index >= 0 && { entry: playhead.index }),
    },
    playing,
    speed,
  };
}

async function momentOf(run: Run, step: ShownStep | null): Promise<RoomMoment> {
  if (step === null) return { kind: 'run', link: await linkOf(run) };
  const named = { kind: 'step', scenario: step.scenario, step: step.step } as const;
  return JSON.stringify(step.run) === JSON.stringify(run)
    ? named
    : { ...named, link: await linkOf(run) };
}

const links = new WeakMap<Run, Promise<string>>();
function linkOf(run: Run): Promise<string> {
  const link = links.get(run) ?? encodeLink(run);
  links.set(run, link);
  return link;
}

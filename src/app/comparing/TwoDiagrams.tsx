import { lazy, Suspense, useMemo, useState } from 'react';
import { Diagram } from '../../diagram/Diagram.tsx';
import { type Frames, FramesContext } from '../../diagram/frames.ts';
import styles from '../../panels/comparing/comparing.module.css';
import { useShown } from '../../playback/shown.ts';
import type { PlaybackStore } from '../../playback/store.ts';
import { usePlayback, usePlaybackStore } from '../../playback/usePlayback.ts';
import { alongside, differencesOf } from '../../views/comparison.ts';
import { messagesAt } from '../../views/diagram.ts';
import { nextInstant } from '../../views/menus.ts';
import type { Scene } from '../../views/scene.ts';
import { DiagramView } from '../DiagramView.tsx';
import { useMenuActions } from '../useMenuActions.ts';
import { useComparison } from './useComparison.ts';

const MemberPanel = lazy(async () => ({
  default: (await import('../../panels/crowd/MemberPanel.tsx')).MemberPanel,
}));

/** Two branches, one playhead: a message that the other run does not have is ringed. */
export function TwoDiagrams() {
  const { was, wasScene } = useComparison();
  const now = usePlayback((state) => state.branches.find(({ id }) => id === state.current));
  return (
    <div className={styles.two}>
      <section className={styles.side} aria-label="Was">
        <p className={styles.name}>
          <b>Was</b> {was?.changed}
        </p>
        <div className={styles.diagram}>
          {was !== null && wasScene !== null && <WasDiagram was={was.id} scene={wasScene} />}
        </div>
      </section>
      <section className={styles.side} aria-label="Now">
        <p className={styles.name}>
          <b>Now</b> {now?.changed}
        </p>
        <div className={styles.diagram}>
          <DiagramView upright={false} inviting={false} />
        </div>
      </section>
    </div>
  );
}

function WasDiagram({ was, scene }: { readonly was: number; readonly scene: Scene }) {
  const store = usePlaybackStore();
  const shown = useShown('diagram');
  const actions = useMenuActions();
  const [crowd, setCrowd] = useState<string | null>(null);
  const node = scene.compiled.plan.nodes.find(({ id }) => id === crowd);
  const frames = useMemo(() => framesOf(store, scene), [store, scene]);
  const unlike = useMemo(
    () =>
      new Set(
        differencesOf(scene, shown.scene).flatMap(({ side, entry }) =>
          side === 'was' ? [entry] : [],
        ),
      ),
    [scene, shown.scene],
  );
  const { playhead } = store.getState();
  const index = alongside(shown.scene, { ...playhead, index: shown.index }, scene);
  const flying = messagesAt(scene, index);
  const lit = useMemo(
    () => new Set(flying.flatMap(({ send }) => (unlike.has(send) ? [send] : []))),
    [flying, unlike],
  );
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  /** What is done to the run as it was makes a branch of that one. */
  const instant = () => nextInstant(scene, { atUs: store.getState().playhead.atUs, index });
  return (
    <FramesContext value={frames}>
      <Diagram
        {...{ scene, index, lit, still }}
        {...actions}
        upright={false}
        inviting={null}
        onCrowd={setCrowd}
        onWhy={(entry) => {
          store.getState().switchBranch(was);
          store.getState().askWhy(entry);
        }}
        onFault={(offer) => {
          const fault = offer.make(instant());
          store.getState().switchBranch(was);
          store.getState().addFault(fault);
        }}
        onAct={(offer) => {
          const act = offer.make(instant());
          store.getState().switchBranch(was);
          store.getState().addInput(act);
        }}
      />
      {node?.crowd !== undefined && (
        <Suspense>
          <MemberPanel
            key={node.id}
            {...{ scene, index, node }}
            onEntry={(entry) => store.getState().seek(scene.trace.entries[entry]?.atUs ?? 0)}
            onClose={() => setCrowd(null)}
          />
        </Suspense>
      )}
    </FramesContext>
  );
}

const framesOf = (store: PlaybackStore, scene: Scene): Frames => ({
  nowUs: () => store.getState().playhead.atUs,
  moves: () => store.getState().player === 'playing',
  messages: () => {
    const { scene: now, playhead } = store.getState();
    return messagesAt(scene, alongside(now, playhead, scene));
  },
  subscribe: (draw) =>
    store.subscribe((state, former) => {
      if (state.playhead !== former.playhead || state.player !== former.player) {
        draw(state.playhead.atUs);
      }
    }),
});

import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { Diagram } from '../../diagram/Diagram.tsx';
import { type Frames, FramesContext } from '../../diagram/frames.ts';
import { useSize } from '../../panels/bottom/useSize.ts';
import styles from '../../panels/comparing/comparing.module.css';
import { useShown } from '../../playback/shown.ts';
import type { PlaybackStore } from '../../playback/store.ts';
import { usePlayback, usePlaybackStore } from '../../playback/usePlayback.ts';
import { alongside, differencesOf, type Side } from '../../views/comparison.ts';
import { messagesAt } from '../../views/diagram.ts';
import { isLargerUpright } from '../../views/geometry/upright.ts';
import { nextInstant } from '../../views/menus.ts';
import { drawingOf } from '../../views/nodeViews.ts';
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
  const scene = usePlayback((state) => state.scene);
  const unlike = useMemo(() => unlikeOf(wasScene, scene), [wasScene, scene]);
  const room = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(room);
  const upright = isUpright(scene, width, height);
  return (
    <div className={styles.two}>
      <section className={styles.side} aria-label="Was">
        <p className={styles.name}>
          <b>Was</b> {was?.changed}
        </p>
        <div className={styles.diagram} ref={room}>
          {was !== null && wasScene !== null && (
            <WasDiagram was={was.id} scene={wasScene} unlike={unlike.was} upright={upright} />
          )}
        </div>
      </section>
      <section className={styles.side} aria-label="Now">
        <p className={styles.name}>
          <b>Now</b> {now?.changed}
        </p>
        <div className={styles.diagram}>
          <NowDiagram unlike={unlike.now} upright={upright} />
        </div>
      </section>
    </div>
  );
}

type Ids = ReadonlySet<number>;

/** The entries that only one of the two runs has, or has at another instant. */
function unlikeOf(was: Scene | null, now: Scene): Readonly<Record<Side, Ids>> {
  const all = was === null ? [] : differencesOf(was, now);
  const of = (wanted: Side): Ids =>
    new Set(all.flatMap(({ side, entry }) => (side === wanted ? [entry] : [])));
  return { was: of('was'), now: of('now') };
}

/** Half the page is most often higher than wide. */
function isUpright({ compiled }: Scene, width: number, height: number): boolean {
  if (width === 0 || height === 0) return false;
  const nodes = compiled.plan.nodes.map((node) => ({ ...node, drawing: drawingOf(node) }));
  return isLargerUpright(nodes, width, height);
}

/** Those of the messages under way that the other run does not have. */
function useRinged(scene: Scene, index: number, unlike: Ids): Ids {
  const flying = messagesAt(scene, index);
  return useMemo(
    () => new Set(flying.flatMap(({ send }) => (unlike.has(send) ? [send] : []))),
    [flying, unlike],
  );
}

interface SideProps {
  readonly unlike: Ids;
  readonly upright: boolean;
}

function NowDiagram({ unlike, upright }: SideProps) {
  const { scene, index } = useShown('diagram');
  const marked = useRinged(scene, index, unlike);
  return <DiagramView upright={upright} inviting={false} marked={marked} bare />;
}

interface WasProps extends SideProps {
  readonly was: number;
  readonly scene: Scene;
}

function WasDiagram({ was, scene, unlike, upright }: WasProps) {
  const store = usePlaybackStore();
  const shown = useShown('diagram');
  const actions = useMenuActions();
  const [crowd, setCrowd] = useState<string | null>(null);
  const node = scene.compiled.plan.nodes.find(({ id }) => id === crowd);
  const frames = useMemo(() => framesOf(store, scene), [store, scene]);
  const { playhead } = store.getState();
  const index = alongside(shown.scene, { ...playhead, index: shown.index }, scene);
  const lit = useRinged(scene, index, unlike);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  /** What is done to the run as it was makes a branch of that one. */
  const instant = () => nextInstant(scene, { atUs: store.getState().playhead.atUs, index });
  return (
    <FramesContext value={frames}>
      <Diagram
        {...{ scene, index, lit, still, upright }}
        {...actions}
        bare
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

import { lazy, Suspense, useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { Diagram } from '../diagram/Diagram.tsx';
import { type Frames, FramesContext } from '../diagram/frames.ts';
import { useShown } from '../playback/shown.ts';
import type { PlaybackStore } from '../playback/store.ts';
import { usePlayback, usePlaybackStore } from '../playback/usePlayback.ts';
import { messagesAt } from '../views/diagram.ts';
import type { Target } from '../views/menus.ts';
import { useMenuActions } from './useMenuActions.ts';

const MemberPanel = lazy(async () => ({
  default: (await import('../panels/crowd/MemberPanel.tsx')).MemberPanel,
}));

interface DiagramViewProps {
  readonly upright: boolean;
  readonly inviting: boolean;
  /** It neither pans nor zooms. */
  readonly fixed?: boolean;
  readonly bare?: boolean;
  /** Entries to light beside those that playback has lit. */
  readonly marked?: ReadonlySet<number>;
}

const NONE: ReadonlySet<number> = new Set();

/** The diagram, fed by playback. */
export function DiagramView(props: DiagramViewProps) {
  const { upright, inviting, fixed = false, bare = false, marked = NONE } = props;
  const store = usePlaybackStore();
  const { scene, index } = useShown('diagram');
  const litList = usePlayback((state) => state.lit);
  const lit = useMemo(() => new Set([...litList, ...marked]), [litList, marked]);
  const frames = useMemo(() => framesOf(store), [store]);
  const still = useReducedMotion();
  const guide = usePlayback((state) => state.guide);
  const actions = useMenuActions();
  const select = useCallback(
    (target: Target) => target.kind === 'node' && store.getState().select(target),
    [store],
  );
  const [crowd, setCrowd] = useState<string | null>(null);
  const node = scene.compiled.plan.nodes.find(({ id }) => id === crowd);
  const closeCrowd = () => {
    setCrowd(null);
    document.querySelector<HTMLElement>(`[data-opens="${crowd}"]`)?.focus();
  };
  return (
    <FramesContext value={frames}>
      <Diagram
        {...{ scene, index, lit, guide, upright, still, fixed, bare }}
        {...actions}
        onTarget={select}
        onCrowd={setCrowd}
        inviting={inviting ? scene.flow.opening.breakable : null}
      />
      {node?.crowd !== undefined && (
        <Suspense>
          <MemberPanel
            key={node.id}
            {...{ scene, index, node }}
            onEntry={store.getState().seekEntry}
            onClose={closeCrowd}
          />
        </Suspense>
      )}
    </FramesContext>
  );
}

export const framesOf = (store: PlaybackStore): Frames => ({
  nowUs: () => store.getState().playhead.atUs,
  moves: () => store.getState().player === 'playing',
  messages: () => {
    const { scene, playhead } = store.getState();
    return messagesAt(scene, playhead.index);
  },
  subscribe: (draw) =>
    store.subscribe(({ playhead, scene, player }, former) => {
      const { playhead: before, scene: sceneBefore, player: playerBefore } = former;
      if (playhead !== before || scene !== sceneBefore || player !== playerBefore) {
        draw(playhead.atUs);
      }
    }),
});

export function useReducedMotion(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = matchMedia('(prefers-reduced-motion: reduce)');
      query.addEventListener('change', onChange);
      return () => query.removeEventListener('change', onChange);
    },
    () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  );
}

import { type ReactNode, useEffect, useMemo } from 'react';
import { Diagram } from '../../diagram/Diagram.tsx';
import { FramesContext } from '../../diagram/frames.ts';
import { InviteContext } from '../../diagram/target.ts';
import { useShown } from '../../playback/shown.ts';
import type { PlaybackStore } from '../../playback/store.ts';
import { PlaybackContext, usePlayback, usePlaybackStore } from '../../playback/usePlayback.ts';
import { advanceWhilePlaying } from '../advance.ts';
import { framesOf, useReducedMotion } from '../DiagramView.tsx';
import { useMenuActions } from '../useMenuActions.ts';
import { playAlone } from './exclusive.ts';

interface SmallPlaybackProps {
  readonly store: PlaybackStore;
  /** Where nobody sees it, it does not play. */
  readonly isOnScreen: boolean;
  readonly children: ReactNode;
}

/** A run that plays within a page, beside the workbench's own: nothing of it is kept. */
export function SmallPlayback({ store, isOnScreen, children }: SmallPlaybackProps) {
  useEffect(() => advanceWhilePlaying(store), [store]);
  useEffect(() => playAlone(store), [store]);
  useEffect(() => {
    if (!isOnScreen) store.getState().pause();
  }, [store, isOnScreen]);
  return <PlaybackContext value={store}>{children}</PlaybackContext>;
}

interface SmallDiagramProps {
  readonly upright: boolean;
  /** What a press on a node does at once. */
  readonly invite?: { readonly node: string; readonly words: string; readonly act: () => void };
}

/** The diagram of a small player. */
export function SmallDiagram({ upright, invite }: SmallDiagramProps) {
  const store = usePlaybackStore();
  const { scene, index } = useShown('diagram');
  const litList = usePlayback((state) => state.lit);
  const lit = useMemo(() => new Set(litList), [litList]);
  const frames = useMemo(() => framesOf(store), [store]);
  const still = useReducedMotion();
  const { onFault, onAct, onMenu } = useMenuActions();
  return (
    <FramesContext value={frames}>
      <InviteContext value={invite ?? null}>
        <Diagram
          {...{ scene, index, lit, upright, still, onFault, onAct, onMenu }}
          fixed
          inviting={invite?.node ?? null}
        />
      </InviteContext>
    </FramesContext>
  );
}

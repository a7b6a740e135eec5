import { lazy, Suspense, useCallback } from 'react';
import { GuaranteesPanel } from '../panels/right/GuaranteesPanel.tsx';
import { ListingPanel } from '../panels/right/ListingPanel.tsx';
import { NowPanel } from '../panels/right/NowPanel.tsx';
import rightStyles from '../panels/right/right.module.css';
import { useShown } from '../playback/shown.ts';
import { usePlayback, usePlaybackStore } from '../playback/usePlayback.ts';
import type { Evidence } from '../views/guarantees.ts';

const WhyPanel = lazy(async () => ({
  default: (await import('../panels/right/WhyPanel.tsx')).WhyPanel,
}));

/** What happens now, how it works, and what is promised. */
export function RightPanel() {
  const store = usePlaybackStore();
  const { scene, index } = useShown('panels');
  const playing = usePlayback((state) => state.playing);
  const asked = usePlayback((state) => state.asked);
  const askWhy = useCallback((entry: number) => store.getState().askWhy(entry), [store]);
  const showEvidence = useCallback(
    ({ entry, because }: Evidence) => store.getState().showEvidence(entry, because),
    [store],
  );
  return (
    <div className={rightStyles.panel}>
      <NowPanel scene={scene} index={index} isPlaying={playing} onWhy={askWhy} />
      {asked !== null && (
        <Suspense>
          <WhyPanel scene={scene} index={index} entry={asked} />
        </Suspense>
      )}
      <GuaranteesPanel scene={scene} index={index} onEvidence={showEvidence} onWhy={askWhy} />
      <ListingPanel scene={scene} index={index} />
    </div>
  );
}

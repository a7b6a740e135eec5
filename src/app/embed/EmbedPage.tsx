import { ExternalLink, Pause, Play, RotateCcw } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { IconButton } from '../../panels/controls/Button.tsx';
import { LiveRegion } from '../../panels/LiveRegion.tsx';
import { later } from '../../playback/later.ts';
import { encodeLink } from '../../playback/link.ts';
import type { PlaybackStore } from '../../playback/store.ts';
import { PlaybackContext, usePlayback, usePlaybackStore } from '../../playback/usePlayback.ts';
import { advanceWhilePlaying } from '../advance.ts';
import { Banner } from '../Banner.tsx';
import { DiagramView } from '../DiagramView.tsx';
import { NowLine } from '../NowLine.tsx';
import { followAddress } from '../opening.ts';
import { applyTheme } from '../theme.ts';
import { useMedia } from '../useMedia.ts';
import styles from './EmbedPage.module.css';
import { speakWith } from './messages.ts';
import { type EmbedSettings, readEmbed } from './settings.ts';
import { repeatStretch } from './stretch.ts';

const PlaybackBar = later(
  async () => (await import('../../panels/bottom/PlaybackBar.tsx')).PlaybackBar,
);
const Timeline = later(async () => (await import('../../panels/bottom/Timeline.tsx')).Timeline);

interface EmbedPageProps {
  readonly store: PlaybackStore;
  /** As the address had it when the page was opened. */
  readonly search: string;
}

/** The diagram of a run inside of somebody else's page or slide. */
export function EmbedPage({ store, search }: EmbedPageProps) {
  const [settings] = useState(() => readEmbed(search, location.origin));
  useEffect(() => advanceWhilePlaying(store), [store]);
  useEffect(() => followAddress(store), [store]);
  useEffect(() => begin(store, settings), [store, settings]);
  return (
    <PlaybackContext value={store}>
      <main className={styles.page}>
        <h1 className="visually-hidden">Data Flows</h1>
        {settings.mistakes.map((mistake) => (
          <p key={mistake} className={styles.mistake} role="alert">
            {mistake}
          </p>
        ))}
        <Banner />
        <Picture isStill={settings.controls === 'none'} />
        <Controls {...settings} />
        <LiveRegion />
      </main>
    </PlaybackContext>
  );
}

function begin(store: PlaybackStore, settings: EmbedSettings): () => void {
  const { autoplay, theme, fromUs, toUs } = settings;
  applyTheme(theme);
  if (fromUs !== null) store.getState().seek(fromUs);
  const ends: (() => void)[] = [];
  if (toUs !== null) ends.push(repeatStretch(store, fromUs ?? 0, toUs));
  // The page around it: none where it was opened by itself.
  if (parent !== window) ends.push(speakWith(parent, store, settings));
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (autoplay && !isCalm) store.getState().play();
  return () => {
    for (const end of ends) end();
  };
}

/** Columns go down there. */
const HIGHER_THAN_WIDE = '(max-aspect-ratio: 4/5)';

/** Without controls the whole picture is one button: what moves can always be stopped. */
function Picture({ isStill }: { readonly isStill: boolean }) {
  const store = usePlaybackStore();
  const playing = usePlayback((state) => state.playing);
  const upright = useMedia(HIGHER_THAN_WIDE);
  return (
    <div className={styles.picture}>
      <div className={styles.diagram} inert={isStill}>
        <DiagramView upright={upright} inviting={false} fixed={isStill} bare />
      </div>
      {isStill && (
        <button
          type="button"
          className={styles.whole}
          aria-label={playing ? 'Pause' : 'Play'}
          onClick={store.getState().toggle}
        />
      )}
      <NowLine />
    </div>
  );
}

function Controls({ controls, fromUs }: EmbedSettings) {
  switch (controls) {
    case 'none':
      return null;
    case 'play':
      return (
        <div className={styles.row}>
          <PlayButtons fromUs={fromUs ?? 0} />
          <div className={styles.strip}>
            <Suspense>
              <Timeline strip />
            </Suspense>
          </div>
          <OpenWhole />
        </div>
      );
    case 'full':
      return (
        <>
          <div className={styles.row}>
            <Suspense>
              <PlaybackBar />
            </Suspense>
            <OpenWhole />
          </div>
          <div className={styles.timeline}>
            <Suspense>
              <Timeline />
            </Suspense>
          </div>
        </>
      );
  }
}

function PlayButtons({ fromUs }: { readonly fromUs: number }) {
  const store = usePlaybackStore();
  const playing = usePlayback((state) => state.playing);
  const { toggle, seek, play } = store.getState();
  return (
    <>
      <IconButton label={playing ? 'Pause' : 'Play'} look="round" onPress={toggle}>
        {playing ? <Pause size={15} aria-hidden /> : <Play size={15} aria-hidden />}
      </IconButton>
      <IconButton
        label="From the start"
        onPress={() => {
          seek(fromUs);
          play();
        }}
      >
        <RotateCcw size={16} aria-hidden />
      </IconButton>
    </>
  );
}

/** The same run at the same moment, with everything that there is. */
function OpenWhole() {
  const store = usePlaybackStore();
  const [problem, setProblem] = useState<string | null>(null);
  const open = async () => {
    const { run, playhead, pause } = store.getState();
    pause();
    // Before the first pause of this function, or the browser takes it for a pop-up that nobody asked for.
    const page = window.open('', '_blank');
    try {
      const link = await encodeLink(run, Math.floor(playhead.atUs), playhead.index);
      if (page === null) throw new Error('The browser did not open another page.');
      page.opener = null;
      page.location.href = new URL(`play${link}`, location.href).href;
    } catch (error) {
      page?.close();
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      {problem !== null && <span role="alert">{problem}</span>}
      <IconButton label="Open in Data Flows" onPress={() => void open()}>
        <ExternalLink size={16} aria-hidden />
      </IconButton>
    </>
  );
}

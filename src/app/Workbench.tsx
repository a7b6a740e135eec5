import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { Group, Panel, Separator, usePanelRef } from 'react-resizable-panels';
import { LiveRegion } from '../panels/LiveRegion.tsx';
import { useLesson } from '../panels/lesson/context.ts';
import { later } from '../playback/later.ts';
import { usePlayback, usePlaybackStore } from '../playback/usePlayback.ts';
import { Banner } from './Banner.tsx';
import { BottomPanel, PhoneBottom } from './BottomPanel.tsx';
import { DiagramView } from './DiagramView.tsx';
import { focusDiagram } from './focusDiagram.ts';
import { Hint, useHint } from './Hint.tsx';
import { lessonSheet, useLessonSheet } from './lessonSheet.ts';
import { NowLine } from './NowLine.tsx';
import type { OverlayName } from './Overlays.tsx';
import type { BottomKind } from './Pictures.tsx';
import { TopBar } from './TopBar.tsx';
import { useTheme } from './theme.ts';
import { useTool } from './tool.ts';
import { type Layout, useLayout } from './useLayout.ts';
import { useShortcuts } from './useShortcuts.ts';
import styles from './Workbench.module.css';

const LeftPanel = later(async () => (await import('./LeftPanel.tsx')).LeftPanel);
const SidePanel = later(async () => (await import('./SidePanel.tsx')).SidePanel);
const TwoDiagrams = later(async () => (await import('./comparing/TwoDiagrams.tsx')).TwoDiagrams);
const LessonBar = later(async () => (await import('../panels/lesson/LessonBar.tsx')).LessonBar);
const Overlays = later(async () => (await import('./Overlays.tsx')).Overlays);
const PhoneTabs = lazy(async () => ({ default: (await import('./Pictures.tsx')).PhoneTabs }));

/** The one page: a run, everything that makes it, and everything that it shows. */
export function Workbench() {
  const store = usePlaybackStore();
  const [theme, setTheme] = useTheme();
  const layout = useLayout(theme);
  const [overlay, setOverlay] = useState<OverlayName | null>(null);
  const showKeys = useCallback(() => setOverlay('keyboard'), []);
  const shortcuts = useShortcuts(showKeys);
  const hasLeft = layout === 'wide';
  const hasRight = hasLeft || layout === 'medium';
  useWhySheet(hasRight, setOverlay);
  useLessonSheet(hasRight, setOverlay);
  const isLed = useLesson() !== null;
  // Where there is room for a panel beside the page, it is no sheet.
  const isSheet = { setup: !hasLeft, verdicts: !hasRight, keyboard: true };
  const shown = overlay !== null && isSheet[overlay] ? overlay : null;
  return (
    <div className={styles.app}>
      <button type="button" className={styles.skip} onClick={focusDiagram}>
        To the diagram
      </button>
      <TopBar
        {...{ hasLeft, hasRight, theme }}
        onTheme={setTheme}
        onSheet={setOverlay}
        onHelp={showKeys}
      />
      <Banner />
      <main className={styles.main}>
        {hasRight ? <WideMain hasLeft={hasLeft} /> : <NarrowMain layout={layout} />}
      </main>
      {isLed && !hasRight && (
        <Suspense>
          <LessonBar />
        </Suspense>
      )}
      {shown !== null && (
        <Suspense>
          <Overlays
            open={shown}
            onClose={() => {
              setOverlay(null);
              lessonSheet.setState({ open: null });
              store.getState().askWhy(null);
            }}
            singleKeys={shortcuts.singleKeys}
            onSingleKeys={shortcuts.setSingleKeys}
          />
        </Suspense>
      )}
      <LiveRegion />
    </div>
  );
}

/** Where there is no room for what happens beside the page, why it happens comes over it. */
function useWhySheet(hasRight: boolean, show: (overlay: OverlayName) => void): void {
  const asked = usePlayback((state) => state.asked);
  useEffect(() => {
    if (asked !== null && !hasRight) show('verdicts');
  }, [asked, hasRight, show]);
}

/** The heights of the bottom panel: as they are at first, and then as they were left. */
const AT_FIRST: Readonly<Record<BottomKind, string>> = { picture: '18.2rem', list: '48%' };

function WideMain({ hasLeft }: { readonly hasLeft: boolean }) {
  const bottom = usePanelRef();
  const kind = useRef<BottomKind>('picture');
  const heights = useRef(new Map<BottomKind, string>());
  const onTab = (next: BottomKind) => {
    if (bottom.current === null || next === kind.current) return;
    heights.current.set(kind.current, `${bottom.current.getSize().inPixels}px`);
    kind.current = next;
    bottom.current.resize(heights.current.get(next) ?? AT_FIRST[next]);
  };
  return (
    <Group className={styles.group} id="columns">
      {hasLeft && <LeftColumn />}
      <Panel id="centre" minSize="20rem">
        <Group orientation="vertical" id="rows">
          <Panel id="diagram" minSize="10rem" className={styles.centre}>
            <Centre upright={false} />
          </Panel>
          <Separator className={styles.separatorRow} aria-label="Height of the timeline" />
          <Panel
            id="bottom"
            panelRef={bottom}
            defaultSize={AT_FIRST.picture}
            minSize="9rem"
            groupResizeBehavior="preserve-pixel-size"
          >
            <BottomPanel onTab={onTab} />
          </Panel>
        </Group>
      </Panel>
      <Separator className={styles.separator} aria-label="Width of what happens" />
      <Panel
        id="right"
        className={styles.side}
        defaultSize="26.7rem"
        minSize="18rem"
        maxSize="44rem"
        groupResizeBehavior="preserve-pixel-size"
      >
        <aside aria-label="What happens">
          <Suspense>
            <SidePanel />
          </Suspense>
        </aside>
      </Panel>
    </Group>
  );
}

function LeftColumn() {
  return (
    <>
      <Panel
        id="left"
        className={styles.side}
        defaultSize="20.3rem"
        minSize="15rem"
        maxSize="34rem"
        groupResizeBehavior="preserve-pixel-size"
      >
        <aside aria-label="Setup">
          <Suspense>
            <LeftPanel />
          </Suspense>
        </aside>
      </Panel>
      <Separator className={styles.separator} aria-label="Width of the setup" />
    </>
  );
}

function NarrowMain({ layout }: { readonly layout: Layout }) {
  if (layout === 'narrow') {
    return (
      <div className={styles.narrow}>
        <CentreAndNow upright={false} />
        <div className={styles.narrowBottom}>
          <BottomPanel />
        </div>
      </div>
    );
  }
  return (
    <div className={styles.phone}>
      <Suspense fallback={<div />}>
        <PhoneTabs>{layout === 'list' ? undefined : <CentreAndNow upright />}</PhoneTabs>
      </Suspense>
      <PhoneBottom />
    </div>
  );
}

function CentreAndNow({ upright }: { readonly upright: boolean }) {
  return (
    <div className={styles.centreAndNow}>
      <div className={styles.centre}>
        <Centre upright={upright} />
      </div>
      <NowLine />
    </div>
  );
}

function Centre({ upright }: { readonly upright: boolean }) {
  const hint = useHint();
  if (useTool()?.kind === 'comparing') {
    return (
      <Suspense>
        <TwoDiagrams />
      </Suspense>
    );
  }
  return (
    <>
      <div className={styles.stage}>
        <DiagramView upright={upright} inviting={hint.step === 'break'} />
      </div>
      {hint.step !== null && (
        <Hint step={hint.step} node={hint.node} invites={hint.invites} onDismiss={hint.dismiss} />
      )}
    </>
  );
}

import { lazy, Suspense } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { PlaybackBar } from '../panels/bottom/PlaybackBar.tsx';
import { Timeline } from '../panels/bottom/Timeline.tsx';
import styles from './Workbench.module.css';

const Sequence = lazy(() =>
  import('../panels/bottom/Sequence.tsx').then((module) => ({ default: module.Sequence })),
);
export const Entries = lazy(() =>
  import('../panels/bottom/Entries.tsx').then((module) => ({ default: module.Entries })),
);

/** A picture needs little height; a list that scrolls needs more. */
export type BottomKind = 'picture' | 'list';

interface BottomPanelProps {
  readonly onTab?: (kind: BottomKind) => void;
}

/** Playback, and the run over time in three pictures. */
export function BottomPanel({ onTab }: BottomPanelProps) {
  return (
    <Tabs
      className={styles.bottom ?? ''}
      defaultSelectedKey="timeline"
      onSelectionChange={(key) => onTab?.(key === 'timeline' ? 'picture' : 'list')}
    >
      <div className={styles.bottomHead}>
        <PlaybackBar />
        <TabList className={styles.tabs ?? ''} aria-label="The run over time">
          <Tab id="timeline" className={styles.tab ?? ''}>
            Timeline
          </Tab>
          <Tab id="sequence" className={styles.tab ?? ''}>
            Sequence
          </Tab>
          <Tab id="entries" className={styles.tab ?? ''}>
            Entries
          </Tab>
        </TabList>
      </div>
      <TabPanel id="timeline" className={styles.tabPanel ?? ''}>
        <Timeline />
      </TabPanel>
      <TabPanel id="sequence" className={`${styles.tabPanel} ${styles.withStrip}`}>
        <Timeline strip />
        <Suspense>
          <Sequence />
        </Suspense>
      </TabPanel>
      <TabPanel id="entries" className={`${styles.tabPanel} ${styles.withStrip}`}>
        <Timeline strip />
        <Suspense>
          <Entries />
        </Suspense>
      </TabPanel>
    </Tabs>
  );
}

/** On a phone: the timeline as one strip, and the rest of the room for the diagram. */
export function PhoneBottom() {
  return (
    <div className={styles.phoneBottom}>
      <Timeline strip />
      <PlaybackBar />
    </div>
  );
}

export function PhoneTabs({ children }: { readonly children?: React.ReactNode }) {
  return (
    <Tabs className={styles.phoneTabs ?? ''}>
      <TabList className={styles.tabs ?? ''} aria-label="Pictures of the run">
        {children !== undefined && (
          <Tab id="diagram" className={styles.tab ?? ''}>
            Diagram
          </Tab>
        )}
        <Tab id="entries" className={styles.tab ?? ''}>
          Entries
        </Tab>
        <Tab id="sequence" className={styles.tab ?? ''}>
          Sequence
        </Tab>
      </TabList>
      {children !== undefined && (
        <TabPanel id="diagram" className={styles.tabPanel ?? ''}>
          {children}
        </TabPanel>
      )}
      <TabPanel id="entries" className={styles.tabPanel ?? ''}>
        <Suspense>
          <Entries />
        </Suspense>
      </TabPanel>
      <TabPanel id="sequence" className={styles.tabPanel ?? ''}>
        <Suspense>
          <Sequence />
        </Suspense>
      </TabPanel>
    </Tabs>
  );
}

import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { later } from '../playback/later.ts';
import styles from './Workbench.module.css';

const Timeline = later(async () => (await import('../panels/bottom/Timeline.tsx')).Timeline);

interface PictureTab {
  readonly id: string;
  readonly title: string;
  readonly Panel: ComponentType;
}

/** Pictures of the run, in the order of their tabs. Each is loaded when its tab is opened. */
const PICTURES: readonly PictureTab[] = [
  {
    id: 'sequence',
    title: 'Sequence',
    Panel: lazy(async () => ({
      default: (await import('../panels/bottom/Sequence.tsx')).Sequence,
    })),
  },
  {
    id: 'http',
    title: 'HTTP',
    Panel: lazy(async () => ({
      default: (await import('../panels/bottom/http/Http.tsx')).Http,
    })),
  },
  {
    id: 'states',
    title: 'States',
    Panel: lazy(async () => ({
      default: (await import('../panels/bottom/states/States.tsx')).States,
    })),
  },
  {
    id: 'data',
    title: 'Data',
    Panel: lazy(async () => ({
      default: (await import('../panels/bottom/data/Data.tsx')).Data,
    })),
  },
  {
    id: 'metrics',
    title: 'Metrics',
    Panel: lazy(async () => ({ default: (await import('./MetricsTab.tsx')).MetricsTab })),
  },
  {
    id: 'entries',
    title: 'Entries',
    Panel: lazy(async () => ({ default: (await import('../panels/bottom/Entries.tsx')).Entries })),
  },
];

/** A picture needs little height; a list that scrolls needs more. */
export type BottomKind = 'picture' | 'list';

export interface BottomPanelProps {
  readonly onTab?: (kind: BottomKind) => void;
}

/** The run over time in several pictures. */
export function Pictures({ onTab }: BottomPanelProps) {
  return (
    <Tabs
      className={styles.pictures ?? ''}
      defaultSelectedKey="timeline"
      onSelectionChange={(key) => onTab?.(key === 'timeline' ? 'picture' : 'list')}
    >
      <TabList className={styles.tabs ?? ''} aria-label="The run over time">
        {aTab('timeline', 'Timeline')}
        {PICTURES.map(({ id, title }) => aTab(id, title))}
      </TabList>
      <TabPanel id="timeline" className={styles.tabPanel ?? ''}>
        <Suspense>
          <Timeline />
        </Suspense>
      </TabPanel>
      {PICTURES.map(({ id, Panel }) => (
        <TabPanel key={id} id={id} className={`${styles.tabPanel} ${styles.withStrip}`}>
          <Suspense>
            <Timeline strip />
          </Suspense>
          <Suspense>
            <Panel />
          </Suspense>
        </TabPanel>
      ))}
    </Tabs>
  );
}

const aTab = (id: string, title: string): ReactNode => (
  <Tab key={id} id={id} className={styles.tab ?? ''}>
    {title}
  </Tab>
);

/** Where the diagram has no room, the list of entries comes first and stands for it. */
export function PhoneTabs({ children }: { readonly children?: ReactNode }) {
  const hasDiagram = children !== undefined;
  return (
    <Tabs
      className={styles.phoneTabs ?? ''}
      defaultSelectedKey={hasDiagram ? 'diagram' : 'entries'}
    >
      <TabList className={styles.tabs ?? ''} aria-label="Pictures of the run">
        {hasDiagram && aTab('diagram', 'Diagram')}
        {PICTURES.map(({ id, title }) => aTab(id, title))}
      </TabList>
      {hasDiagram && (
        <TabPanel id="diagram" className={styles.tabPanel ?? ''}>
          {children}
        </TabPanel>
      )}
      {PICTURES.map(({ id, Panel }) => (
        <TabPanel key={id} id={id} className={styles.tabPanel ?? ''}>
          <Suspense>
            <Panel />
          </Suspense>
        </TabPanel>
      ))}
    </Tabs>
  );
}

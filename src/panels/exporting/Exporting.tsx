import { Download } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { fileName, runFile } from '../../playback/file.ts';
import { encodeLink } from '../../playback/link.ts';
import type { Pace } from '../../playback/pace.ts';
import { mermaid } from '../../views/mermaid.ts';
import { diagramPicture } from '../../views/picture/diagramPicture.ts';
import { sequencePicture } from '../../views/picture/sequencePicture.ts';
import type { Picture } from '../../views/picture/shapes.ts';
import { svgOf } from '../../views/picture/svg.ts';
import { report } from '../../views/report/report.ts';
import type { Moment, Scene } from '../../views/scene.ts';
import { spanBetween } from '../../views/sequencePlan.ts';
import { formatClock } from '../../views/words.ts';
import { Button } from '../controls/Button.tsx';
import { pngOf } from './canvasPicture.ts';
import styles from './exporting.module.css';
import { FilmTab } from './FilmTab.tsx';
import { PictureView } from './PictureView.tsx';
import { RangeFields } from './RangeFields.tsx';
import { save } from './save.ts';
import { TextView } from './TextView.tsx';

interface ExportingProps {
  readonly scene: Scene;
  readonly pace: Pace;
  /** Where one stands. */
  readonly moment: Moment;
}

/** The run for other people: on one page, as pictures, as an animation, and as what opens it again. */
export function Exporting(props: ExportingProps) {
  const name = fileName(props.scene.run);
  const tabs: readonly (readonly [string, string, ReactNode])[] = [
    ['report', 'Report', <ReportTab key="report" {...props} name={name} />],
    ['diagram', 'Diagram', <DiagramTab key="diagram" {...props} name={name} />],
    ['sequence', 'Sequence', <SequenceTab key="sequence" {...props} name={name} />],
    ['film', 'Animation', <FilmTab key="film" {...props} name={name} />],
    ['run', 'Run and link', <RunTab key="run" {...props} />],
  ];
  return (
    <Tabs className={styles.tabs ?? ''}>
      <TabList className={styles.tabList ?? ''} aria-label="What to export">
        {tabs.map(([id, title]) => (
          <Tab key={id} id={id} className={styles.tab ?? ''}>
            {title}
          </Tab>
        ))}
      </TabList>
      {tabs.map(([id, , content]) => (
        <TabPanel key={id} id={id} className={styles.panel ?? ''}>
          {content}
        </TabPanel>
      ))}
    </Tabs>
  );
}

interface TabProps extends ExportingProps {
  readonly name: string;
}

/** The link to a moment; `null` while it is being made, or why there is none. */
function useLink(scene: Scene, { atUs, index }: Moment): { href: string | null; why: string } {
  const [link, setLink] = useState<{ href: string | null; why: string }>({ href: null, why: '' });
  useEffect(() => {
    let wanted = true;
    void encodeLink(scene.run, Math.floor(atUs), index).then(
      (hash) => wanted && setLink({ href: new URL(hash, location.href).href, why: '' }),
      (error: unknown) =>
        wanted && setLink({ href: null, why: error instanceof Error ? error.message : '' }),
    );
    return () => {
      wanted = false;
    };
  }, [scene, atUs, index]);
  return link;
}

function ReportTab({ scene, moment, name }: TabProps) {
  const { href } = useLink(scene, moment);
  const text = useMemo(() => report(scene, href), [scene, href]);
  return (
    <div className={styles.tabBody}>
      <p>
        One page in Markdown, for an issue or a post-mortem: the run, its faults, what broke and
        why, and how to see it again.
      </p>
      <TextView label="Report" text={text} file={`${name}.md`} />
    </div>
  );
}

function DiagramTab({ scene, moment, name }: TabProps) {
  const picture = useMemo(() => diagramPicture(scene, moment), [scene, moment]);
  return (
    <div className={styles.tabBody}>
      <p>At the playhead, {formatClock(moment.atUs)}.</p>
      <PictureView picture={picture} isWhole />
      <PictureButtons picture={picture} name={`${name}-diagram`} />
    </div>
  );
}

function PictureButtons({ picture, name }: { readonly picture: Picture; readonly name: string }) {
  const [why, setWhy] = useState('');
  const savePng = async () => {
    try {
      save(`${name}.png`, await pngOf(picture, 2));
      setWhy('');
    } catch (error) {
      setWhy(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className={styles.row}>
      <Button onPress={() => save(`${name}.svg`, svgOf(picture), 'image/svg+xml')}>
        <Download size={15} aria-hidden />
        Save .svg
      </Button>
      <Button onPress={() => void savePng()}>
        <Download size={15} aria-hidden />
        Save .png
      </Button>
      {why !== '' && <span role="alert">{why}</span>}
    </div>
  );
}

function SequenceTab({ scene, name }: TabProps) {
  const { endUs } = scene.trace;
  const [range, setRange] = useState({ fromUs: 0, toUs: endUs });
  const span = useMemo(
    () => spanBetween(scene.trace, range.fromUs, range.toUs),
    [scene, range.fromUs, range.toUs],
  );
  const picture = useMemo(() => sequencePicture(scene, span), [scene, span]);
  const text = useMemo(() => mermaid(scene, span), [scene, span]);
  return (
    <div className={styles.tabBody}>
      <RangeFields range={range} endUs={endUs} onChange={setRange} />
      <PictureView picture={picture} />
      <PictureButtons picture={picture} name={`${name}-sequence`} />
      <p>The same as Mermaid, which issues and wikis draw:</p>
      <TextView label="Mermaid" text={text} file={`${name}.mmd`} rows={8} />
    </div>
  );
}

function RunTab({ scene, moment }: ExportingProps) {
  const { href, why } = useLink(scene, moment);
  const file = runFile(scene.flow, scene.run);
  return (
    <div className={styles.tabBody}>
      <p>The link opens this run at {formatClock(moment.atUs)}. No server sees what is in it.</p>
      {href === null ? (
        <p>{why === '' ? 'Making the link …' : why}</p>
      ) : (
        <TextView label="Link" text={href} rows={3} />
      )}
      <p>The run as JSON, for the menu File and for the command line:</p>
      <TextView label="Run as JSON" text={file.text} file={file.name} rows={12} />
    </div>
  );
}

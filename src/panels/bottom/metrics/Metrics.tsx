import { memo, useMemo, useState } from 'react';
import type { Branch, BranchId } from '../../../playback/branches.ts';
import { usePlayback } from '../../../playback/usePlayback.ts';
import { type Chart, chartsOf } from '../../../views/charts.ts';
import type { Measures } from '../../../views/measures.ts';
import { momentAt } from '../../../views/scene.ts';
import { metricText } from '../../../views/tally.ts';
import { Choice } from '../../controls/Choice.tsx';
import { cx } from '../../controls/cx.ts';
import { Explain } from '../../controls/Explain.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { MetricChart } from './MetricChart.tsx';
import styles from './Metrics.module.css';
import { MetricsTable } from './MetricsTable.tsx';
import { lineInk } from './plot.ts';
import { type Beside, type Readings, readings } from './readings.ts';
import { useBranchScene } from './useBranchScene.ts';
import { type Stand, useCalmMoment } from './useCalmMoment.ts';
import { useMeasures } from './useMeasures.ts';

const NONE = 'none';
const READ_EVERY_MS = 100;

interface MetricsProps {
  /** The branch that the page compares with; `null` for none. */
  readonly was: BranchId | null;
}

/** What the flow counts, over the virtual time of the run; beside a branch, if one is chosen. */
export function Metrics({ was }: MetricsProps) {
  const stand = useCalmMoment(READ_EVERY_MS);
  const { scene } = stand;
  const branches = usePlayback((state) => state.branches);
  const current = usePlayback((state) => state.current);
  const others = branches.filter(({ id, run }) => id !== current && run.flow === scene.flow.id);
  const [picked, setPicked] = useState<{ readonly id: string; readonly when: typeof was } | null>(
    null,
  );
  // What is chosen here holds until the page compares with another.
  const chosen = picked?.when === was ? picked.id : String(was ?? NONE);
  const [asTable, setAsTable] = useState(false);
  const branch = others.find(({ id }) => String(id) === chosen) ?? null;
  const otherScene = useBranchScene(branch, scene);
  const measures = useMeasures(scene);
  const otherMeasures = useMeasures(otherScene);
  const other = otherScene && otherMeasures && { scene: otherScene, measures: otherMeasures };

  return (
    <section className={styles.metrics} aria-label="Metrics">
      <div className={styles.head}>
        <CompareWith
          branches={others}
          value={branch === null ? NONE : chosen}
          onChange={(id) => setPicked({ id, when: was })}
        />
        <Toggle isOn={asTable} onChange={setAsTable}>
          As a table
        </Toggle>
        {other && (
          <p className={styles.legend}>
            <span className={styles.solid} /> this run <span className={styles.dashed} />
            {branch?.changed}
          </p>
        )}
      </div>
      {measures === null ? (
        <p className={styles.note} role="status">
          Counting…
        </p>
      ) : (
        <Pictures {...{ stand, measures, other, asTable }} />
      )}
    </section>
  );
}

interface CompareWithProps {
  readonly branches: readonly Branch[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

function CompareWith({ branches, value, onChange }: CompareWithProps) {
  if (branches.length === 0) {
    return <p className={styles.hint}>Change or break something, to compare both runs here.</p>;
  }
  const values = branches.map(({ id, changed }) => ({ id: String(id), title: changed }));
  return (
    <Choice
      label="Compare with"
      values={[{ id: NONE, title: 'nothing' }, ...values]}
      value={value}
      onChange={onChange}
    />
  );
}

interface PicturesProps {
  readonly stand: Stand;
  readonly measures: Measures;
  readonly other: Beside | null;
  readonly asTable: boolean;
}

function Pictures({ stand, measures, other, asTable }: PicturesProps) {
  const otherMeasures = other?.measures ?? null;
  const { seconds, charts, quiet } = useMemo(
    () => chartsOf(measures, otherMeasures),
    [measures, otherMeasures],
  );
  const values = readings(measures, stand.moment);
  const others = other && readings(other.measures, momentAt(other.scene.trace, stand.moment.atUs));
  return (
    // A region that scrolls must be reached by the keyboard.
    <div
      className={styles.scroll}
      role="region"
      tabIndex={0}
      aria-label="Metrics over virtual time"
    >
      {!asTable && (
        <div className={styles.charts}>
          {charts.map((chart) => (
            <figure
              key={chart.lines.map(({ metric }) => metric.id).join()}
              className={styles.chart}
            >
              <Caption chart={chart} values={values} others={others} />
              <MetricChart seconds={seconds} chart={chart} />
            </figure>
          ))}
        </div>
      )}
      {charts.length === 0 && <p className={styles.note}>This run moves no metric.</p>}
      {!asTable && quiet.length > 0 && (
        <p className={styles.note}>
          Always 0, or without a value, in this run: {quiet.map(({ title }) => title).join(', ')}.
        </p>
      )}
      <MetricsTable measures={measures} other={other} visible={asTable} />
    </div>
  );
}

interface CaptionProps {
  readonly chart: Chart;
  readonly values: Readings;
  readonly others: Readings | null;
}

function Caption({ chart, values, others }: CaptionProps) {
  const { unit, lines } = chart;
  return (
    <figcaption className={styles.caption}>
      <Title chart={chart} />
      {lines.map(({ metric, label }, i) => (
        <span key={metric.id} className={styles.reading}>
          {lines.length > 1 && (
            <span className={styles.label}>
              <i className={styles.swatch} style={{ background: `var(${lineInk(i)})` }} />
              {label}
            </span>
          )}
          <b className={cx(lines.length === 1 && styles.only)}>
            {metricText(values.get(metric.id) ?? null, unit)}
          </b>
          {others?.has(metric.id) === true && (
            <span className={styles.other}>
              <span className="visually-hidden">, in the other run </span>
              {metricText(others.get(metric.id) ?? null, unit)}
            </span>
          )}
        </span>
      ))}
    </figcaption>
  );
}

/** The same as long as the chart is: only the readings change while it plays. */
const Title = memo(function Title({ chart: { title, lines } }: { readonly chart: Chart }) {
  return (
    <span className={styles.title}>
      {title}
      <Explain about={title} sentences={lines.map(({ metric }) => metric.explain)} />
    </span>
  );
});

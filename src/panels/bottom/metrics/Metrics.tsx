import { useMemo, useState } from 'react';
import type { Branch } from '../../../playback/branches.ts';
import { usePlayback } from '../../../playback/usePlayback.ts';
import { type Chart, chartsOf } from '../../../views/charts.ts';
import type { Measures } from '../../../views/measures.ts';
import { momentAt, type Scene } from '../../../views/scene.ts';
import { type MetricValue, metricText } from '../../../views/tally.ts';
import { Choice } from '../../controls/Choice.tsx';
import { cx } from '../../controls/cx.ts';
import { Explain } from '../../controls/Explain.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { MetricChart } from './MetricChart.tsx';
import styles from './Metrics.module.css';
import { MetricsTable, type Readings } from './MetricsTable.tsx';
import { lineInk } from './plot.ts';
import { useBranchScene } from './useBranchScene.ts';
import { type Stand, useCalmMoment } from './useCalmMoment.ts';
import { useMeasures } from './useMeasures.ts';

const NONE = 'none';
const READ_EVERY_MS = 100;

/** What the flow counts, over the virtual time of the run; beside a branch, if one is chosen. */
export function Metrics() {
  const stand = useCalmMoment(READ_EVERY_MS);
  const { scene } = stand;
  const branches = usePlayback((state) => state.branches);
  const current = usePlayback((state) => state.current);
  const others = branches.filter(({ id, run }) => id !== current && run.flow === scene.flow.id);
  const [chosen, setChosen] = useState(NONE);
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
          onChange={setChosen}
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
  readonly other: { readonly scene: Scene; readonly measures: Measures } | null;
  readonly asTable: boolean;
}

function Pictures({ stand, measures, other, asTable }: PicturesProps) {
  const otherMeasures = other?.measures ?? null;
  const { seconds, charts, quiet } = useMemo(
    () => chartsOf(measures, otherMeasures),
    [measures, otherMeasures],
  );
  const { atUs } = stand.moment;
  const values = new Map(zip(measures, measures.at(stand.moment)));
  const there = new Map(
    other === null ? [] : zip(other.measures, other.measures.at(momentAt(other.scene.trace, atUs))),
  );
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
              <Caption chart={chart} values={values} others={other === null ? null : there} />
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
      <MetricsTable
        {...{ measures, atUs, values }}
        others={other === null ? null : there}
        visible={asTable}
      />
    </div>
  );
}

const zip = ({ metrics }: Measures, values: readonly MetricValue[]) =>
  metrics.map(({ id }, i) => [id, values[i] ?? null] as const);

interface CaptionProps {
  readonly chart: Chart;
  readonly values: Readings;
  readonly others: Readings | null;
}

function Caption({ chart: { title, unit, lines }, values, others }: CaptionProps) {
  return (
    <figcaption className={styles.caption}>
      <span className={styles.title}>
        {title}
        <Explain about={title} sentences={lines.map(({ metric }) => metric.explain)} />
      </span>
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

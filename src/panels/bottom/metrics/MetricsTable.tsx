import { memo } from 'react';
import { readingsAt } from '../../../views/charts.ts';
import type { Measures } from '../../../views/measures.ts';
import { momentAt } from '../../../views/scene.ts';
import { type MetricValue, metricText } from '../../../views/tally.ts';
import { formatTime } from '../../../views/words.ts';
import { marksOf } from '../timescale.ts';
import styles from './Metrics.module.css';
import { type Beside, readings } from './readings.ts';
import { useCalmMoment } from './useCalmMoment.ts';

interface MetricsTableProps {
  readonly measures: Measures;
  readonly other: Beside | null;
  /** Otherwise it is there for those only who do not see the charts. */
  readonly visible: boolean;
}

/** The marks of an axis so wide: some seven instants. */
const AXIS_PX = 560;
/** Who hears it hears it once in a while. */
const SEEN_EVERY_MS = 200;
const HEARD_EVERY_MS = 1_000;

/** What the charts show, as numbers: now, and at some instants before. */
export const MetricsTable = memo(function MetricsTable(props: MetricsTableProps) {
  const { measures, other, visible } = props;
  const { moment } = useCalmMoment(visible ? SEEN_EVERY_MS : HEARD_EVERY_MS);
  const { atUs } = moment;
  const values = readings(measures, moment);
  const others = other && readings(other.measures, momentAt(other.scene.trace, atUs));
  const endUs = measures.instants.at(-1) ?? 0;
  const marks = marksOf({ left: 0, width: AXIS_PX, endUs }).filter((mark) => mark <= atUs);
  return (
    <table className={visible ? styles.table : 'visually-hidden'}>
      <caption className="visually-hidden">Metrics up to {formatTime(atUs)}</caption>
      <thead>
        <tr>
          <th scope="col">Metric</th>
          <th scope="col">Now</th>
          {others !== null && <th scope="col">Other run</th>}
          {marks.map((mark) => (
            <th key={mark} scope="col">
              {mark === 0 ? 'at 0' : formatTime(mark)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {measures.metrics.map(({ id, title, unit }, i) => (
          <tr key={id}>
            <th scope="row">{title}</th>
            <td className={styles.now}>{metricText(values.get(id) ?? null, unit)}</td>
            {others !== null && <td>{metricText(others.get(id) ?? null, unit)}</td>}
            <Past measures={measures} metric={i} count={marks.length} />
          </tr>
        ))}
      </tbody>
    </table>
  );
});

interface PastProps {
  readonly measures: Measures;
  readonly metric: number;
  /** How many marks have passed: it changes seldom. */
  readonly count: number;
}

const Past = memo(function Past({ measures, metric, count }: PastProps) {
  const endUs = measures.instants.at(-1) ?? 0;
  const marks = marksOf({ left: 0, width: AXIS_PX, endUs }).slice(0, count);
  const unit = measures.metrics[metric]?.unit === '%' ? '%' : '';
  const past: readonly MetricValue[] = readingsAt(measures, metric, marks);
  return past.map((value, i) => <td key={marks[i]}>{metricText(value, unit)}</td>);
});

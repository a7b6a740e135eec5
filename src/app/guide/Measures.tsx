import { useEffect, useState } from 'react';
import type { Flow } from '../../flow/flow.ts';
import { type GuideEntry, guideRun, otherRun } from '../../flow/guide.ts';
import type { Run } from '../../flow/run.ts';
import { nextTurn } from '../../playback/clock.ts';
import { Sight } from '../../scenario/sight.ts';
import { endOf, sceneOf } from '../../views/scene.ts';
import { type MetricValue, metricsOf, metricText } from '../../views/tally.ts';
import styles from './Guide.module.css';

interface MeasuresProps {
  readonly flow: Flow;
  readonly entry: GuideEntry;
}

interface Way {
  readonly called: string;
  readonly values: readonly MetricValue[];
}

/** The same workload and seed, done one way and others: what each of them measures at its end. */
export function Measures({ flow, entry }: MeasuresProps) {
  const { called, others, measures } = entry;
  const [ways, setWays] = useState<readonly Way[]>([]);
  useEffect(() => {
    let isGone = false;
    void measured(flow, entry, (way) => !isGone && setWays((before) => [...before, way]));
    return () => {
      isGone = true;
      setWays([]);
    };
  }, [flow, entry]);
  const columns = [called, ...others.map((other) => other.called)];
  const specs = measures.flatMap((id) => flow.metrics.find((metric) => metric.id === id) ?? []);
  return (
    <div className={styles.measures}>
      <table>
        <caption>Measured, with the same users and the same seed</caption>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {specs.map(({ id, title, unit }, row) => (
            <tr key={id}>
              <th scope="row">{title}</th>
              {columns.map((column, i) => {
                const way = ways[i];
                return (
                  <td key={column}>
                    {way === undefined ? '…' : metricText(way.values[row] ?? null, unit)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** One run after the other, with a turn for the page between them. */
async function measured(flow: Flow, entry: GuideEntry, tell: (way: Way) => void): Promise<void> {
  tell(wayOf(flow, entry, entry.called, guideRun(flow, entry.run)));
  for (const other of entry.others) {
    await nextTurn();
    tell(wayOf(flow, entry, other.called, otherRun(flow, entry, other)));
  }
}

function wayOf(flow: Flow, { measures }: GuideEntry, called: string, run: Run): Way {
  const scene = sceneOf(flow, run);
  const sight = new Sight(scene, endOf(scene.trace));
  const there = new Set(metricsOf(scene).map(({ id }) => id));
  return { called, values: measures.map((id) => (there.has(id) ? sight.metric(id) : null)) };
}

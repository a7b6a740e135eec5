import { describe, expect, it } from 'vitest';
import { openingRun } from '../flow/compile.ts';
import type { Metric } from '../flow/property.ts';
import { allFlows } from '../flows/catalogue.ts';
import { Trace } from '../kernel/trace.ts';
import { chartsOf, readingsAt } from './charts.ts';
import { type Measures, measuring } from './measures.ts';
import { endOf, momentAt, momentOf, type Scene, sceneOf } from './scene.ts';
import { metricsOf, metricText, Tally } from './tally.ts';

function measured(scene: Scene): Measures {
  const work = measuring(scene);
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}

const flows = await allFlows();
const scenes = flows.map((flow) => ({ id: flow.id, scene: sceneOf(flow, openingRun(flow)) }));

/** By the whole fold, without samples. */
function countedTo(scene: Scene, index: number, atUs: number): readonly (number | null)[] {
  const tally = new Tally(metricsOf(scene));
  for (const entry of scene.trace.entries.slice(0, index + 1)) tally.take(entry);
  return tally.valuesAt(atUs);
}

describe.each(scenes)('the metrics of $id', ({ scene }) => {
  const measures = measured(scene);

  it('are those that fit the variant and the fixes', () => {
    expect(measures.metrics.length).toBeGreaterThan(0);
    expect(measures.metrics).toEqual(metricsOf(scene));
  });

  it('are at any moment what a fold from the start gives, wherever one looked before', () => {
    const { length } = scene.trace.entries;
    for (const part of [0.9, 0.1, 0.5, 0.51, 0.2, 1]) {
      const moment = momentOf(scene.trace, Math.floor(part * length));
      expect(measures.at(moment)).toEqual(countedTo(scene, moment.index, moment.atUs));
    }
    const later = momentAt(scene.trace, Math.floor(scene.trace.endUs / 3) + 1);
    expect(measures.at(later)).toEqual(countedTo(scene, later.index, later.atUs));
  });

  it('are sampled at rising instants up to the end, and the samples are right', () => {
    const { instants, values } = measures;
    expect(instants.every((atUs, i) => i === 0 || atUs > (instants[i - 1] ?? 0))).toBe(true);
    expect(instants.at(-1)).toBe(scene.trace.endUs);
    for (const part of [0.3, 0.7, 1]) {
      const i = Math.floor(part * (instants.length - 1));
      const atUs = instants[i] ?? 0;
      const { index } = momentAt(scene.trace, atUs);
      expect(values.map((list) => list[i])).toEqual(countedTo(scene, index, atUs));
    }
  });
});

const [first] = scenes;
if (first === undefined) throw new Error('The catalogue is empty.');
const { scene } = first;

describe('measuring', () => {
  it('is done once for a trace', () => {
    expect(measured(scene)).toBe(measured(scene));
  });

  it('gives way now and then in a long trace, and takes its samples from all over it', () => {
    const { trace, long } = longScene();
    expect(measuring(long).next().done).toBe(false);
    const { instants, metrics, values, at } = measured(long);
    expect(instants.length).toBeLessThan(2_000);
    const hits = metrics.findIndex(({ id }) => id === 'hit-ratio');
    expect(values[hits]?.at(-1)).toBe(50);
    expect(at(momentOf(trace, 2_999))[hits]).toBe(50);
    expect(at(momentOf(trace, 0))[hits]).toBe(100);
  });
});

/** Hits and misses in turn, more of them than there are samples. */
function longScene(): { readonly trace: Trace; readonly long: Scene } {
  const trace = new Trace(scene.run);
  const base = { kind: 'fact', actor: 'cache', op: '', cause: -1 } as const;
  for (let id = 0; id < 6_000; id++) {
    trace.add({ ...base, id, atUs: id * 10, fact: { type: id % 2 === 0 ? 'hit' : 'missed' } });
  }
  return { trace, long: { ...scene, trace } };
}

const metric = (id: string, more: Partial<Metric> = {}): Metric => ({
  id,
  title: id,
  unit: '',
  explain: '',
  start: 0,
  on: (state: number) => state,
  value: () => 0,
  ...more,
});

const measuresOf = (
  metrics: readonly Metric[],
  instants: readonly number[],
  values: Measures['values'],
): Measures => ({ metrics, instants, values, at: () => [] });

describe('charts', () => {
  it('leave out what has nothing to tell, and name it', () => {
    const all = [metric('hits'), metric('losses'), metric('latency')];
    const charts = chartsOf(
      measuresOf(
        all,
        [0, 1],
        [
          [0, 2],
          [0, 0],
          [null, null],
        ],
      ),
      null,
    );
    expect(charts.charts.map(({ title }) => title)).toEqual(['Hits']);
    expect(charts.quiet.map(({ id }) => id)).toEqual(['losses', 'latency']);
  });

  it('put what belongs together into one picture, under what they share', () => {
    const waits = [
      metric('p50', { chart: 'Wait', title: 'Wait, median', unit: 'ms' }),
      metric('ready'),
      metric('p99', { chart: 'Wait', title: 'Wait, 99th percentile', unit: 'ms' }),
    ];
    const { charts } = chartsOf(measuresOf(waits, [0], [[1], [2], [3]]), null);
    expect(charts.map(({ title, lines }) => [title, lines.map(({ label }) => label)])).toEqual([
      ['Wait', ['median', '99th percentile']],
      ['Ready', ['ready']],
    ]);
  });

  it('set another run beside this one, on the instants of both', () => {
    const here = measuresOf([metric('hits')], [0, 2_000_000], [[0, 5]]);
    const there = measuresOf([metric('hits')], [0, 1_000_000, 3_000_000], [[0, 1, 2]]);
    const { seconds, charts } = chartsOf(here, there);
    expect(seconds).toEqual([0, 1, 2, 3]);
    expect(charts[0]?.lines[0]?.values).toEqual([0, 0, 5, null]);
    expect(charts[0]?.lines[0]?.others).toEqual([0, 1, 1, 2]);
  });

  it('tell a metric that only the other run moves, and know which the other run lacks', () => {
    const here = measuresOf([metric('hits'), metric('dirty')], [0], [[0], [3]]);
    const there = measuresOf([metric('hits')], [0], [[4]]);
    const { charts } = chartsOf(here, there);
    expect(charts.map(({ lines }) => lines[0]?.others)).toEqual([[4], null]);
  });
});

it('a reading is the value that held at its instant', () => {
  const measures = measuresOf([metric('hits')], [0, 10], [[1, 2]]);
  expect(readingsAt(measures, 0, [0, 5, 10, 20])).toEqual([1, 1, 2, 2]);
});

it('the end of the run is where the last sample stands', () => {
  const { atUs } = endOf(scene.trace);
  expect(measured(scene).instants.at(-1)).toBe(atUs);
});

it.each([
  [null, 'ms', '–'],
  [75, '%', '75 %'],
  [0.031_54, 's', '0.0315 s'],
  [1_234.5, '', '1,235'],
  [1_204, 'B/h', '1,204 B/h'],
])('%s %s is written %s', (value, unit, text) => {
  expect(metricText(value, unit)).toBe(text);
});

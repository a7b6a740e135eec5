/**
 * Metrics over virtual time: folded once for each trace, and sampled. Where there are more facts
 * than samples they are taken evenly over what happened, so that a burst is drawn as finely as a
 * calm; and at even steps of time, for what changes while nothing happens (an age, a rate).
 */
import type { Metric } from '../flow/property.ts';
import type { EntryId } from '../kernel/entry.ts';
import type { Micros } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';
import type { Moment, Scene } from './scene.ts';
import { type MetricValue, metricsOf, Tally } from './tally.ts';

export interface Measures {
  readonly metrics: readonly Metric[];
  /** The instants of the samples: rising, from 0 to the end of the run. */
  readonly instants: readonly Micros[];
  /** By metric: its value at each instant, which holds until the next. */
  readonly values: readonly (readonly MetricValue[])[];
  /** The exact values right after an entry, at an instant. Costs a fold over a small part of the trace. */
  readonly at: (moment: Moment) => readonly MetricValue[];
}

/** Facts between two samples are left out only when there are more of them. */
const SAMPLES_MAX = 1_500;
const STEPS_OF_TIME = 150;
/** Folds that are kept, so that a look at any moment is short. */
const KEPT = 64;
/** Entries between two chances to give way. */
const SLICE = 1_024;

interface Fold {
  readonly index: EntryId;
  readonly tally: Tally;
}

const known = new WeakMap<Trace, Measures>();

/** What is known of a trace already. */
export const knownMeasures = ({ trace }: Scene): Measures | undefined => known.get(trace);

/** Linear in the entries the first time. It yields now and then, for who cannot wait that long. */
export function* measuring(scene: Scene): Generator<void, Measures> {
  const found = known.get(scene.trace);
  if (found !== undefined) return found;
  const { trace } = scene;
  const { entries, endUs } = trace;
  const tally = new Tally(metricsOf(scene));
  const instants: Micros[] = [];
  const values: MetricValue[][] = tally.metrics.map(() => []);
  const folds: Fold[] = [{ index: -1, tally: tally.copy() }];
  const sample = (atUs: Micros): void => {
    const place = instants.at(-1) === atUs ? instants.length - 1 : instants.length;
    instants[place] = atUs;
    tally.valuesAt(atUs).forEach((value, i) => {
      const list = values[i];
      if (list !== undefined) list[place] = value;
    });
  };

  const every = Math.max(1, Math.ceil(seenCount(trace) / SAMPLES_MAX));
  const stepUs = Math.max(1, endUs / STEPS_OF_TIME);
  let nextStepUs = 0;
  let seen = 0;
  for (const entry of entries) {
    for (; nextStepUs < entry.atUs; nextStepUs += stepUs) sample(nextStepUs);
    if (tally.take(entry) && ++seen % every === 0) sample(entry.atUs);
    if (entry.id >= (folds.length * entries.length) / KEPT) {
      folds.push({ index: entry.id, tally: tally.copy() });
    }
    if (entry.id % SLICE === SLICE - 1) yield;
  }
  sample(endUs);
  const measures: Measures = {
    metrics: tally.metrics,
    instants,
    values,
    at: lookup(trace, folds),
  };
  known.set(trace, measures);
  return measures;
}

function seenCount({ entries }: Trace): number {
  let count = 0;
  for (const { kind } of entries) if (kind === 'fact' || kind === 'down' || kind === 'up') count++;
  return count;
}

function lookup({ entries }: Trace, folds: readonly Fold[]): Measures['at'] {
  /** Where one looked last: most often the next look is a little further on. */
  let latest: Fold = { index: -1, tally: folds[0]?.tally.copy() ?? new Tally([]) };
  return ({ index, atUs }) => {
    const kept = folds.findLast((each) => each.index <= index);
    const isNear = latest.index <= index && latest.index >= (kept?.index ?? -1);
    const tally = isNear ? latest.tally : (kept?.tally.copy() ?? new Tally([]));
    for (let i = (isNear ? latest.index : (kept?.index ?? -1)) + 1; i <= index; i++) {
      const entry = entries[i];
      if (entry !== undefined) tally.take(entry);
    }
    latest = { index, tally };
    return tally.valuesAt(atUs);
  };
}

/** Two runs of a flow side by side: which entries differ, what is counted, what is kept. */
import type { Entry, EntryId } from '../kernel/entry.ts';
import type { Micros } from '../kernel/time.ts';
import { divergenceOf } from './divergence.ts';
import { guaranteesAt, type Verdict } from './guarantees.ts';
import type { Moment, Scene } from './scene.ts';
import { sentenceOf } from './sentences.ts';
import { type MetricValue, metricsOf, Tally } from './tally.ts';

export const SIDES = ['was', 'now'] as const;
export type Side = (typeof SIDES)[number];

export interface Difference {
  readonly side: Side;
  readonly entry: EntryId;
  readonly atUs: Micros;
  readonly sentence: string;
  /** The other run has it too, at another instant. */
  readonly moved: boolean;
}

/** From the first divergence on, in the order of time; none when the runs are alike. */
export function differencesOf(was: Scene, now: Scene): Difference[] {
  const fromUs = divergenceOf(was.trace, now.trace);
  if (fromUs === null) return [];
  const [left, right] = [told(was, fromUs), told(now, fromUs)];
  const unlike = (
    side: Side,
    own: readonly Telling[],
    others: readonly Telling[],
  ): Difference[] => {
    const open = new Map<string, Micros[]>();
    for (const { key, atUs } of others) open.set(key, [...(open.get(key) ?? []), atUs]);
    return own.flatMap(({ key, ...telling }) => {
      const times = open.get(key) ?? [];
      if (times.includes(telling.atUs)) return [];
      return [{ side, ...telling, moved: times.length > 0 }];
    });
  };
  return [...unlike('was', left, right), ...unlike('now', right, left)].sort(
    (a, b) => a.atUs - b.atUs || SIDES.indexOf(a.side) - SIDES.indexOf(b.side),
  );
}

interface Telling {
  readonly key: string;
  readonly entry: EntryId;
  readonly atUs: Micros;
  readonly sentence: string;
}

/** More than anybody reads; what comes later follows from these. */
const TOLD_MAX = 4_000;

function told(scene: Scene, fromUs: Micros): Telling[] {
  const list: Telling[] = [];
  const { entries } = scene.trace;
  for (let id = scene.trace.indexAt(fromUs - 1) + 1; id < entries.length; id++) {
    const entry = entries[id];
    if (entry === undefined || !tellsApart(entry)) continue;
    const sentence = sentenceOf(scene, entry);
    list.push({ key: `${entry.kind} ${sentence}`, entry: id, atUs: entry.atUs, sentence });
    if (list.length >= TOLD_MAX) break;
  }
  return list;
}

/** What a person sees happen; a message counts where it sets out, or where it comes to grief. */
function tellsApart({ kind }: Entry): boolean {
  switch (kind) {
    case 'act':
    case 'send':
    case 'lose':
    case 'late':
    case 'fail':
    case 'abandon':
    case 'fault':
    case 'violation':
    case 'seen':
      return true;
    case 'deliver':
    case 'fact':
    case 'down':
    case 'up':
    case 'pause':
    case 'resume':
    case 'spawn':
    case 'step':
    case 'end':
    case 'timer':
    case 'fire':
    case 'cancel':
    case 'over':
      return false;
  }
}

export interface MetricPair {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly was: MetricValue;
  readonly now: MetricValue;
  /** `null` where one of them has nothing to tell. */
  readonly delta: MetricValue;
}

/** The metrics of either run, after these entries; one that a run does not have tells nothing there. */
export function metricPairs(was: Scene, wasAt: EntryId, now: Scene, nowAt: EntryId): MetricPair[] {
  const [before, after] = [valuesAt(was, wasAt), valuesAt(now, nowAt)];
  const ids = new Set([...before.keys(), ...after.keys()]);
  return now.flow.metrics
    .filter(({ id }) => ids.has(id))
    .map(({ id, title, unit }) => {
      const [a, b] = [before.get(id) ?? null, after.get(id) ?? null];
      return { id, title, unit, was: a, now: b, delta: a === null || b === null ? null : b - a };
    });
}

function valuesAt(scene: Scene, index: EntryId): Map<string, MetricValue> {
  const tally = new Tally(metricsOf(scene));
  const { entries } = scene.trace;
  for (let id = 0; id <= index && id < entries.length; id++) {
    const entry = entries[id];
    if (entry !== undefined) tally.take(entry);
  }
  const values = tally.valuesAt(entries[Math.min(index, entries.length - 1)]?.atUs ?? 0);
  return new Map(tally.metrics.map(({ id }, i) => [id, values[i] ?? null]));
}

export interface VerdictPair {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  /** Missing where the run's variant does not promise it. */
  readonly was?: Verdict;
  readonly now?: Verdict;
}

export function verdictPairs(
  was: Scene,
  wasAt: EntryId,
  now: Scene,
  nowAt: EntryId,
): VerdictPair[] {
  const before = new Map(guaranteesAt(was, wasAt).map(({ id, verdict }) => [id, verdict]));
  const after = new Map(guaranteesAt(now, nowAt).map(({ id, verdict }) => [id, verdict]));
  return now.flow.guarantees
    .filter(({ id }) => before.has(id) || after.has(id))
    .map(({ id, ref, title }) => {
      const [a, b] = [before.get(id), after.get(id)];
      return { id, ref, title, ...(a && { was: a }), ...(b && { now: b }) };
    });
}

/** Where the other run stands when this one stands there: the same entry as long as they agree. */
export function alongside(here: Scene, { atUs, index }: Moment, other: Scene): EntryId {
  const { entries } = here.trace;
  if (index >= entries.length - 1) return other.trace.entries.length - 1;
  const same = other.trace.entries[index];
  const entry = entries[index];
  const agrees = same?.atUs === atUs && entry?.atUs === atUs && same.kind === entry.kind;
  return index < 0 || agrees ? index : other.trace.indexAt(atUs);
}

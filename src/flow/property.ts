/** Guarantees and metrics: what a flow promises and what it counts, as folds over what is seen. */
import type { Json, Loose } from '../kernel/json.ts';
import type { Monitor, Seen } from '../kernel/monitor.ts';
import type { Micros } from '../kernel/time.ts';
import type { Fitted, Params } from './flow.ts';

/** A monitor in the making: reads parameters (a bound, say), never a fix. */
export interface Guarantee extends Pick<Fitted, 'variants'> {
  readonly id: string;
  /** The code in the table of the domain document: `C1`, `R1+`. */
  readonly ref: string;
  readonly title: string;
  readonly explain: string;
  /** Workloads for a search, smallest first. */
  readonly workloads: readonly string[];
  /** `boundUs`, where it is given, takes the place of the default bound: `sim break --bound`. */
  readonly monitor: (params: Params, boundUs?: Micros) => Omit<Monitor<Loose>, 'id'>;
  /** For guarantees "within X": the bound's default in µs, from parameters. */
  readonly boundUs?: (params: Params) => Micros;
}

export interface Metric<S extends Json = Json> extends Fitted {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly explain: string;
  /**
   * What the metrics of one picture share, most often a distribution: `Latency`. They have one
   * unit, and their titles begin with it and a comma: `Latency, median`.
   */
  readonly chart?: string;
  readonly start: S;
  readonly on: (state: Loose, seen: Seen, atUs: Micros) => Loose;
  /** `null` while there is nothing to tell. */
  readonly value: (state: Loose, atUs: Micros) => number | null;
}

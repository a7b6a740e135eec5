/**
 * The field guide of a flow, as data: what there is to know, and for each entry a run that shows
 * it. The entry claims what is to be seen in that run, and names what has to change for the claim
 * to fail: both are simulated, on the page and by a test.
 */
import type { Micros } from '../kernel/time.ts';
import type { GuideCheck } from './check.ts';
import { parseFault, parseHold, type Read } from './fault-text.ts';
import type { Flow, ParamValue } from './flow.ts';
import { normalise } from './parse.ts';
import type { Run } from './run.ts';

export interface Guide {
  readonly title: string;
  /** One sentence. */
  readonly say: string;
  readonly groups: readonly GuideGroup[];
}

export interface GuideGroup {
  readonly title: string;
  readonly entries: readonly GuideEntry[];
}

export interface GuideEntry {
  /** `crud.no-validation`: the flow, and a name. Links carry it. */
  readonly id: string;
  readonly title: string;
  readonly what: string;
  /** When one uses it, or what one does about it. */
  readonly use: string;
  /** Of a gap: by what one notices it. */
  readonly sign?: string;
  /** Of a gap: what closes it, in a few words. */
  readonly solution?: string;
  readonly run: GuideRun;
  /** The instant at which to look; the first time that a guarantee breaks, or the end, when left out. */
  readonly lookAtUs?: Micros;
  /** All of it, at the end of the run. */
  readonly claim: readonly GuideCheck[];
  /** The same workload and seed, done otherwise. The claim fails under the first. */
  readonly others: readonly [GuideOther, ...GuideOther[]];
  /** What the run itself is called beside the others, where they are compared: `Synchronous`. */
  readonly called: string;
  /** Ids of metrics that tell them apart. */
  readonly measures: readonly string[];
  /** What whoever builds it must take care of. */
  readonly handles?: readonly string[];
}

/** What differs from the flow's defaults. */
export interface GuideRun {
  readonly variant: string;
  readonly workload: string;
  readonly seed?: number;
  readonly fixes?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, ParamValue>>;
  /** As they are typed: `crash cache @3.2s for 1s`. */
  readonly faults?: readonly string[];
  /** `read-1/SET until read-2/GET`. */
  readonly holds?: readonly string[];
}

export interface GuideOther extends Partial<GuideRun> {
  readonly called: string;
}

/** Throws on a fault or an order that cannot be read: whoever writes a guide is told by its test. */
export function guideRun(flow: Flow, asked: GuideRun): Run {
  const { variant, workload, seed = 1, fixes = {}, params = {}, faults = [], holds = [] } = asked;
  return normalise(flow, {
    version: 1,
    flow: flow.id,
    variant,
    workload,
    seed,
    fixes,
    params,
    faults: faults.map((text) => understood(parseFault(text))),
    holds: holds.map((text) => understood(parseHold(text))),
    inputs: [],
  });
}

/** The same run, done otherwise: fixes and parameters are added, everything else is replaced. */
export const otherRun = (flow: Flow, { run }: GuideEntry, other: GuideOther): Run =>
  guideRun(flow, {
    ...run,
    ...other,
    fixes: { ...run.fixes, ...other.fixes },
    params: { ...run.params, ...other.params },
  });

function understood<T>(read: Read<T>): T {
  if (!read.ok) throw new Error(read.say);
  return read.value;
}

/** The guarantees of the variant, with their verdict so far. */
import type { EntryId, EntryOf } from '../kernel/entry.ts';
import type { Monitor, PropertyKind } from '../kernel/monitor.ts';
import type { Micros } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';
import { keptList } from './equal.ts';
import { type Scene, withTitles } from './scene.ts';
import { sentence } from './words.ts';

export const VERDICTS = [
  'holds so far',
  'holds',
  'broken',
  'not judged yet',
  'seen',
  'not seen yet',
  'not seen',
] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface GuaranteeView {
  readonly id: string;
  readonly ref: string;
  readonly title: string;
  readonly explain: string;
  readonly kind: PropertyKind;
  /** Judged over every order of delivery, or in virtual time. */
  readonly over: Monitor['over'];
  readonly verdict: Verdict;
  /** How often it was broken (of a `sometimes`: seen) so far. */
  readonly count: number;
  /** The first time, with the entries that show it; `null` while there is none. */
  readonly first: Evidence | null;
}

export interface Evidence {
  readonly entry: EntryId;
  readonly atUs: Micros;
  readonly sentence: string;
  readonly because: readonly EntryId[];
}

/** What was told last of each trace: what is still true is the same object. */
const latest = new WeakMap<Trace, readonly GuaranteeView[]>();

/** In the flow's order. */
export function guaranteesAt(scene: Scene, index: EntryId): readonly GuaranteeView[] {
  const views = keptList(latest.get(scene.trace) ?? [], judge(scene, index), ({ id }) => id);
  latest.set(scene.trace, views);
  return views;
}

function judge(scene: Scene, index: EntryId): GuaranteeView[] {
  const { flow, compiled, trace } = scene;
  const found = new Map<string, EntryOf<'violation' | 'seen'>[]>();
  for (const each of trace.violations) {
    if (each.id > index) break;
    const list = found.get(each.guarantee);
    if (list === undefined) found.set(each.guarantee, [each]);
    else list.push(each);
  }
  const judged = isJudged(scene, index);
  return compiled.system.monitors.flatMap(({ id, kind, over }) => {
    const guarantee = flow.guarantees.find((each) => each.id === id);
    if (guarantee === undefined) return [];
    const list = found.get(id) ?? [];
    const { ref, title, explain } = guarantee;
    const verdict = verdictOf(kind, list.length > 0, judged);
    return [
      {
        id,
        ref,
        title,
        explain,
        kind,
        over,
        verdict,
        count: list.length,
        first: evidence(scene, list[0]),
      },
    ];
  });
}

function verdictOf(kind: PropertyKind, found: boolean, judged: boolean): Verdict {
  switch (kind) {
    case 'always':
      if (found) return 'broken';
      return judged ? 'holds' : 'holds so far';
    case 'eventually':
      if (found) return 'broken';
      return judged ? 'holds' : 'not judged yet';
    case 'sometimes':
      if (found) return 'seen';
      return judged ? 'not seen' : 'not seen yet';
  }
}

/** The run was at rest or reached its horizon. */
function isJudged({ trace }: Scene, index: EntryId): boolean {
  const last = trace.entries.at(-1);
  return (
    last?.kind === 'over' && last.id <= index && (last.why === 'rest' || last.why === 'horizon')
  );
}

const evidence = (
  scene: Scene,
  entry: EntryOf<'violation' | 'seen'> | undefined,
): Evidence | null =>
  entry === undefined
    ? null
    : {
        entry: entry.id,
        atUs: entry.atUs,
        sentence: sentence(withTitles(scene, entry.say)),
        because: entry.because,
      };

/** Where to look in the run of a row of the field guide. */
import type { Flow } from '../../flow/flow.ts';
import { type GuideEntry, guideRun } from '../../flow/guide.ts';
import type { Run } from '../../flow/run.ts';
import type { Place } from '../../playback/state.ts';
import { endOf, sceneOf } from '../../views/scene.ts';

/** The instant that it names; else the first violation of what it claims to be broken; else the end. */
export function lookAt(
  flow: Flow,
  entry: GuideEntry,
): { readonly run: Run; readonly place: Place } {
  const run = guideRun(flow, entry.run);
  if (entry.lookAtUs !== undefined) return { run, place: { atUs: entry.lookAtUs } };
  const { trace } = sceneOf(flow, run);
  const broken = entry.claim.flatMap((check) =>
    'guarantee' in check && check.is === 'broken' ? [check.guarantee] : [],
  );
  const names = new Set(
    flow.guarantees
      .filter(({ id, ref }) => broken.includes(id) || broken.includes(ref))
      .map(({ id }) => id),
  );
  const first = trace.violations.find(({ guarantee }) => names.has(guarantee));
  const { atUs, index } = endOf(trace);
  return {
    run,
    place: first === undefined ? { atUs, entry: index } : { atUs: first.atUs, entry: first.id },
  };
}

/** How long until a fault at the playhead is a new branch that can be drawn. */

import type { Fault } from '../../kernel/schedule.ts';
import { createPlayback } from '../../playback/store.ts';
import { diagramAt } from '../../views/diagram.ts';
import { guaranteesAt } from '../../views/guarantees.ts';
import { lifelinesOf } from '../../views/lifelines.ts';
import { nowSentence } from '../../views/now.ts';
import { flows } from '../flows.ts';
import { median } from './measure.ts';
import { type Row, rate } from './row.ts';
import { crowdOf, isEvent } from './workload.ts';

const EVENTS = 10_000;
const ROUNDS = 9;

/** The store without a page, and the views that the page draws at once; drawing itself is not in it. */
export async function branchRow(): Promise<Row> {
  const run = crowdOf(EVENTS);
  const store = createPlayback({ catalogue: flows, run });
  const { trace } = store.getState().scene;
  const middleUs = Math.round(trace.endUs / 2);
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    store.getState().seek(middleUs);
    const fault: Fault = {
      kind: 'crash',
      node: 'cache',
      atUs: middleUs + 1 + round,
      downForUs: 500_000,
    };
    const startMs = performance.now();
    store.getState().addFault(fault);
    await store.getState().settled();
    const { scene, playhead } = store.getState();
    diagramAt(scene, playhead.index);
    guaranteesAt(scene, playhead.index);
    lifelinesOf(scene);
    nowSentence(scene, playhead.index);
    if (round > 0) times.push(performance.now() - startMs);
    store.getState().undo();
    await store.getState().settled();
  }
  const branchMsP50 = median(times);
  const events = trace.entries.filter(isEvent).length;
  return {
    what: `a fault at the playhead of a run of ${rate(events)} events`,
    aim: 'the new branch within 100 ms',
    measured: `${branchMsP50.toFixed(0)} ms in the middle, without drawing`,
    figures: { branchMsP50 },
  };
}

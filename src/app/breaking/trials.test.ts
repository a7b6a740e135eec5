import { expect, test } from 'vitest';
import { openingRun } from '../../flow/compile.ts';
import { allFlows } from '../../flows/catalogue.ts';
import type { Ended } from './jobs.ts';
import type { Listener } from './pool.ts';
import { Trials, type TrialsState } from './trials.ts';

const caching = (await allFlows()).find(({ id }) => id === 'caching');
if (caching === undefined) throw new Error('There is no caching.');
const flow = caching;

/** A pool that searches nothing: it keeps who asked, and for what it was told to go on. */
function setup() {
  const listeners: Listener[] = [];
  const went: number[] = [];
  const pool = {
    add: (listener: Listener) => listeners.push(listener),
    go: (id: number) => void went.push(id),
  };
  const witness = openingRun(flow);
  const { variant, fixes, params } = witness;
  const asked = {
    flow: flow.id,
    setup: { variant, fixes, params },
    guarantee: 'stored',
    workloads: [witness.workload],
    faults: 1,
    delays: 0,
  } as never;
  const states: TrialsState[] = [];
  const trials = new Trials({ pool, flow, asked, witness, states: 100 }, (state) =>
    states.push(state),
  );
  return { trials, listeners, went, asked, witness, now: () => states.at(-1) };
}

const ended = (verdict: string) =>
  ({ decision: { verdict, witness: null }, harmless: true }) as unknown as Ended;

test('trials that were stopped go on where they were, and keep what came out', () => {
  const { trials, listeners, went, asked, witness, now } = setup();
  expect(listeners.length).toBeGreaterThan(1);
  listeners[0]?.onEnd(ended('holds'));
  listeners[1]?.onBegin();
  trials.stopped();
  listeners[1]?.onEnd(ended('unfinished'));
  expect(trials.canGoOn({ asked, witness })).toBe(true);

  trials.resume(100);
  expect(now()?.stopped).toBe(false);
  expect(now()?.singles[0]).toMatchObject({
    at: 'ended',
    ended: { decision: { verdict: 'holds' } },
  });
  expect(now()?.singles[1]?.at).toBe('waiting');
  // The pool's numbers of all that are open: those after the first.
  expect(went).toEqual(listeners.map((_, i) => i + 1).slice(1));
  expect(listeners).toHaveLength(now()?.singles.length ?? 0);
});

test('trials of another witness are others', () => {
  const { trials, asked, witness } = setup();
  trials.stopped();
  expect(trials.canGoOn({ asked, witness: { ...witness, seed: 2 } })).toBe(false);
});

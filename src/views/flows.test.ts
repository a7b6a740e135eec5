/**
 * Goal: whatever a flow of the catalogue does, the views have words and a place for it. Method:
 * the first seconds of every workload of every variant, with a fault on every node and link.
 */
import { describe, expect, it } from 'vitest';
import { choiceOf, openingRun } from '../flow/compile.ts';
import { type Flow, fits } from '../flow/flow.ts';
import { parseRun } from '../flow/parse.ts';
import { workloadsOf } from '../flow/parse-setup.ts';
import type { Run } from '../flow/run.ts';
import { allFlows } from '../flows/catalogue.ts';
import type { Fault } from '../kernel/schedule.ts';
import { diagramAt } from './diagram.ts';
import { entryRow } from './entries.ts';
import { guaranteesAt } from './guarantees.ts';
import { listingsAt } from './listing.ts';
import { faultMenu } from './menus.ts';
import { momentAt, type Scene, sceneOf } from './scene.ts';

const catalogue = await allFlows();

/** Entries beyond these are more of the same. */
const LOOKED_AT = 1_500;

const runsOf = (flow: Flow): Run[] =>
  Object.keys(flow.variants).flatMap((variant) =>
    workloadsOf(flow, variant).map((workload) => ({
      ...openingRun(flow),
      variant,
      workload,
      untilUs: 3_000_000,
    })),
  );

/** The first fault of each node's and link's menu and of a message's, one after the other. */
function battered(scene: Scene): Run {
  const { nodes, links } = scene.compiled.plan;
  const targets = [
    ...nodes.map(({ id }) => ({ kind: 'node', node: id }) as const),
    ...links.map(({ from, to }) => ({ kind: 'link', link: `${from}--${to}` }) as const),
  ];
  const faults: Fault[] = targets.flatMap((target, i) => {
    const atUs = 200_000 + i * 100_000;
    const menu = faultMenu(scene, momentAt(scene.trace, atUs), target);
    return menu.slice(0, 1).map(({ make }) => make(atUs));
  });
  return { ...scene.run, faults };
}

describe.each(catalogue.map((flow) => [flow.id, flow] as const))('%s', (_, flow) => {
  it.each(runsOf(flow).map((run) => [run.variant, run.workload, run] as const))(
    '%s, %s: has words for every entry, calm and battered',
    (_variant, _workload, run) => {
      const calm = sceneOf(flow, run);
      for (const scene of [calm, sceneOf(flow, battered(calm))]) {
        for (const entry of scene.trace.entries.slice(0, LOOKED_AT)) {
          const { sentence, nodeTitle } = entryRow(scene, entry);
          expect(sentence).toMatch(/^[^a-z\s].*[.!?]$/u);
          expect(`${sentence} ${nodeTitle}`).not.toMatch(/undefined|NaN|\[object|Infinity/);
        }
        const { nodes, messages } = diagramAt(scene, scene.trace.indexAt(1_000_000));
        expect(nodes.every(({ title, role }) => title !== '' && role !== '')).toBe(true);
        expect(messages.every(({ label }) => label !== '')).toBe(true);
        const monitors = scene.compiled.system.monitors.length;
        expect(guaranteesAt(scene, scene.trace.entries.length)).toHaveLength(monitors);
      }
    },
  );

  it('lights each of its listings in some run of its variant', () => {
    for (const variant of Object.keys(flow.variants)) {
      const lit = new Set<string>();
      const runs = runsOf(flow).filter((run) => run.variant === variant);
      const { fixes } = choiceOf(flow, openingRun(flow));
      const listings = flow.variants[variant]?.listings.filter(({ when }) =>
        fits(when === undefined ? {} : { when }, variant, fixes),
      );
      for (const run of runs) {
        if (lit.size === listings?.length) break;
        const scene = sceneOf(flow, { ...run, untilUs: 60_000_000 });
        const last = Math.min(scene.trace.entries.length, LOOKED_AT);
        for (let index = 0; index < last && lit.size < (listings?.length ?? 0); index++) {
          for (const { title, lines } of listingsAt(scene, index)) {
            if (lines.some((line) => line.lit)) lit.add(title);
          }
        }
      }
      expect([...lit].sort()).toEqual(listings?.map(({ title }) => title).sort());
    }
  });

  it('offers on its nodes only faults that a run may carry', () => {
    for (const run of runsOf(flow)) {
      const scene = sceneOf(flow, { ...run, untilUs: 300_000 });
      const moment = momentAt(scene.trace, 250_000);
      const faults = scene.compiled.plan.nodes.flatMap(({ id }) =>
        faultMenu(scene, moment, { kind: 'node', node: id }).map(({ make }) => make(250_000)),
      );
      expect(parseRun(catalogue, { ...run, faults: faults.slice(0, 100) })).toMatchObject({
        ok: true,
      });
    }
  });
});

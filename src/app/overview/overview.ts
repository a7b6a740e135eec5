/** What the catalogue's flows hold, in names, counts and a small picture each: made when the app is built. */
import { openingRun } from '../../flow/compile.ts';
import type { Flow, FlowAbout } from '../../flow/flow.ts';
import type { FlowEntry } from '../../flow/library.ts';
import { type Scene, sceneOf } from '../../views/scene.ts';
import { type FlowPicture, pictureOf } from './picture.ts';

export interface FlowOverview extends FlowAbout {
  readonly picture: FlowPicture;
  readonly variants: readonly Named[];
  readonly fixes: number;
  readonly guarantees: readonly GuaranteeName[];
  readonly faults: readonly FaultName[];
  readonly guide: readonly GuideHeads[];
}

export interface Named {
  readonly id: string;
  readonly title: string;
}

export interface GuaranteeName extends Named {
  readonly ref: string;
  /** A variant that has it; the flow's opening one where that does. */
  readonly variant: string;
}

/** Something that can be done to a node as the flow opens. */
export interface FaultName extends Named {
  readonly node: string;
  /** The node's title. */
  readonly on: string;
}

/** A table of the field guide, without what only its page shows. */
export interface GuideHeads {
  readonly title: string;
  readonly entries: readonly GuideHead[];
}
export interface GuideHead extends Named {
  readonly sign?: string;
  readonly solution?: string;
}

/** Loads every flow. */
export const overviewOf = (catalogue: readonly FlowEntry[]): Promise<FlowOverview[]> =>
  Promise.all(catalogue.map(async (entry) => flowOverview(await entry.load())));

async function flowOverview(flow: Flow): Promise<FlowOverview> {
  const { id, title, summary, variants, guarantees } = flow;
  const scene = sceneOf(flow, openingRun(flow));
  const guide = await flow.guide?.();
  return {
    id,
    title,
    summary,
    picture: pictureOf(scene),
    variants: Object.entries(variants).map(([variant, spec]) => ({
      id: variant,
      title: spec.title,
    })),
    fixes: Object.keys(flow.fixes).length,
    guarantees: guarantees.map((guarantee) => ({
      id: guarantee.id,
      ref: guarantee.ref,
      title: guarantee.title,
      variant: variantFor(flow, guarantee.variants),
    })),
    faults: faultNames(scene),
    guide: (guide?.groups ?? []).map((group) => ({
      title: group.title,
      entries: group.entries.map((entry) => ({
        id: entry.id,
        title: entry.title,
        ...(entry.sign !== undefined && { sign: entry.sign }),
        ...(entry.solution !== undefined && { solution: entry.solution }),
      })),
    })),
  };
}

/** A crash of each node, and what the flow adds for it. */
function faultNames({ flow, compiled }: Scene): FaultName[] {
  return compiled.plan.nodes.flatMap(({ id: node, title: on, faults = [] }) => {
    const own = faults.flatMap((fault) => {
      const title = flow.faults[fault]?.title;
      return title === undefined ? [] : [{ id: fault, title, node, on }];
    });
    return [{ id: 'crash', title: 'Crash', node, on }, ...own];
  });
}

const variantFor = ({ opening }: Flow, variants: readonly string[] | undefined): string =>
  variants === undefined || variants.includes(opening.variant)
    ? opening.variant
    : (variants[0] ?? opening.variant);

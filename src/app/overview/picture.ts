/** A flow as a small picture: its real nodes and links, and the messages of its opening run on them. */
import type { MessageKind } from '../../flow/message.ts';
import { paceOf } from '../../playback/pace.ts';
import { diagramAt } from '../../views/diagram.ts';
import { type Box, pathOf } from '../../views/geometry/curve.ts';
import { placesOf, routesOf, sizeOf } from '../../views/geometry/layout.ts';
import { messageInFlight } from '../../views/messages.ts';
import { drawingOf } from '../../views/nodeViews.ts';
import type { Scene } from '../../views/scene.ts';

export interface FlowPicture {
  /** `viewBox` of the drawing. */
  readonly view: string;
  readonly boxes: readonly (readonly [x: number, y: number, width: number, height: number])[];
  /** The `d` of each link's path. */
  readonly links: readonly string[];
  readonly dots: readonly Dot[];
  /** How long the dots move, in seconds of watching, and the instant at which they stand still. */
  readonly endS: number;
  readonly stillS: number;
}

/** A message: the index of its link, whether it goes against the path, when, and of what kind. */
export type Dot = readonly [
  link: number,
  isBack: 0 | 1,
  fromS: number,
  toS: number,
  kind: MessageKind,
];

const HEIGHT = 84;
/** A loop that is short enough to be watched beside other things. */
const LOOP_S = 14;

export function pictureOf(scene: Scene): FlowPicture {
  const { nodes } = scene.compiled.plan;
  const placed = nodes.map((node) => ({ ...node, drawing: drawingOf(node) }));
  const places = placesOf(placed, 'flat');
  const boxes = new Map(
    placed.map((node, i): [string, Box] => {
      const { x, y } = places[i] ?? { x: 0, y: 0 };
      return [node.id, { x, y, height: HEIGHT, ...sizeOf({ drawing: null }) }];
    }),
  );
  const pairs = diagramAt(scene, 0).links.filter(
    ({ from, to }) => boxes.has(from) && boxes.has(to),
  );
  const routes = routesOf(pairs, boxes);
  const { dots, endS, stillS } = dotsOf(
    scene,
    pairs.map(({ from, to }) => [from, to]),
  );
  const all = [...boxes.values()];
  const [left, top] = [Math.min(...all.map(({ x }) => x)), Math.min(...all.map(({ y }) => y))];
  const right = Math.max(...all.map(({ x, width }) => x + width));
  const bottom = Math.max(...all.map(({ y, height }) => y + height));
  return {
    view: [left - 8, top - 8, right - left + 16, bottom - top + 16].map(Math.round).join(' '),
    boxes: all.map(({ x, y, width, height }) => [Math.round(x), Math.round(y), width, height]),
    links: pairs.map(({ id }) => {
      const route = routes.get(id);
      return route === undefined ? '' : pathOf(route.curve).replaceAll('.0', '');
    }),
    dots,
    endS,
    stillS,
  };
}

function dotsOf(scene: Scene, pairs: readonly (readonly [string, string])[]) {
  const pace = paceOf(scene.trace);
  const dots: Dot[] = [];
  for (const entry of scene.trace.entries) {
    if (entry.kind !== 'send' || entry.local) continue;
    const { from, to, kind, sentAtUs, arrivesAtUs } = messageInFlight(scene, entry);
    const link = pairs.findIndex((ends) => ends.includes(from) && ends.includes(to));
    const [fromS, toS] = [pace.toWatch(sentAtUs), pace.toWatch(arrivesAtUs)].map(tenths);
    if (link < 0 || from === to || fromS === undefined || toS === undefined) continue;
    if (toS > LOOP_S) break;
    dots.push([link, pairs[link]?.[0] === from ? 0 : 1, fromS, toS, kind]);
  }
  const endS = Math.max(0, ...dots.map(([, , , toS]) => toS)) + 0.5;
  return { dots, endS: tenths(endS), stillS: fullest(dots) };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** The instant at which most messages, and of most kinds, are well on their way. */
function fullest(dots: readonly Dot[]): number {
  let best = { atS: 0, score: 0 };
  for (const [, , fromS, toS] of dots) {
    const atS = (fromS + toS) / 2;
    const under = dots.filter(([, , from, to]) => from + 0.2 < atS && atS < to - 0.2);
    const score = new Set(under.map(([link, , , , kind]) => `${link} ${kind}`)).size;
    if (score > best.score) best = { atS, score };
  }
  return tenths(best.atS);
}

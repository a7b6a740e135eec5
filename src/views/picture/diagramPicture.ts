/** The diagram at an instant as a picture: boxes with what they hold, links, messages on their way, and what happens. */
import type { Micros } from '../../kernel/time.ts';
import { diagramAt } from '../diagram.ts';
import type { Box } from '../geometry/curve.ts';
import { type Shape as Layout, placesOf, routesOf, sizeOf, withRoom } from '../geometry/layout.ts';
import { guaranteesAt } from '../guarantees.ts';
import { nowSentence } from '../now.ts';
import { runTitle } from '../runWords.ts';
import { type Moment, momentAt, type Scene } from '../scene.ts';
import { formatClock } from '../words.ts';
import { clipped, wrapped } from './letters.ts';
import { linkLine, linkSign, messageParts } from './messageParts.ts';
import { nodePart } from './nodePicture.ts';
import { line, type Picture, type Rect, type Shape, united } from './shapes.ts';

const PAD = 28;
const HEAD = 52;
const FOOT = 84;
const LEAST_WIDTH = 640;

/** `room`: what is kept free for boxes and messages; of this moment alone when left out. */
export function diagramPicture(
  scene: Scene,
  moment: Moment,
  { layout = 'landscape', room }: { readonly layout?: Layout; readonly room?: Rect } = {},
): Picture {
  const bounds = room ?? boundsAt(scene, moment, layout);
  const width = Math.ceil(Math.max(LEAST_WIDTH, bounds.width + 2 * PAD));
  const height = Math.ceil(HEAD + bounds.height + 2 * PAD + FOOT);
  const x = (width - bounds.width) / 2 - bounds.x;
  const y = HEAD + PAD - bounds.y;
  return {
    title: `${runTitle(scene)}, at ${formatClock(moment.atUs)}`,
    description: nowSentence(scene, moment.index),
    width,
    height,
    ground: 'bg',
    shapes: [
      ...drawn(scene, moment, layout, x, y).shapes,
      ...headOf(scene, moment, width),
      ...footOf(scene, moment, width, height),
    ],
  };
}

/** The room that the moments of a span need together: a film does not change its size. */
export function roomFor(
  scene: Scene,
  instants: readonly Micros[],
  layout: Layout = 'landscape',
): Rect {
  return instants
    .map((atUs) => boundsAt(scene, momentAt(scene.trace, atUs), layout))
    .reduce(united);
}

const boundsAt = (scene: Scene, moment: Moment, layout: Layout): Rect =>
  drawn(scene, moment, layout, 0, 0).bounds;

function drawn(
  scene: Scene,
  { index, atUs }: Moment,
  layout: Layout,
  left: number,
  top: number,
): { readonly shapes: readonly Shape[]; readonly bounds: Rect } {
  const { nodes, links, messages } = diagramAt(scene, index);
  const heights = nodes.map((node) => nodePart(node, 0, 0, atUs).height);
  const places = withRoom(placesOf(nodes, layout), heights, layout).map(({ x, y }) => ({
    x: x + left,
    y: y + top,
  }));
  const parts = nodes.map((node, i) => {
    const { x, y } = places[i] ?? { x: left, y: top };
    const { height, shapes } = nodePart(node, x, y, atUs);
    const box: Box = { x, y, height, ...sizeOf(node) };
    return { id: node.id, box, shapes };
  });
  const routes = routesOf(links, new Map(parts.map(({ id, box }) => [id, box])));
  const pills = messageParts(scene, messages, links, routes, atUs);
  const withRoute = links.flatMap((link) => {
    const route = routes.get(link.id);
    return route === undefined ? [] : [{ link, route }];
  });
  return {
    bounds: [...parts.map(({ box }) => box as Rect), ...pills.map(({ rect }) => rect)].reduce(
      united,
    ),
    shapes: [
      ...withRoute.map(({ link, route }) => linkLine(link, route)),
      ...parts.flatMap(({ shapes }) => shapes),
      ...withRoute.flatMap(({ link, route }) => linkSign(link, route)),
      ...pills.flatMap(({ shapes }) => shapes),
    ],
  };
}

function headOf(scene: Scene, { atUs }: Moment, width: number): Shape[] {
  return [
    {
      kind: 'text',
      x: PAD,
      y: 32,
      text: clipped(runTitle(scene), width - 2 * PAD - 120, 15, 'text'),
      size: 15,
      font: 'text',
      weight: 640,
      colour: 'ink',
    },
    {
      kind: 'text',
      x: width - PAD,
      y: 32,
      text: formatClock(atUs),
      size: 15,
      font: 'data',
      weight: 600,
      colour: 'ink',
      anchor: 'end',
    },
    line(`M0 ${HEAD}H${width}`, { colour: 'line', width: 1 }),
  ];
}

/** What happens, and which guarantees were broken so far. */
function footOf(scene: Scene, { index }: Moment, width: number, height: number): Shape[] {
  const room = width - 2 * PAD;
  const broken = guaranteesAt(scene, index).filter(({ verdict }) => verdict === 'broken');
  const titles = broken.map(({ ref, title }) => `${ref} ${title}`).join('; ');
  const top = height - FOOT;
  return [
    line(`M0 ${top}H${width}`, { colour: 'line', width: 1 }),
    ...wrapped(nowSentence(scene, index), room, 13, 'text', 2).map(
      (text, i): Shape => ({
        kind: 'text',
        x: PAD,
        y: top + 24 + i * 19,
        text,
        size: 13,
        font: 'text',
        colour: 'ink',
      }),
    ),
    ...(broken.length === 0
      ? []
      : [
          {
            kind: 'text' as const,
            x: PAD,
            y: top + 66,
            text: clipped(`Broken: ${titles}`, room, 13, 'text'),
            size: 13,
            font: 'text' as const,
            weight: 620,
            colour: 'error' as const,
          },
        ]),
  ];
}

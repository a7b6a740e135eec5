/** From the columns and rows of a flow's nodes to boxes, and from its links to routes between them. */
import type { Drawing } from '../nodeViews.ts';
import {
  anchorOf,
  type Box,
  curveBetween,
  facings,
  hiddenBehind,
  measure,
  type Point,
  type Route,
  type Side,
} from './curve.ts';

const NODE_WIDTH = 184;
/** Of a box with a drawing in it. */
const WIDTHS = { queue: 336, crowd: 288 } as const satisfies Record<Drawing, number>;
/** A crowd has many messages on its way at once: beside it they need more room. */
const BESIDE_CROWD = 56;
const COLUMN_STEP = 312;
/** With more than three columns the width is what is short: the boxes may be larger instead. */
const COLUMN_STEP_OF_MANY = 272;
const ROW_STEP = 206;
/** As close as two boxes of one column may stand. */
const ROW_STEP_MIN = 156;
/** How high boxes with a drawing in them are. */
const HEIGHTS = { queue: 300, crowd: 390 } as const satisfies Record<Drawing, number>;
const BELOW_DRAWING = 46;
/** Upright, columns go down the screen, and boxes of one column stand side by side. */
const UPRIGHT_COLUMN_STEP = 214;
/** Between a box with a drawing and the next column: as much as below the usual one. */
const UPRIGHT_BELOW_DRAWING = 56;
const UPRIGHT_GAP = 56;
const besideCrowd = (drawing: Placed['drawing']): number =>
  drawing === 'crowd' ? BESIDE_CROWD : 0;

export interface Placed {
  readonly column: number;
  readonly row: number;
  /** What is drawn in it: then it is wider, and higher. */
  readonly drawing?: Drawing | null;
}

/** `flat`: the room is much wider than high. */
export type Shape = 'landscape' | 'flat' | 'upright';

const widthOf = ({ drawing }: Pick<Placed, 'drawing'>): number =>
  drawing ? WIDTHS[drawing] : NODE_WIDTH;

/** What the routes must know of a box beside its place and its measured height. */
export const sizeOf = ({
  drawing,
}: Pick<Placed, 'drawing'>): Pick<Box, 'width' | 'nominalHeight'> =>
  drawing ? { width: WIDTHS[drawing], nominalHeight: HEIGHTS[drawing] } : { width: NODE_WIDTH };

/** Columns that no node is in take no room. */
export function placesOf(declared: readonly Placed[], shape: Shape): readonly Point[] {
  const nodes: readonly Folded[] = shape === 'landscape' ? folded(declared) : declared;
  const nearest = nearestRows(nodes);
  const below = stepBelowDrawings(nodes);
  const hasMany = new Set(nodes.map(({ column }) => column)).size > 3;
  switch (shape) {
    case 'landscape':
    case 'flat': {
      // The boxes of a diagram with many columns have larger type, and are higher.
      const isLow = shape === 'flat' && !hasMany;
      const step = Math.max(isLow ? ROW_STEP_MIN / finite(nearest) : ROW_STEP, below);
      const columnStep = hasMany ? COLUMN_STEP_OF_MANY : COLUMN_STEP;
      const xOf = columnsOf(
        nodes,
        (node) =>
          columnStep + widthOf(node) - NODE_WIDTH + besideCrowd(node.drawing) + (node.aside ?? 0),
      );
      return nodes.map(({ column, row, aside = 0 }) => ({ x: xOf(column) + aside, y: row * step }));
    }
    case 'upright': {
      const beside = nodes.filter((node) => isBesideAnother(node, nodes));
      const widest = Math.max(NODE_WIDTH, ...beside.map(widthOf));
      const step = (widest + UPRIGHT_GAP) / finite(nearest);
      const yOf = columnsOf(nodes, ({ drawing }) =>
        drawing
          ? HEIGHTS[drawing] + UPRIGHT_BELOW_DRAWING + besideCrowd(drawing) / 2
          : UPRIGHT_COLUMN_STEP,
      );
      return nodes.map((node) => ({
        x: node.row * step - (widthOf(node) - NODE_WIDTH) / 2,
        y: yOf(node.column),
      }));
    }
  }
}

interface Folded extends Placed {
  /** How far from the place where its column begins. */
  readonly aside?: number;
}

/** More columns make the type too small to read. */
const COLUMNS_ACROSS = 4;
const ROWS_BELOW_DRAWING = 1.7;
const BESIDE_FOLDED = 64;

/** Where there are too many columns, a last box that stands alone goes back below a drawing that has room there. */
function folded(nodes: readonly Placed[]): readonly Folded[] {
  const columns = [...new Set(nodes.map(({ column }) => column))].sort((a, b) => b - a);
  const [last, , before] = columns;
  const drawn = nodes.filter(({ column }) => column === before);
  const [above] = drawn;
  const isAlone = nodes.filter(({ column }) => column === last).length === 1;
  if (columns.length <= COLUMNS_ACROSS || !isAlone || drawn.length !== 1 || !above?.drawing) {
    return nodes;
  }
  // At the side from which its lines come, and so far beyond that they keep apart from others.
  const aside = widthOf(above) - NODE_WIDTH + BESIDE_FOLDED;
  return nodes.map((node) =>
    node.column === last
      ? { ...node, column: above.column, row: above.row + ROWS_BELOW_DRAWING, aside }
      : node,
  );
}

/** As near as a box may come to one above it that has grown. */
const NEAR = 34;

/**
 * The same places, where each box has room for its height: what stands below one that is higher
 * than its place moves down. Upright, the boxes of one line stay on one line.
 */
export function withRoom(
  places: readonly Point[],
  heights: readonly number[],
  shape: Shape,
): readonly Point[] {
  const isAbove = (upper: Point, lower: Point): boolean =>
    upper.y < lower.y && (shape === 'upright' || Math.abs(upper.x - lower.x) < NODE_WIDTH);
  const order = places.map((_, i) => i).sort((a, b) => (places[a]?.y ?? 0) - (places[b]?.y ?? 0));
  const moved = [...places];
  for (const i of order) {
    const place = places[i];
    if (place === undefined) continue;
    const ends = places.flatMap((upper, k) =>
      isAbove(upper, place) ? [(moved[k]?.y ?? 0) + (heights[k] ?? 0) + NEAR] : [],
    );
    moved[i] = { x: place.x, y: Math.max(place.y, ...ends) };
  }
  return moved;
}

const isBesideAnother = (node: Placed, nodes: readonly Placed[]): boolean =>
  nodes.some((each) => each !== node && each.column === node.column);

/** Where each column begins: after the room that the box needs which needs most. */
function columnsOf(
  nodes: readonly Folded[],
  roomOf: (node: Folded) => number,
): (column: number) => number {
  const places = new Map<number, number>();
  let place = 0;
  let room = 0;
  for (const column of [...new Set(nodes.map((each) => each.column))].sort((a, b) => a - b)) {
    place += room;
    places.set(column, place);
    room = Math.max(...nodes.filter((each) => each.column === column).map(roomOf));
  }
  return (column) => places.get(column) ?? 0;
}

/** How far apart rows must be so that no drawing reaches into the box below it. */
function stepBelowDrawings(nodes: readonly Placed[]): number {
  const steps = nodes.map(({ drawing, column, row }) => {
    const below = nodes.filter((each) => each.column === column && each.row > row);
    if (!drawing || below.length === 0) return 0;
    return (HEIGHTS[drawing] + BELOW_DRAWING) / (Math.min(...below.map((each) => each.row)) - row);
  });
  return Math.max(0, ...steps);
}

/** How many rows lie between the closest two boxes of one column. */
function nearestRows(nodes: readonly Placed[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const upper of nodes) {
    for (const lower of nodes) {
      if (upper.column === lower.column && upper.row < lower.row) {
        nearest = Math.min(nearest, lower.row - upper.row);
      }
    }
  }
  return nearest;
}

/** Where no column has two boxes, any distance does. */
const finite = (rows: number): number => (Number.isFinite(rows) ? rows : 1);

/** Two nodes that a link joins, whichever way: drawn as one line. */
export interface Pair {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** The routes of all pairs, from `from` to `to`. Lines that meet at one side of a box keep apart. */
export function routesOf(
  pairs: readonly Pair[],
  boxes: ReadonlyMap<string, Box>,
): ReadonlyMap<string, Route> {
  interface End {
    readonly pair: string;
    readonly at: 'from' | 'to';
    readonly other: Box;
  }
  const sides = new Map<string, End[]>();
  const chosen = new Map<string, readonly [Side, Side]>();
  for (const { id, from, to } of pairs) {
    const boxA = boxes.get(from);
    const boxB = boxes.get(to);
    if (boxA === undefined || boxB === undefined) continue;
    const [sideA, sideB] = openSides(boxA, boxB, [...boxes.values()]);
    chosen.set(id, [sideA, sideB]);
    push(sides, `${from} ${sideA}`, { pair: id, at: 'from', other: boxB });
    push(sides, `${to} ${sideB}`, { pair: id, at: 'to', other: boxA });
  }

  const places = new Map<string, number>();
  for (const [key, ends] of sides) {
    const upright = key.endsWith('left') || key.endsWith('right');
    ends.sort((one, two) => (upright ? one.other.y - two.other.y : one.other.x - two.other.x));
    ends.forEach(({ pair, at }, i) => {
      places.set(`${pair} ${at}`, i - (ends.length - 1) / 2);
    });
  }

  const routes = new Map<string, Route>();
  for (const { id, from, to } of pairs) {
    const boxA = boxes.get(from);
    const boxB = boxes.get(to);
    const [sideA, sideB] = chosen.get(id) ?? [];
    if (!boxA || !boxB || !sideA || !sideB) continue;
    const start = anchorOf(boxA, sideA, places.get(`${id} from`) ?? 0);
    const end = anchorOf(boxB, sideB, places.get(`${id} to`) ?? 0);
    routes.set(id, measure(curveBetween(start, sideA, end, sideB)));
  }
  return routes;
}

/** The sides between which the least of the way lies behind other boxes. */
function openSides(a: Box, b: Box, boxes: readonly Box[]): readonly [Side, Side] {
  const [first, ...others] = facings(a, b);
  if (others.length === 0) return first;
  const hidden = ([sideA, sideB]: readonly [Side, Side]): number => {
    const [from, to] = [anchorOf(a, sideA, 0), anchorOf(b, sideB, 0)];
    const route = measure(curveBetween(from, sideA, to, sideB));
    return boxes.reduce(
      (sum, each) => sum + (each === a || each === b ? 0 : hiddenBehind(route, each)),
      0,
    );
  };
  return others.reduce((best, each) => (hidden(each) < hidden(best) ? each : best), first);
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/** From the columns and rows of a flow's nodes to boxes, and from its links to routes between them. */
import {
  anchorOf,
  type Box,
  curveBetween,
  facing,
  measure,
  type Point,
  type Route,
  type Side,
} from './curve.ts';

export const NODE_WIDTH = 184;
const COLUMN_STEP = 312;
/** With more than three columns the width is what is short: the boxes may be larger instead. */
const COLUMN_STEP_OF_MANY = 272;
const ROW_STEP = 206;
/** As close as two boxes of one column may stand. */
const ROW_STEP_MIN = 156;
/** Upright, columns go down the screen, and boxes of one column stand side by side. */
const UPRIGHT_COLUMN_STEP = 214;
const UPRIGHT_GAP = 56;

export interface Placed {
  readonly column: number;
  readonly row: number;
}

/** `flat`: the room is much wider than high. */
export type Shape = 'landscape' | 'flat' | 'upright';

export function placesOf(nodes: readonly Placed[], shape: Shape): readonly Point[] {
  const nearest = nearestRows(nodes);
  const columnStep = isWide(nodes) ? COLUMN_STEP_OF_MANY : COLUMN_STEP;
  switch (shape) {
    case 'landscape':
      return nodes.map(({ column, row }) => ({ x: column * columnStep, y: row * ROW_STEP }));
    case 'flat': {
      // The boxes of a wide diagram have larger type, and are higher.
      const step = isWide(nodes) ? ROW_STEP : ROW_STEP_MIN / nearest;
      return nodes.map(({ column, row }) => ({ x: column * columnStep, y: row * step }));
    }
    case 'upright': {
      const step = (NODE_WIDTH + UPRIGHT_GAP) / nearest;
      return nodes.map(({ column, row }) => ({ x: row * step, y: column * UPRIGHT_COLUMN_STEP }));
    }
  }
}

const isWide = (nodes: readonly Placed[]): boolean =>
  new Set(nodes.map(({ column }) => column)).size > 3;

/** How many rows lie between the closest two boxes of one column. */
function nearestRows(nodes: readonly Placed[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const [i, a] of nodes.entries()) {
    for (const b of nodes.slice(i + 1)) {
      if (a.column === b.column && a.row !== b.row) {
        nearest = Math.min(nearest, Math.abs(a.row - b.row));
      }
    }
  }
  return Number.isFinite(nearest) ? nearest : 1;
}

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
    const [sideA, sideB] = facing(boxA, boxB);
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

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

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

const NODE_WIDTH = 184;
/** Of a box with a drawing in it. */
const WIDE_WIDTH = 288;
const COLUMN_STEP = 312;
/** With more than three columns the width is what is short: the boxes may be larger instead. */
const COLUMN_STEP_OF_MANY = 272;
const ROW_STEP = 206;
/** As close as two boxes of one column may stand. */
const ROW_STEP_MIN = 156;
/** Below a box with a drawing in it. */
const WIDE_ROW_STEP = 346;
const WIDE_HEIGHT = 280;
/** Upright, columns go down the screen, and boxes of one column stand side by side. */
const UPRIGHT_COLUMN_STEP = 214;
/** Below a row with a drawing in it. */
const UPRIGHT_WIDE_MORE = 110;
const UPRIGHT_GAP = 56;

export interface Placed {
  readonly column: number;
  readonly row: number;
  /** There is a drawing in it: it is wider, and higher. */
  readonly wide?: boolean;
}

/** `flat`: the room is much wider than high. */
export type Shape = 'landscape' | 'flat' | 'upright';

const widthOf = ({ wide = false }: Pick<Placed, 'wide'>): number =>
  wide ? WIDE_WIDTH : NODE_WIDTH;

/** What the routes must know of a box beside its place and its measured height. */
export const sizeOf = ({
  wide = false,
}: Pick<Placed, 'wide'>): Pick<Box, 'width' | 'nominalHeight'> =>
  wide ? { width: WIDE_WIDTH, nominalHeight: WIDE_HEIGHT } : { width: NODE_WIDTH };

/** Columns that no node is in take no room. */
export function placesOf(nodes: readonly Placed[], shape: Shape): readonly Point[] {
  const nearest = nearestRows(nodes);
  const below = WIDE_ROW_STEP / nearestRows(nodes, (upper) => upper.wide === true);
  const hasMany = new Set(nodes.map(({ column }) => column)).size > 3;
  switch (shape) {
    case 'landscape':
    case 'flat': {
      // The boxes of a diagram with many columns have larger type, and are higher.
      const isLow = shape === 'flat' && !hasMany;
      const step = Math.max(isLow ? ROW_STEP_MIN / finite(nearest) : ROW_STEP, below);
      const columnStep = hasMany ? COLUMN_STEP_OF_MANY : COLUMN_STEP;
      const xOf = columnsOf(nodes, columnStep, WIDE_WIDTH - NODE_WIDTH);
      return nodes.map(({ column, row }) => ({ x: xOf(column), y: row * step }));
    }
    case 'upright': {
      const widest = Math.max(...nodes.map(widthOf));
      const step = (widest + UPRIGHT_GAP) / finite(nearest);
      const yOf = columnsOf(nodes, UPRIGHT_COLUMN_STEP, UPRIGHT_WIDE_MORE);
      return nodes.map((node) => ({
        x: node.row * step - (widthOf(node) - NODE_WIDTH) / 2,
        y: yOf(node.column),
      }));
    }
  }
}

/** Where each column begins. After one with a drawing there is more room. */
function columnsOf(
  nodes: readonly Placed[],
  step: number,
  more: number,
): (column: number) => number {
  const places = new Map<number, number>();
  let place = 0;
  let former: number | undefined;
  for (const column of [...new Set(nodes.map((each) => each.column))].sort((a, b) => a - b)) {
    if (former !== undefined) {
      const isWide = nodes.some((each) => each.column === former && each.wide === true);
      place += Math.min(1, column - former) * step + (isWide ? more : 0);
    }
    places.set(column, place);
    former = column;
  }
  return (column) => places.get(column) ?? 0;
}

/** How many rows lie between the closest two boxes of one column, of those whose upper one counts. */
function nearestRows(
  nodes: readonly Placed[],
  counts: (upper: Placed) => boolean = () => true,
): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const upper of nodes.filter(counts)) {
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

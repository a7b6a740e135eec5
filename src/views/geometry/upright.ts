/** Whether a diagram is larger when it stands upright: asked only where two share the page. */
import { NOMINAL_HEIGHT } from './curve.ts';
import { type Placed, placesOf, type Shape, sizeOf } from './layout.ts';

/** A room much wider than high. */
const FLAT_FROM = 1.75;

/** How columns go across a room of this size. */
const shapeAcross = (width: number, height: number): Shape =>
  height > 0 && width / height > FLAT_FROM ? 'flat' : 'landscape';

/** People read across: columns go down only where that makes boxes so much larger. */
const UPRIGHT_FROM = 1.2;

/** Whether boxes can be larger when columns go down the room than when they go across it. */
export function isLargerUpright(nodes: readonly Placed[], width: number, height: number): boolean {
  const scaleOf = (shape: Shape): number => {
    const boxes = placesOf(nodes, shape).map((place, i) => ({
      ...place,
      ...sizeOf(nodes[i] ?? {}),
    }));
    const across = span(boxes.map(({ x, width: own }) => [x, x + own]));
    const down = span(boxes.map(({ y, nominalHeight = NOMINAL_HEIGHT }) => [y, y + nominalHeight]));
    return Math.min(width / across, height / down);
  };
  return scaleOf('upright') > UPRIGHT_FROM * scaleOf(shapeAcross(width, height));
}

const span = (parts: readonly (readonly [number, number])[]): number =>
  Math.max(...parts.map(([, to]) => to)) - Math.min(...parts.map(([from]) => from));

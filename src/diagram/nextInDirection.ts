/** Which of several elements lies next in the direction of an arrow key. */

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

interface Way {
  readonly element: HTMLElement;
  /** Pixels in the direction of the key, and at right angles to it. */
  readonly ahead: number;
  readonly aside: number;
}

/**
 * The nearest of the connected elements that lie rather ahead than aside; else the nearest of
 * all that lie ahead. `undefined` for other keys, and where there is none.
 */
export function nextInDirection(
  key: string,
  from: Element,
  all: readonly HTMLElement[],
  isConnected: (element: HTMLElement) => boolean,
): HTMLElement | undefined {
  const direction = DIRECTIONS[key];
  if (direction === undefined) return undefined;
  const [dx, dy] = direction;
  const here = middleOf(from);
  const ways = all.flatMap((element): Way[] => {
    const there = middleOf(element);
    const ahead = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    return element === from || ahead <= 1 ? [] : [{ element, ahead, aside }];
  });
  const connected = ways.filter((way) => way.ahead >= way.aside && isConnected(way.element));
  return nearest(connected.length > 0 ? connected : ways)?.element;
}

/** What lies aside is farther than it looks. */
const nearest = (ways: readonly Way[]): Way | undefined =>
  ways.toSorted((a, b) => a.ahead + 2 * a.aside - b.ahead - 2 * b.aside)[0];

function middleOf(element: Element): { x: number; y: number } {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

/** Which of several elements lies next in the direction of an arrow key. */

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** Straight ahead counts as near, aside as far. `undefined` for other keys, and where nothing is. */
export function nextInDirection(
  key: string,
  from: Element,
  all: readonly HTMLElement[],
): HTMLElement | undefined {
  const direction = DIRECTIONS[key];
  if (direction === undefined) return undefined;
  const [dx, dy] = direction;
  const here = middleOf(from);
  let best: { element: HTMLElement; distance: number } | undefined;
  for (const element of all) {
    const there = middleOf(element);
    const ahead = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    if (element === from || ahead <= 1) continue;
    const distance = ahead + aside * 2;
    if (best === undefined || distance < best.distance) best = { element, distance };
  }
  return best?.element;
}

function middleOf(element: Element): { x: number; y: number } {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

/**
 * Where on its link a pill stands: messages of one direction keep to one side of the line, and
 * those that are under way together keep apart.
 */
import type { MessageInFlight } from '../views/messages.ts';
import { along, type Point, type Route } from './curve.ts';
import type { Pair } from './layout.ts';

const BESIDE_A_LEVEL_LINE = 15;
const BESIDE_AN_UPRIGHT_LINE = 62;
const BETWEEN_LANES = 26;
/** More than these share lanes: one can no longer read them anyway. */
const LANES = 4;

export interface Lane {
  readonly route: Route;
  /** Against the way in which the link was drawn. */
  readonly backwards: boolean;
  /** From the line to the pill's middle. */
  readonly aside: Point;
}

/** The lanes that messages took when they were first seen; mutable, one for each diagram. */
export type Levels = Map<MessageInFlight['send'], number>;

/** A lane for each message. Forgets the levels of those that have arrived. */
export function lanesOf(
  messages: readonly MessageInFlight[],
  pairs: readonly Pair[],
  routes: ReadonlyMap<string, Route>,
  levels: Levels,
): ReadonlyMap<MessageInFlight['send'], Lane> {
  const here = new Set(messages.map(({ send }) => send));
  for (const send of levels.keys()) if (!here.has(send)) levels.delete(send);

  const used = new Map<string, Set<number>>();
  const way = ({ from, to }: MessageInFlight) => `${from} ${to}`;
  for (const message of messages) {
    const level = levels.get(message.send);
    if (level !== undefined) levelsOn(used, way(message)).add(level);
  }

  const lanes = new Map<MessageInFlight['send'], Lane>();
  for (const message of messages) {
    const found = pairOf(pairs, message);
    const route = found && routes.get(found.id);
    if (!found || !route) continue;
    const taken = levelsOn(used, way(message));
    const level = levels.get(message.send) ?? lowestFree(taken);
    levels.set(message.send, level);
    taken.add(level);
    const backwards = found.from !== message.from;
    lanes.set(message.send, { route, backwards, aside: asideOf(route, backwards, level % LANES) });
  }
  return lanes;
}

export function placeIn({ route, backwards, aside }: Lane, part: number): Point {
  const { x, y } = along(route, backwards ? 1 - part : part);
  return { x: x + aside.x, y: y + aside.y };
}

/** At right angles to the line, on the left of the way that the message goes. */
function asideOf({ curve: { from, to } }: Route, backwards: boolean, level: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const sign = backwards ? -1 : 1;
  const x = ((to.y - from.y) / length) * sign;
  const y = (-(to.x - from.x) / length) * sign;
  const far =
    Math.abs(y) * (BESIDE_A_LEVEL_LINE + level * BETWEEN_LANES) +
    Math.abs(x) * (BESIDE_AN_UPRIGHT_LINE + level * BETWEEN_LANES);
  return { x: x * far, y: y * far };
}

function pairOf(pairs: readonly Pair[], { from, to }: MessageInFlight): Pair | undefined {
  return pairs.find(
    (pair) => (pair.from === from && pair.to === to) || (pair.from === to && pair.to === from),
  );
}

function levelsOn(used: Map<string, Set<number>>, way: string): Set<number> {
  const found = used.get(way) ?? new Set<number>();
  used.set(way, found);
  return found;
}

function lowestFree(taken: ReadonlySet<number>): number {
  let level = 0;
  while (taken.has(level)) level++;
  return level;
}

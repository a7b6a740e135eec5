/**
 * Where on its link a pill stands: on the line; and those that are under way together keep apart.
 */
import type { MessageInFlight } from '../messages.ts';
import { along, heading, type Point, type Route } from './curve.ts';
import type { Pair } from './layout.ts';

const LANES_BESIDE_A_LEVEL_LINE_PX = 27;
const LANES_BESIDE_AN_UPRIGHT_LINE_PX = 100;
/** More than these share lanes: one can no longer read them anyway. */
const LANES = 5;

/** A message that is dropped vanishes half-way. */
export const DROPPED_AT = 0.5;
/** The way from box to box, without the ends where a pill would cover the box. */
export const PILL_MARGIN = 0.06;

export interface Lane {
  readonly route: Route;
  /** Against the way in which the link was drawn. */
  readonly backwards: boolean;
  /** 0 is on the line, 1 and -1 are beside it. */
  readonly place: number;
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
  for (const message of messages) {
    const level = levels.get(message.send);
    const found = pairOf(pairs, message);
    if (level !== undefined && found !== undefined) levelsOn(used, found.id).add(level);
  }

  const lanes = new Map<MessageInFlight['send'], Lane>();
  for (const message of messages) {
    const found = pairOf(pairs, message);
    const route = found && routes.get(found.id);
    if (!found || !route) continue;
    const taken = levelsOn(used, found.id);
    const level = levels.get(message.send) ?? lowestFree(taken);
    levels.set(message.send, level);
    taken.add(level);
    const backwards = backwardsOn(found, message);
    lanes.set(message.send, { route, backwards, place: placeOf(level % LANES) });
  }
  return lanes;
}

/** Where the pill's middle stands after a part of its way. */
export function placeIn({ route, backwards, place }: Lane, part: number): Point {
  const way = backwards ? 1 - part : part;
  const { x, y } = along(route, way);
  if (place === 0) return { x, y };
  const ahead = heading(route, way);
  const far =
    place *
    (Math.abs(ahead.x) * LANES_BESIDE_A_LEVEL_LINE_PX +
      Math.abs(ahead.y) * LANES_BESIDE_AN_UPRIGHT_LINE_PX);
  return { x: x + ahead.y * far, y: y - ahead.x * far };
}

/** On the line, then to both sides in turn: 0, 1, -1, 2, -2. */
const placeOf = (level: number): number => Math.ceil(level / 2) * (level % 2 === 1 ? 1 : -1);

/** The line on which a message is drawn. */
export function pairOf(
  pairs: readonly Pair[],
  { from, to }: Pick<MessageInFlight, 'from' | 'to'>,
): Pair | undefined {
  return pairs.find(
    (pair) => (pair.from === from && pair.to === to) || (pair.from === to && pair.to === from),
  );
}

/** Against the way in which the line was drawn. */
export const backwardsOn = (pair: Pair, { from }: MessageInFlight): boolean => pair.from !== from;

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

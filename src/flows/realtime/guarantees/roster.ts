/**
 * What is remembered of each client, by its actor. In chunks, so that a change among thousands
 * copies little: a guarantee's state may not be changed in place.
 */
import type { Seen } from '../../../kernel/monitor.ts';
import { type ActorId, nodeOf } from '../../../kernel/system.ts';

export interface Member {
  readonly actor: ActorId;
}
/** Chunks in the order of their actors, and so the members of each. */
export type Roster<M extends Member> = readonly (readonly M[])[];

/** Two thousand clients make about this many chunks of this size. */
const CHUNK = 48;

export function find<M extends Member>(roster: Roster<M>, actor: ActorId): M | undefined {
  const chunk = roster[chunkOf(roster, actor)];
  const member = chunk?.[placeIn(chunk, actor)];
  return member?.actor === actor ? member : undefined;
}

export function put<M extends Member>(roster: Roster<M>, member: M): Roster<M> {
  if (roster.length === 0) return [[member]];
  const at = chunkOf(roster, member.actor);
  const chunk = roster[at] ?? [];
  const place = placeIn(chunk, member.actor);
  if (chunk[place]?.actor === member.actor) return roster.with(at, chunk.with(place, member));
  const grown = chunk.toSpliced(place, 0, member);
  if (grown.length <= CHUNK) return roster.with(at, grown);
  return roster.toSpliced(at, 1, grown.slice(0, CHUNK / 2), grown.slice(CHUNK / 2));
}

export function without<M extends Member>(
  roster: Roster<M>,
  goes: (member: M) => boolean,
): Roster<M> {
  if (!roster.some((chunk) => chunk.some(goes))) return roster;
  return roster
    .map((chunk) => chunk.filter((member) => !goes(member)))
    .filter((chunk) => chunk.length > 0);
}

/** Who begins anew after a crash remembers nothing, and nothing is remembered of it. */
export function withoutFallen<M extends Member>(roster: Roster<M>, seen: Seen): Roster<M> {
  return seen.kind === 'down'
    ? without(roster, ({ actor }) => nodeOf(actor) === seen.node)
    : roster;
}

export function* members<M extends Member>(roster: Roster<M>): Generator<M, void> {
  for (const chunk of roster) yield* chunk;
}

/** The last chunk that begins at or before the actor; the first one if none does. */
function chunkOf<M extends Member>(roster: Roster<M>, actor: ActorId): number {
  let low = 0;
  let high = roster.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((roster[middle]?.[0]?.actor ?? '') <= actor) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

function placeIn<M extends Member>(chunk: readonly M[], actor: ActorId): number {
  let low = 0;
  let high = chunk.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((chunk[middle]?.actor ?? '') < actor) low = middle + 1;
    else high = middle;
  }
  return low;
}

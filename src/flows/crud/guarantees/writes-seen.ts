/** The writes to each item with their versions, and from which version each was made. */
import type { Seen } from '../../../kernel/monitor.ts';
import { factIn, remembering } from './seen.ts';

export interface Write {
  readonly key: string;
  readonly op: string;
  /** Who asked for it: of a crowd, each is somebody else. */
  readonly user: string;
  readonly version: number;
  /** The version that it was made from; `null`: from none that anybody looked at. */
  readonly base: number | null;
}

/** What a user is about. */
export interface Asked {
  readonly op: string;
  readonly user: string;
  /** What they look at; empty for what is not there yet. */
  readonly key: string;
  readonly base: number | null;
}

export interface Writes {
  readonly asked: readonly Asked[];
  readonly writes: readonly Write[];
}

export const NO_WRITES: Writes = { asked: [], writes: [] };

/** So many are compared. Of who asked more are known: an answer may take long. */
const KEPT = 60;
const WRITES = ['changed', 'taken', 'deleted'];

export function withSeen(state: Writes, seen: Seen): Writes {
  const found = factIn(seen);
  if (found === null) return state;
  const { fact, op, actor } = found;
  const version = fact['version'] === undefined ? null : Number(fact['version']);
  const known = state.asked.find((each) => each.op === op);
  switch (fact.type) {
    case 'asked': {
      if (fact['verb'] === 'list' || fact['verb'] === 'open') return state;
      const mine = { op, user: actor, key: String(fact['key'] ?? ''), base: version };
      return { ...state, asked: remembering(state.asked, mine) };
    }
    case 'based': {
      if (known === undefined) return state;
      const next = { ...known, base: version };
      return { ...state, asked: [...state.asked.filter((each) => each !== known), next] };
    }
  }
  if (!WRITES.includes(fact.type) || version === null) return state;
  // Whoever asked so long ago that it is forgotten is not judged.
  if (known === undefined) return state;
  // One unit less of what there is: the database itself reads what it writes.
  const base = fact['relative'] === true ? version - 1 : known.base;
  const write = { key: String(fact['key']), op, user: known.user, version, base };
  return { ...state, writes: [...state.writes, write].slice(-KEPT) };
}

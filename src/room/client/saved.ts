/** What this tab remembers of a room over a reload: its pass, and how often it came. */

export interface Saved {
  readonly pass: string | null;
  /** Connections so far, see `Presence.n`. */
  readonly n: number;
  readonly name: string | null;
  /** The last vote: `poll/round`, and what was chosen. */
  readonly vote: readonly [string, string] | null;
}

/** What `sessionStorage` does; where there is none, a map. */
export type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export const NOTHING: Saved = { pass: null, n: 0, name: null, vote: null };

export function load(memory: Memory, key: string): Saved {
  try {
    const found = JSON.parse(memory.getItem(key) ?? '{}') as Partial<Saved>;
    const { pass, n, name, vote } = found;
    return {
      pass: typeof pass === 'string' ? pass : null,
      n: Number.isSafeInteger(n) ? Number(n) : 0,
      name: typeof name === 'string' ? name : null,
      vote: Array.isArray(vote) && vote.length === 2 ? vote : null,
    };
  } catch {
    return NOTHING;
  }
}

export function save(memory: Memory, key: string, saved: Saved): void {
  try {
    memory.setItem(key, JSON.stringify(saved));
  } catch {
    // Full, or forbidden: after a reload the person is somebody new.
  }
}

export function tabMemory(): Memory {
  try {
    return sessionStorage;
  } catch {
    const map = new Map<string, string>();
    return {
      getItem: (key) => map.get(key) ?? null,
      setItem: (key, value) => void map.set(key, value),
      removeItem: (key) => void map.delete(key),
    };
  }
}

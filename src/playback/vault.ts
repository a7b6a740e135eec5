/**
 * Where the browser keeps things over a reload. It is `localStorage`, because that alone is
 * written when the page is already going: a database would lose the last second.
 */

export interface Vault {
  /** Never rejects; `undefined` when there is nothing or it cannot be read. */
  readonly read: () => Promise<unknown>;
  /** Never rejects; what cannot be written is not kept. */
  readonly write: (value: unknown) => Promise<void>;
}

export function browserVault(key: string): Vault {
  const name = `data-flows.${key}`;
  return {
    read: async () => {
      try {
        return JSON.parse(localStorage.getItem(name) ?? 'null') ?? undefined;
      } catch {
        return undefined;
      }
    },
    // No turn of the event loop before it is written: see above.
    write: async (value) => {
      try {
        localStorage.setItem(name, JSON.stringify(value));
      } catch {
        // Private windows and full storage: the page works, only a reload begins anew.
      }
    },
  };
}

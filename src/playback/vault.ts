/** Where the browser keeps things over a reload: IndexedDB, or nowhere when it does not allow that. */
import { createStore, get, set } from 'idb-keyval';

export interface Vault {
  /** Never rejects; `undefined` when there is nothing or it cannot be read. */
  readonly read: () => Promise<unknown>;
  /** Never rejects; what cannot be written is not kept. */
  readonly write: (value: unknown) => Promise<void>;
}

export function browserVault(key: string): Vault {
  const shelf = (): ReturnType<typeof createStore> => createStore('data-flows', 'kept');
  return {
    read: async () => {
      try {
        return await get(key, shelf());
      } catch {
        return undefined;
      }
    },
    write: async (value) => {
      try {
        await set(key, value, shelf());
      } catch {
        // Private windows and full disks: the page works, only a reload begins anew.
      }
    },
  };
}

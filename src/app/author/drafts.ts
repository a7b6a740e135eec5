/** Scenarios of one's own, as texts, kept on this device (IndexedDB); else as long as the page is there. */

/** By a name that the author gave. */
export type Drafts = Readonly<Record<string, string>>;

type Idb = typeof import('idb-keyval');

let kept: Record<string, string> | undefined;
let shelf: ReturnType<Idb['createStore']> | undefined;

const shelfOf = (idb: Idb) => {
  shelf ??= idb.createStore('data-flows-drafts', 'drafts');
  return shelf;
};

export async function readDrafts(): Promise<Drafts> {
  if (kept !== undefined) return kept;
  try {
    const idb = await import('idb-keyval');
    const entries = await idb.entries<string, unknown>(shelfOf(idb));
    kept = Object.fromEntries(
      entries.flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])),
    );
  } catch {
    // Private windows: nothing was kept.
    kept = {};
  }
  return kept;
}

/** False when it lasts only as long as the page. */
export async function keepDraft(name: string, text: string): Promise<boolean> {
  kept = { ...(await readDrafts()), [name]: text };
  try {
    const idb = await import('idb-keyval');
    await idb.set(name, text, shelfOf(idb));
    return true;
  } catch {
    return false;
  }
}

export async function dropDraft(name: string): Promise<void> {
  const { [name]: _, ...others } = await readDrafts();
  kept = others;
  try {
    const idb = await import('idb-keyval');
    await idb.del(name, shelfOf(idb));
  } catch {
    // It was never kept.
  }
}

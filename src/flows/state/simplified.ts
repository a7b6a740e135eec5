/** Where this simulator leaves reality, and what real systems do. */
export const simplified: readonly string[] = [
  'Going offline ends every request that is under way. A real browser notices only some time later, by a timeout.',
  'A transaction with IndexedDB that is not complete ends when its page opens again. A real one ends when the page is gone.',
  'The outbox is read as a whole, and its lock is a part of it. Really the Web Locks API gives it, and frees it when the tab is gone.',
  'A tab has one counter for its changes, which outlives a reload. Real pages take a new client id for each load, or keep the counter in storage.',
  'Eviction strikes the outbox alone. A real browser deletes all that a site has stored: local storage too.',
  'Whoever is not signed in any more (401) is not part of this flow: see Authentication.',
  'A todo that is created bears an id of the device. Where the server gives the id, what was made offline must be rewritten when it is known.',
  'A three-way merge compares whole fields. Real ones go into the text (diff3), or use data types that merge by themselves (CRDT).',
  'A comment is known again by nothing but its idempotency key.',
  'The server remembers the last hundred keys. Real ones remember them for a day or so.',
  'Preferences that were refused with 412 are reconciled again and again. Real pages give up after some attempts.',
  'Device B has stores of its own, which are not drawn: it keeps its preferences in memory, and has no outbox.',
  'Where optimism is weighed, a person makes one change after the other, and a refusal costs the same time each time.',
];

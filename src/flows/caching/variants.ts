/** The three ways of keeping a cache, with the procedures of the seed as they are shown. */
import type { Listing, ListingLine, VariantSpec } from '../../flow/flow.ts';
import type { Variant } from './settings.ts';

const failing: ListingLine = { text: 'on failure: reply with an error', states: ['failing'] };
const locking: ListingLine = {
  text: 'db.lock(key)',
  states: ['locking'],
  when: { perKeyWriteLock: ['on'] },
};

const read: Listing = {
  title: 'read(key)',
  machine: 'read',
  lines: [
    { text: 'value = cache.get(key)', states: ['checkingCache'] },
    {
      text: 'if miss: does somebody load the key already?',
      states: ['askingToLoad'],
      when: { singleFlight: ['per-process'] },
    },
    {
      text: 'if miss: is there room for one more load?',
      states: ['askingToLoad'],
      when: { loadShedding: ['on'] },
    },
    { text: 'if miss: value = db.load(key)', states: ['loadingFromDb'] },
    { text: '         cache.put(key, value)', states: ['writingToCache'] },
    { text: 'return value', states: ['returning'] },
    failing,
  ],
};

const commit: ListingLine = { text: 'db.update(key, value)', states: ['updatingDb'] };
const reply: ListingLine = { text: 'reply("saved")', states: ['acknowledging'] };

const cacheAsideWrite: Listing = {
  title: 'write(key, value)',
  machine: 'write',
  lines: [
    locking,
    {
      text: 'cache.delete(key)',
      states: ['invalidatingCache'],
      when: { writeOp: ['del-before'] },
    },
    commit,
    {
      text: 'cache.delete(key)',
      states: ['invalidatingCache'],
      when: { writeOp: ['del-after'] },
    },
    {
      text: 'until it succeeds',
      states: ['waitingForCache'],
      when: { awaitDelete: ['on'] },
    },
    {
      text: 'cache.put(key, value)',
      states: ['writingToCache'],
      when: { writeOp: ['set-after'] },
    },
    reply,
    {
      text: 'a little later: cache.delete(key)',
      states: ['deletingAgain'],
      when: { doubleDelete: ['on'] },
    },
    failing,
  ],
};

const put = (order: string): ListingLine => ({
  text: 'cache.put(key, value)',
  states: ['writingToCache'],
  when: { writeOrder: [order] },
});

const writeThroughWrite: Listing = {
  title: 'write(key, value)',
  machine: 'write',
  lines: [
    locking,
    put('cache-first'),
    commit,
    {
      text: 'if that failed: cache.delete(key)',
      states: ['takingBack'],
      when: { compensateOnDbFail: ['on'] },
    },
    put('db-first'),
    reply,
    failing,
  ],
};

const writeBackWrite: Listing = {
  title: 'write(key, value)',
  machine: 'write',
  lines: [{ text: 'cache.put(key, value, dirty)', states: ['writingToCache'] }, reply, failing],
};

const flush: Listing = {
  title: 'flush, every now and then',
  machine: 'flush',
  lines: [
    { text: 'db.update(dirty entries)', states: ['writingToDb'] },
    { text: 'mark them clean', states: ['markingClean'] },
    { text: 'on failure: they stay dirty', states: ['leavingDirty'] },
  ],
};

export const variants = {
  'cache-aside': {
    title: 'Cache-aside',
    explain: 'The app loads on a miss and fills the cache itself; a write deletes the key.',
    listings: [read, cacheAsideWrite],
  },
  'write-through': {
    title: 'Write-through',
    explain: 'A write goes to the cache and to the database before it is acknowledged.',
    listings: [writeThroughWrite, read],
  },
  'write-back': {
    title: 'Write-back',
    explain: 'A write goes to the cache and is acknowledged; the database gets it later.',
    listings: [writeBackWrite, flush, read],
  },
} as const satisfies Record<Variant, VariantSpec>;

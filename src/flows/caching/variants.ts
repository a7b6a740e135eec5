/** The three ways of keeping a cache, with the procedures of the seed as they are shown. */
import type { Listing, VariantSpec } from '../../flow/flow.ts';
import type { Variant } from './settings.ts';

const read: Listing = {
  title: 'read(key)',
  machine: 'read',
  lines: [
    { text: 'entry = cache.get(key)', states: ['checkingCache'] },
    {
      text: 'if nobody loads the key already',
      states: ['askingToLoad'],
      when: { singleFlight: ['per-process'] },
    },
    { text: 'if miss: value = db.load(key)', states: ['loadingFromDb'] },
    { text: '         cache.set(key, value)', states: ['writingToCache'] },
    { text: 'return value', states: ['returning'] },
    { text: 'on failure: return an error', states: ['failing'] },
  ],
};

export const variants: Partial<Record<Variant, VariantSpec>> = {
  'write-back': {
    title: 'Write-back',
    explain: 'A write goes to the cache and is acknowledged; the database gets it later.',
    listings: [
      {
        title: 'write(key, value)',
        machine: 'write',
        lines: [
          { text: 'cache.set(key, value, dirty)', states: ['writingToCache'] },
          { text: 'reply("saved")', states: ['acknowledging'] },
          { text: 'on failure: reply with an error', states: ['failing'] },
        ],
      },
      {
        title: 'flush, every now and then',
        machine: 'flush',
        lines: [
          { text: 'db.put(dirty entries)', states: ['writingToDb'] },
          { text: 'mark them clean', states: ['markingClean'] },
          { text: 'on failure: they stay dirty', states: ['leavingDirty'] },
        ],
      },
      read,
    ],
  },
};

/** What is kept where, and the procedures as they are shown. */
import type { Listing, ListingLine, VariantSpec } from '../../flow/flow.ts';

const line = (text: string, states: readonly string[], when?: ListingLine['when']): ListingLine =>
  when === undefined ? { text, states } : { text, states, when };

const optimistic = { optimism: ['on'] };
const pessimistic = { optimism: ['off'] };

const SEND = [
  line('send API request', ['sending']),
  line('on success: continue', ['continuing']),
  line('on error: revert UI', ['reverting'], {
    optimism: ['on'],
    revert: ['snapshot', 'layered', 'orderedLayer'],
  }),
  line('on error: go on showing it', ['reverting'], { optimism: ['on'], revert: ['none'] }),
  line('on error:', ['reverting'], pessimistic),
  line('show error', ['showingError'], { errors: ['shown'] }),
  line('and say nothing', ['showingError'], { errors: ['swallowed'] }),
];
const CONFLICT = [
  line('412: ask the person', ['inConflict'], { conflict: ['version', 'merge'] }),
  line('theirs: give it up', ['yielding'], { conflict: ['version', 'merge'] }),
];

const update: Listing = {
  title: 'User action',
  machine: 'update',
  lines: [
    line('update UI immediately', ['updatingUi'], optimistic),
    line('show “saving”', ['updatingUi'], pessimistic),
    line('wait for the change before it', ['waitingForTurn'], { send: ['serial'] }),
    ...SEND,
    ...CONFLICT,
  ],
};

const offlineUpdate: Listing = {
  title: 'Edit with an outbox',
  machine: 'update',
  lines: [
    line('update UI immediately', ['updatingUi'], optimistic),
    line('show “saving”', ['updatingUi'], pessimistic),
    line('tx: outbox.put(change)', ['storing']),
    line('on tx complete: “saved offline”', ['waitingForTurn'], { durableAck: ['on'] }),
    line('“saved offline”; wait for network', ['waitingForTurn'], { durableAck: ['off'] }),
    ...SEND,
    line('5xx, no answer: back off', ['backingOff']),
    ...CONFLICT,
  ],
};

const refresh: Listing = {
  title: 'Fetch: on load, focus, poll',
  machine: 'refresh',
  lines: [
    line('GET, If-None-Match', ['asking']),
    line('200: show', ['showing']),
    line('304, no answer: nothing', ['nothingNew', 'cancelled']),
  ],
};

const preferences: Listing = {
  title: 'Preferences: on login and load',
  machine: 'preferences',
  lines: [
    line('load local', ['loadingLocal']),
    line('GET /api/prefs', ['gettingServer']),
    line('reconcile', ['reconciling']),
    line('PUT /api/prefs, If-Match', ['puttingServer']),
    line('keep local', ['done']),
    line('no network: keep what is local', ['ended']),
  ],
};

export const VARIANTS = ['optimistic', 'offline', 'prefs', 'kinds'] as const;
export type VariantId = (typeof VARIANTS)[number];

export const variants: Readonly<Record<VariantId, VariantSpec>> = {
  optimistic: {
    title: 'Optimistic updates',
    explain: 'Application data: the server has it, and the page shows a change before the answer.',
    listings: [update, refresh],
  },
  offline: {
    title: 'Offline edits',
    explain: 'A change is kept in IndexedDB, and sent when there is a network.',
    listings: [offlineUpdate, refresh],
  },
  prefs: {
    title: 'User preferences',
    explain:
      'Kept in the local storage of a device, and compared with the server on login and load.',
    listings: [preferences],
  },
  kinds: {
    title: 'Four kinds of state',
    explain:
      'Preferences, state of a component, application data and offline edits: each in its home.',
    listings: [offlineUpdate, preferences, refresh],
  },
};

/** What the simulated users do. */
import type { ParamValue, WorkloadSpec } from '../../flow/flow.ts';
import { fromMs, SECOND } from '../../kernel/time.ts';
import { APP, acts, DEVICE_B, note, TAB_2, title } from './workloads-acts.ts';
import { searchableWorkloads } from './workloads-searchable.ts';

const CALM: Readonly<Record<string, ParamValue>> = { failurePercent: 0 };

const watched = {
  'todo-list': {
    title: 'A todo list',
    explain: 'Two people change the same list on two devices, each in their own time.',
    variants: ['optimistic'],
    clients: [APP, DEVICE_B],
    params: { ...CALM, pollMs: 3_000 },
    horizonUs: () => 14 * SECOND,
    acts: () =>
      acts(
        [500, 'app', 'edit', title('Oat milk')],
        [2_000, 'device-b', 'look'],
        [3_000, 'device-b', 'edit', note('two')],
        [5_000, 'app', 'comment', { text: 'no sugar' }],
        [7_500, 'app', 'edit', title('Soya milk')],
        [9_000, 'device-b', 'look'],
      ),
  },
  'quick-edits': {
    title: 'Two quick changes, again and again',
    explain:
      'A person changes the title twice in a tenth of a second, five times; some are refused.',
    variants: ['optimistic'],
    clients: [APP],
    params: { failurePercent: 25, jitterMs: 100, pollMs: 'inf' },
    horizonUs: () => 14 * SECOND,
    acts: () =>
      acts(
        ...Array.from({ length: 10 }, (_, i) => {
          const at = 500 + Math.floor(i / 2) * 2_000 + (i % 2) * 100;
          return [at, 'app', 'edit', title(`draft ${i + 1}`)] as const;
        }),
      ),
  },
  'reload-in-flight': {
    title: 'Reload before the answer',
    explain: 'A person changes the title, and reloads the page while the request is under way.',
    variants: ['optimistic'],
    clients: [APP],
    params: { ...CALM, pollMs: 'inf', rttMs: 600 },
    horizonUs: () => 6 * SECOND,
    acts: () =>
      acts([500, 'app', 'edit', title('Oat milk')], [700, 'app', 'reload'], [3_000, 'app', 'look']),
  },
  'when-optimistic': {
    title: 'When to be optimistic',
    explain:
      'One person sees changes at once, the other after the answer. The server refuses more and more of them, from none to all.',
    variants: ['optimistic'],
    clients: [
      { id: 'optimist', title: 'Optimist', machine: 'person', crowd: true },
      { id: 'pessimist', title: 'Pessimist', machine: 'person', crowd: true },
    ],
    params: { thinkMs: 500, undoMs: 1_000, durationMs: 1_600_000, jitterMs: 0 },
    settings: { ramp: true },
    horizonUs: ({ durationMs = 0 }) => fromMs(durationMs),
    acts: () => [],
  },
  'two-minds': {
    title: 'Optimist and pessimist',
    explain: 'One person sees changes at once, the other after the answer. Some are refused.',
    variants: ['optimistic'],
    clients: [
      { id: 'optimist', title: 'Optimist', machine: 'person', crowd: true },
      { id: 'pessimist', title: 'Pessimist', machine: 'person', crowd: true },
    ],
    horizonUs: ({ durationMs = 0 }) => fromMs(durationMs),
    acts: () => [],
  },
  'plane-mode': {
    title: 'On the plane',
    explain:
      'Device A changes title and comments without a network, device B changes the title; then A lands, and a person decides.',
    variants: ['offline'],
    clients: [APP, DEVICE_B],
    params: { ...CALM, pollMs: 4_000 },
    horizonUs: () => 16 * SECOND,
    acts: () =>
      acts(
        [500, 'app', 'goOffline'],
        [1_200, 'app', 'edit', title('Oat milk')],
        [2_000, 'app', 'comment', { text: 'no sugar' }],
        [3_000, 'device-b', 'edit', title('Soya milk')],
        [5_000, 'app', 'goOnline'],
        [9_000, 'app', 'keepBoth'],
        [10_500, 'app', 'keepMine'],
        [13_000, 'device-b', 'look'],
      ),
  },
  'disk-full': {
    title: 'A full disk',
    explain:
      'The outbox has room for one change. Two are made without a network, and the page is reloaded.',
    variants: ['offline'],
    clients: [APP],
    params: { ...CALM, quotaOps: 1, pollMs: 'inf' },
    horizonUs: () => 8 * SECOND,
    acts: () =>
      acts(
        [500, 'app', 'goOffline'],
        [1_200, 'app', 'edit', title('Oat milk')],
        [2_000, 'app', 'comment', { text: 'no sugar' }],
        [3_500, 'app', 'reload'],
        [5_000, 'app', 'goOnline'],
      ),
  },
  'shared-outbox': {
    title: 'Two tabs',
    explain: 'Two tabs share an outbox in which a comment waits, and both get a network.',
    variants: ['offline'],
    clients: [APP, TAB_2],
    settings: { offline: true, stored: true },
    params: { ...CALM, pollMs: 'inf' },
    horizonUs: () => 6 * SECOND,
    acts: () =>
      acts(
        [500, 'app', 'goOnline'],
        [520, 'tab-2', 'goOnline'],
        [3_000, 'app', 'look'],
        [3_200, 'tab-2', 'look'],
      ),
  },
  backlog: {
    title: 'A long flight',
    explain: 'Twenty changes are made without a network, and then there is one.',
    variants: ['offline'],
    clients: [APP],
    params: { ...CALM, pollMs: 'inf' },
    horizonUs: () => 40 * SECOND,
    acts: () =>
      acts(
        [100, 'app', 'goOffline'],
        ...Array.from(
          { length: 20 },
          (_, i) => [300 + i * 50, 'app', 'comment', { text: `note ${i + 1}` }] as const,
        ),
        [2_000, 'app', 'goOnline'],
      ),
  },
  'prefs-login': {
    title: 'Preferences on two devices',
    explain:
      'Device A changes the theme without a network, device B the language; then A is online again.',
    variants: ['prefs'],
    clients: [APP, DEVICE_B],
    settings: { loaded: false },
    horizonUs: () => 9 * SECOND,
    acts: () =>
      acts(
        [1_500, 'app', 'goOffline'],
        [2_000, 'app', 'setPref', { key: 'theme', value: 'dark' }],
        [3_000, 'device-b', 'setPref', { key: 'lang', value: 'de' }],
        [4_500, 'app', 'reload'],
        [5_500, 'app', 'goOnline'],
      ),
  },
  'four-kinds': {
    title: 'What a reload leaves',
    explain:
      'Somebody types, changes the theme and a title, loses the network, changes more, reloads the page, and is online again.',
    variants: ['kinds'],
    clients: [APP],
    settings: { loaded: false },
    params: { ...CALM, pollMs: 5_000 },
    horizonUs: () => 16 * SECOND,
    acts: () =>
      acts(
        [1_000, 'app', 'edit', title('Oat milk')],
        [2_000, 'app', 'setPref', { key: 'theme', value: 'dark' }],
        [3_000, 'app', 'typeDraft', { text: 'half a thought' }],
        [4_000, 'app', 'goOffline'],
        [5_000, 'app', 'edit', note('two')],
        [6_000, 'app', 'setPref', { key: 'lang', value: 'de' }],
        [8_000, 'app', 'reload'],
        [10_000, 'app', 'goOnline'],
      ),
  },
} as const satisfies Readonly<Record<string, WorkloadSpec>>;

export const workloads: Readonly<Record<string, WorkloadSpec>> = {
  ...watched,
  ...searchableWorkloads,
};

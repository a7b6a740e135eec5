/** Small enough to be searched: one or two people, one or two changes. */
import type { ClientSpec, ParamValue, WorkloadSpec } from '../../flow/flow.ts';
import type { Act } from '../../kernel/system.ts';
import { SECOND } from '../../kernel/time.ts';
import type { Seeding } from './settings.ts';
import { APP, acts, BARE, BARE_OUTBOX, DEVICE_B, note, TAB_2, title } from './workloads-acts.ts';

const searched = (
  variants: readonly string[],
  said: readonly [title: string, explain: string],
  clients: readonly ClientSpec[],
  list: readonly Act[],
  settings: Partial<Seeding> = {},
  params: Readonly<Record<string, ParamValue>> = {},
): WorkloadSpec => ({
  title: said[0],
  explain: said[1],
  variants,
  clients,
  settings,
  params: { ...(variants.includes('offline') ? BARE_OUTBOX : BARE), ...params },
  searchable: true,
  horizonUs: () => 60 * SECOND,
  acts: () => list,
});

const ONLINE = ['optimistic'];
const OFFLINE = ['offline', 'kinds'];
const PREFS = ['prefs', 'kinds'];
const OFF: Partial<Seeding> = { offline: true };

const online = {
  'one-edit': searched(
    ONLINE,
    ['One change', 'A person changes a title.'],
    [APP],
    acts([200, 'app', 'edit', title('Oat milk')]),
  ),
  'two-edits': searched(
    ONLINE,
    ['Two quick changes', 'A person changes a title, and changes it again at once.'],
    [APP],
    acts([200, 'app', 'edit', title('Oat milk')], [260, 'app', 'edit', title('Soya milk')]),
  ),
  'two-fields': searched(
    ONLINE,
    ['Two fields', 'A person changes the title, and at once the note.'],
    [APP],
    acts([200, 'app', 'edit', title('Oat milk')], [260, 'app', 'edit', note('two')]),
  ),
  'poll-race': searched(
    ONLINE,
    ['A question and a change', 'The page asks what is new, while a person changes the title.'],
    [APP],
    acts([200, 'app', 'look'], [220, 'app', 'edit', title('Oat milk')], [260, 'app', 'look']),
  ),
  'poll-race-with-b': searched(
    ONLINE,
    [
      'A question, a change, and another device',
      'Device B changes the title; the page asks what is new, while a person changes it.',
    ],
    [APP, DEVICE_B],
    acts(
      [100, 'device-b', 'edit', title('Rice milk')],
      [200, 'app', 'look'],
      [220, 'app', 'edit', title('Oat milk')],
    ),
  ),
  'two-devices': searched(
    ONLINE,
    ['Two devices', 'Two devices change the same title at the same time.'],
    [APP, DEVICE_B],
    acts([200, 'app', 'edit', title('Oat milk')], [210, 'device-b', 'edit', title('Soya milk')]),
  ),
  'reload-after-edit': searched(
    ONLINE,
    ['Change and reload', 'A person changes the title, and reloads the page before the answer.'],
    [APP],
    acts([200, 'app', 'edit', title('Oat milk')], [260, 'app', 'reload']),
  ),
  'clock-ahead': searched(
    ONLINE,
    [
      'One clock is ahead',
      'A device whose clock is ahead changes the title; another one looks, and changes it again.',
    ],
    [APP, DEVICE_B],
    acts(
      [200, 'app', 'edit', title('Oat milk')],
      [800, 'device-b', 'look'],
      [1_400, 'device-b', 'edit', title('Soya milk')],
    ),
  ),
  news: searched(
    ONLINE,
    ['News from another device', 'Device B changes the title; the page polls.'],
    [APP, DEVICE_B],
    acts([700, 'device-b', 'edit', title('Soya milk')]),
    {},
    { pollMs: 2_000 },
  ),
} as const;

const offline = {
  'news-offline': searched(
    OFFLINE,
    ['News from another device', 'Device B changes the title; the page polls.'],
    [APP, DEVICE_B],
    acts([700, 'device-b', 'edit', title('Soya milk')]),
    {},
    { pollMs: 2_000 },
  ),
  'same-field': searched(
    OFFLINE,
    [
      'Offline, the same field',
      'Device A changes the title without a network, and device B with one.',
    ],
    [APP, DEVICE_B],
    acts(
      [200, 'app', 'edit', title('Oat milk')],
      [400, 'device-b', 'edit', title('Soya milk')],
      [1_000, 'app', 'goOnline'],
    ),
    OFF,
  ),
  resolved: searched(
    OFFLINE,
    [
      'A conflict, and a person decides',
      'Device A changes the title without a network, device B with one; then the person at A keeps the own text.',
    ],
    [APP, DEVICE_B],
    acts(
      [200, 'app', 'edit', title('Oat milk')],
      [400, 'device-b', 'edit', title('Soya milk')],
      [1_000, 'app', 'goOnline'],
      [3_000, 'app', 'keepMine'],
    ),
    OFF,
  ),
  'disjoint-fields': searched(
    OFFLINE,
    ['Offline, other fields', 'Device A changes the title without a network, device B the note.'],
    [APP, DEVICE_B],
    acts(
      [200, 'app', 'edit', title('Oat milk')],
      [400, 'device-b', 'edit', note('two')],
      [1_000, 'app', 'goOnline'],
    ),
    OFF,
  ),
  'offline-edit': searched(
    OFFLINE,
    ['Offline, one change', 'The title is changed without a network.'],
    [APP],
    acts([200, 'app', 'edit', title('Oat milk')], [1_000, 'app', 'goOnline']),
    OFF,
  ),
  'offline-comment': searched(
    OFFLINE,
    ['Offline, a comment', 'A comment is written without a network.'],
    [APP],
    acts([200, 'app', 'comment', { text: 'no sugar' }], [1_000, 'app', 'goOnline']),
    OFF,
  ),
  'two-offline-edits': searched(
    OFFLINE,
    ['Offline, two changes', 'The title is changed twice without a network.'],
    [APP],
    acts(
      [200, 'app', 'edit', title('Oat milk')],
      [400, 'app', 'edit', title('Soya milk')],
      [1_000, 'app', 'goOnline'],
    ),
    OFF,
  ),
  'create-and-edit': searched(
    OFFLINE,
    ['Offline, create and change', 'A todo is created and then changed without a network.'],
    [APP],
    acts(
      [200, 'app', 'create', { id: '2', title: 'Bread' }],
      [400, 'app', 'edit', { id: '2', ...title('Rye bread') }],
      [1_000, 'app', 'goOnline'],
    ),
    OFF,
  ),
  'offline-edit-reload': searched(
    OFFLINE,
    ['Offline, and reloaded', 'The title is changed without a network, and the page is reloaded.'],
    [APP],
    acts(
      [200, 'app', 'edit', title('Oat milk')],
      [600, 'app', 'reload'],
      [1_000, 'app', 'goOnline'],
    ),
    OFF,
  ),
  poison: searched(
    OFFLINE,
    [
      'A change that is never taken',
      'Without a network a comment is written that is too long for the server, and the title is changed.',
    ],
    [APP],
    acts(
      [200, 'app', 'comment', { text: 'a comment that goes on and on, and on, and on' }],
      [400, 'app', 'edit', title('Oat milk')],
      [1_000, 'app', 'goOnline'],
    ),
    OFF,
  ),
  'two-tabs': searched(
    OFFLINE,
    ['Two tabs, one outbox', 'A comment waits in the outbox when two tabs get a network.'],
    [APP, TAB_2],
    acts([200, 'app', 'goOnline'], [210, 'tab-2', 'goOnline']),
    { offline: true, stored: true },
  ),
} as const;

const preferences = {
  'prefs-offline': searched(
    PREFS,
    ['A preference, offline', 'The theme is changed without a network.'],
    [APP],
    acts([200, 'app', 'setPref', { key: 'theme', value: 'dark' }], [1_000, 'app', 'goOnline']),
    OFF,
  ),
  'prefs-two-devices': searched(
    PREFS,
    [
      'Preferences, two devices',
      'Device A changes the theme without a network, device B the language.',
    ],
    [APP, DEVICE_B],
    acts(
      [200, 'app', 'setPref', { key: 'theme', value: 'dark' }],
      [400, 'device-b', 'setPref', { key: 'lang', value: 'de' }],
      [1_000, 'app', 'goOnline'],
    ),
    OFF,
  ),
  'prefs-same-key': searched(
    PREFS,
    [
      'One preference, two devices',
      'Device A changes the theme without a network, then device B changes it, then A is online again.',
    ],
    [APP, DEVICE_B],
    acts(
      [200, 'app', 'setPref', { key: 'theme', value: 'dark' }],
      [400, 'device-b', 'setPref', { key: 'theme', value: 'blue' }],
      [1_000, 'app', 'goOnline'],
    ),
    OFF,
  ),
} as const;

export const searchableWorkloads = { ...online, ...offline, ...preferences } as const;

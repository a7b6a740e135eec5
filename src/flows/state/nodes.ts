/** The boxes: what they are called, where they stand, what they show. */
import type { ClientSpec, FlowNode } from '../../flow/flow.ts';
import type { Loose } from '../../kernel/json.ts';
import {
  componentHolds,
  databaseHolds,
  localHolds,
  outboxHolds,
  pageHolds,
  personHolds,
} from './holds.ts';
import { FIRST_DOC, FIRST_PREFS, storedOps } from './seeding.ts';
import { hasComponent, hasOutbox, hasPrefs, hasTodos, type Settings } from './settings.ts';

/** Device A: its tabs share its stores. */
const DEVICE_A = 'device-a';

export function pageNode(s: Settings, { id, title }: ClientSpec, row: number): FlowNode {
  const mine = id !== 'device-b';
  const skewUs = mine ? s.skewMs * 1_000 : 0;
  return {
    id,
    machine: 'app',
    input: {
      node: id,
      device: mine ? DEVICE_A : id,
      outbox: mine && hasOutbox(s) ? 'outbox' : '',
      local: mine && hasPrefs(s) ? 'local' : '',
      component: id === 'app' && hasComponent(s) ? 'component' : '',
      skewUs,
      loaded: s.loaded,
      online: !mine || !s.offline,
      seq: mine && s.stored ? 1 : 0,
      opening: 0,
      docs: s.loaded && hasTodos(s) ? [FIRST_DOC] : [],
      prefs: FIRST_PREFS,
    } as never,
    durable: ({ online, seq, opening, prefs }) => ({
      loaded: false,
      docs: [],
      online,
      seq,
      opening,
      prefs,
    }),
    client: true,
    title,
    icon: 'client',
    role: mine ? 'screen' : 'another device',
    column: 1,
    row,
    holds: pageHolds,
  };
}

export const personNode = ({ id, title }: ClientSpec, row: number): FlowNode => ({
  id,
  machine: 'person',
  input: { optimist: id === 'optimist' },
  client: true,
  title,
  icon: 'client',
  role: id === 'optimist' ? 'shows it at once' : 'waits for answers',
  column: 1,
  row,
  holds: personHolds,
});

export const outboxNode = (s: Settings, row: number): FlowNode => ({
  id: 'outbox',
  machine: 'outbox',
  input: { ops: storedOps(s), parked: [], full: false } as never,
  durable: ({ ops, parked, full }) => ({ ops, parked, full }),
  faults: ['quotaExceeded', 'eviction'],
  title: 'Outbox',
  icon: 'queue',
  role: 'IndexedDB',
  column: 0,
  row,
  holds: outboxHolds,
});

export const localNode = (row: number): FlowNode => ({
  id: 'local',
  machine: 'local',
  input: { kept: FIRST_PREFS } as never,
  durable: ({ kept }) => ({ kept }),
  title: 'Local storage',
  icon: 'storage',
  role: 'disk of the device',
  column: 0,
  row,
  holds: localHolds,
});

export const componentNode: FlowNode = {
  id: 'component',
  machine: 'component',
  input: {},
  title: 'Component',
  icon: 'cache',
  role: 'memory of the page',
  column: 0,
  row: 0,
  holds: componentHolds,
};

export const apiNode: FlowNode = {
  id: 'api',
  machine: 'api',
  input: {},
  title: 'API',
  icon: 'api',
  role: 'checks, answers',
  column: 3,
  row: 1,
};

export const databaseNode = (s: Settings): FlowNode => {
  const { theme, lang, version } = FIRST_PREFS;
  return {
    id: 'db',
    machine: 'database',
    input: {
      docs: hasTodos(s) ? [FIRST_DOC] : [],
      prefs: { theme, lang, version },
      keys: [],
      seqs: {},
      stamps: {},
    } as Loose,
    durable: (context) => context,
    title: 'Database',
    icon: 'database',
    role: 'the server’s state',
    column: 4,
    row: 1,
    holds: (context) => databaseHolds(context, hasPrefs(s)),
  };
};

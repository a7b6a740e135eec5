/** The boxes: what they are called, where they stand, what they show. */
import type { ClientSpec, FlowNode } from '../../flow/flow.ts';
import type { Loose } from '../../kernel/json.ts';
import { attackerHolds, cacheHolds, jarHolds, mailHolds, tabHolds } from './holds.ts';
import { databaseHolds } from './holds-database.ts';
import type { DatabaseContext } from './machines/state.ts';
import { bossToken, seededCache, seededDatabase, seededToken } from './seeding.ts';
import { PASSWORD, type Settings } from './settings.ts';

const DEVICE = 'ann-laptop';

export const tabNode = (s: Settings, { id, title }: ClientSpec, row: number): FlowNode => ({
  id,
  machine: 'tab',
  input: {
    tab: id,
    jar: 'jar',
    ip: s.sharedIp ? '10.0.0.1' : '198.51.100.7',
    device: s.knownDevice ? DEVICE : '',
    proof: DEVICE,
    token: id === 'boss' ? bossToken(s) : seededToken(s),
    password: PASSWORD,
    isBack: false,
  },
  // The administrator shares no jar, and holds no lock of it.
  durable: ({ password }) => ({ password, token: '', isBack: id !== 'boss' }),
  client: true,
  title,
  icon: 'client',
  role: 'browser tab',
  column: 1,
  row,
  holds: tabHolds,
});

export const jarNode = (s: Settings, row: number): FlowNode => ({
  id: 'jar',
  machine: 'jar',
  input: { cookie: s.signedIn === 'no' ? '' : 'R0' },
  durable: ({ cookie }) => ({ cookie }),
  title: 'Cookie jar',
  icon: 'storage',
  role: 'shared by tabs',
  column: 0,
  row,
  holds: jarHolds,
});

export const attackerNode = (s: Settings, { id, title }: ClientSpec, row: number): FlowNode => ({
  id,
  machine: 'attacker',
  input: { cookie: s.stolen ? 'R0' : '', token: s.stolen ? seededToken(s) : '' },
  client: true,
  title,
  icon: 'attacker',
  role: 'somewhere else',
  column: 1,
  row,
  holds: attackerHolds,
});

export const authNode: FlowNode = {
  id: 'auth',
  machine: 'auth',
  input: {},
  title: 'Auth service',
  icon: 'api',
  role: 'gives tokens',
  column: 2,
  row: 0,
};

export const apiNode = ({ skewMs }: Settings, row: number): FlowNode => ({
  id: 'api',
  machine: 'api',
  input: {},
  title: 'API',
  icon: 'api',
  role: skewMs === 0 ? 'checks tokens' : `clock ${skewMs > 0 ? '+' : ''}${skewMs / 1_000} s`,
  column: 2,
  row,
});

export const cacheNode = (s: Settings, row: number): FlowNode => ({
  id: 'cache',
  machine: 'cache',
  input: seededCache(s) as Loose,
  durable: () => ({ sessions: [] }),
  faults: ['cacheLoss'],
  title: 'Cache',
  icon: 'cache',
  role: 'memory',
  column: 3,
  row,
  holds: cacheHolds(s),
});

export const databaseNode = (s: Settings, row: number): FlowNode => ({
  id: 'db',
  machine: 'database',
  input: seededDatabase(s) as Loose,
  // What ends a grace is a timer, which a crash ends: better no grace than one without end.
  durable: (context) => ({
    ...context,
    tokens: (context as DatabaseContext).tokens.map((each) => ({ ...each, grace: false })) as Loose,
  }),
  title: 'Database',
  icon: 'database',
  role: 'users, token families',
  column: 4,
  row,
  holds: databaseHolds(s),
});

export const mailNode: FlowNode = {
  id: 'mail',
  machine: 'mail',
  input: { mails: [] },
  durable: ({ mails }) => ({ mails }),
  title: 'Mailbox',
  icon: 'mail',
  role: 'who has which',
  column: 2,
  row: 1,
  holds: mailHolds,
};

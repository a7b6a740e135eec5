/** A flow of nothing, and a run of it with everything, for the tests of what comes from outside. */
import type { MachineSpec } from '../kernel/system.ts';
import { defineFlow, type Flow } from './flow.ts';
import type { NodeLook } from './look.ts';
import type { Run } from './run.ts';

const look: NodeLook = { title: '', icon: 'api', role: '', column: 0, row: 0 };
const words = { title: '', explain: '' };
const shown = { kind: 'request', label: () => '', say: () => '' } as const;

/** `user` is the machine of all its nodes; it takes `read` and `write`. */
export const shopWith = (user: MachineSpec['machine']): Flow =>
  defineFlow({
    id: 'shop',
    title: 'Shop',
    summary: '',
    variants: { near: { ...words, listings: [] }, far: { ...words, listings: [] } },
    fixes: {
      wal: { ...words, values: ['off', 'on'], variants: ['far'] },
      fill: { ...words, values: ['set', 'add', 'lease'] },
    },
    params: {
      ttlMs: { ...words, unit: 'ms', min: 10, max: 60_000, default: 1_000, mayBeInfinite: true },
      batch: { ...words, unit: '', min: 1, max: 8, step: 1, default: 2, variants: ['far'] },
    },
    workloads: {
      calm: {
        ...words,
        clients: [],
        acts: () => [{ op: 'read-1', node: 'ada', atUs: 0, event: { type: 'read', key: 'a' } }],
        params: { batch: 4 },
      },
      distant: { ...words, clients: [], acts: () => [], variants: ['far'] },
    },
    messages: {
      GET: { ...shown, role: 'request', replies: ['HIT'], failsAs: () => ({ type: 'HIT' }) },
      HIT: { ...shown, role: 'reply' },
    },
    facts: {},
    faults: { evict: { ...words, nodes: ['cache'] } },
    acts: { read: { ...words, op: 'read', event: () => ({ type: 'read', key: 'a' }) } },
    guarantees: [],
    metrics: [],
    truth: async () => [],
    simplified: [],
    plan: () => ({
      nodes: [
        { id: 'ada', machine: 'client', input: {}, client: true, ...look },
        { id: 'api', machine: 'client', input: {}, ...look },
        { id: 'cache', machine: 'client', input: {}, faults: ['evict'], ...look },
      ],
      links: [
        { from: 'ada', to: 'api', kind: 'call', latencyUs: 1 },
        { from: 'api', to: 'cache', kind: 'local', latencyUs: 0 },
      ],
      machines: { client: { machine: user } },
    }),
    opening: { variant: 'near', workload: 'calm', breakable: 'cache' },
  });

export const whole: Run = {
  version: 1,
  flow: 'shop',
  variant: 'far',
  fixes: { fill: 'lease', wal: 'on' },
  params: { batch: 3, ttlMs: 'inf' },
  workload: 'calm',
  seed: 7,
  faults: [
    { kind: 'drop', message: 'read-1/GET' },
    { kind: 'delay', message: 'ada->api/GET#2', byUs: 5 },
    { kind: 'duplicate', message: 'read-1/HIT#2', afterUs: 5 },
    { kind: 'fail', message: 'read-1/GET' },
    { kind: 'cut', link: 'ada--api', atUs: 1, forUs: 2 },
    { kind: 'slow', link: 'ada->api', atUs: 1, forUs: 2, factor: 2.5 },
    { kind: 'slow', node: 'api', atUs: 1, forUs: 2, factor: 0.5 },
    { kind: 'lossy', link: 'api--ada', atUs: 1, forUs: 2, rate: 0.25 },
    { kind: 'crash', node: 'api', atUs: 1, downForUs: 2 },
    { kind: 'disconnect', link: 'api--ada', atUs: 1 },
    { kind: 'halfOpen', link: 'api--ada', atUs: 1 },
    { kind: 'stop', node: 'api', atUs: 1 },
    { kind: 'pause', node: 'api', atUs: 1, forUs: 2 },
    { kind: 'skew', node: 'api', atUs: 1, byUs: -2 },
    { kind: 'failNext', node: 'api', atUs: 1 },
    { kind: 'own', event: 'evict', node: 'cache', atUs: 1, with: { key: 'a' } },
  ],
  holds: [
    { hold: 'read-1/GET', until: 'act read-h1' },
    { hold: 'api/read-1:ttl#1', until: 'cache:flush#2' },
    { hold: 'read-1/GET', until: 'restart api#2' },
    { hold: 'read-1/HIT', until: 'evict cache' },
    { hold: 'read-1/HIT', until: 'end of slow ada->api' },
  ],
  inputs: [{ op: 'read-h1', node: 'ada', atUs: 3, event: { type: 'read', key: 'b' } }],
  untilUs: 9,
};

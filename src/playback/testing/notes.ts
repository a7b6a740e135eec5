/**
 * A small flow for the tests of views and playback: Ada saves notes on a server that keeps them
 * in memory and writes them to a disk later. A crash in between loses notes that were acknowledged.
 */
import { openingRun } from '../../flow/compile.ts';
import { type Choice, defineFlow, type Flow } from '../../flow/flow.ts';
import type { Run } from '../../flow/run.ts';
import type { Fault } from '../../kernel/schedule.ts';
import { type Scene, sceneOf } from '../../views/scene.ts';
import { disk, saver, server, writer } from './machines.ts';

const at = (column: number, row: number) => ({ column, row });

const plan = ({ fixes, params }: Choice): ReturnType<Flow['plan']> => ({
  nodes: [
    {
      id: 'ada',
      machine: 'writer',
      input: {},
      client: true,
      title: 'Ada',
      icon: 'client',
      role: 'browser',
      ...at(0, 0),
      holds: ({ saved }) => [{ label: 'saved', value: String(saved) }],
    },
    {
      id: 'server',
      machine: 'server',
      input: { kept: 0, dirty: 0, flushMs: params['flushEveryMs'] ?? 0 },
      ...(fixes['log'] === 'on' ? { durable: ({ kept, dirty }) => ({ kept, dirty }) } : {}),
      faults: ['wipe'],
      title: 'Server',
      icon: 'api',
      role: 'memory',
      ...at(1, 0),
      holds: ({ kept, dirty }) => [
        {
          label: 'notes',
          value: String(kept),
          ...(dirty > 0 ? { tag: { text: 'dirty', tone: 'warn' } } : {}),
        },
      ],
    },
    {
      id: 'disk',
      machine: 'disk',
      input: {},
      title: 'Disk',
      icon: 'storage',
      role: 'durable',
      ...at(2, 0),
      holds: ({ notes }) => [{ label: 'notes', value: String(notes) }],
    },
  ],
  links: [
    { from: 'ada', to: 'server', kind: 'call', latencyUs: 20_000 },
    { from: 'server', to: 'ada', kind: 'call', latencyUs: 20_000 },
    { from: 'server', to: 'disk', kind: 'call', latencyUs: 5_000 },
    { from: 'disk', to: 'server', kind: 'call', latencyUs: 5_000 },
  ],
  machines: {
    writer: { machine: writer, deadlines: ['patience'] },
    server: { machine: server, clock: ['SAVE'] },
    saver: { machine: saver },
    disk: { machine: disk },
  },
});

const saves = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    op: `save-${i + 1}`,
    node: 'ada',
    atUs: i * 100_000,
    event: { type: 'save', note: `note ${i + 1}` },
  }));

export const notes: Flow = defineFlow({
  id: 'notes',
  title: 'Notes',
  summary: 'A server that writes later.',
  variants: {
    'write-late': {
      title: 'Write late',
      explain: 'The server answers first and writes later.',
      listings: [
        {
          title: 'save(note)',
          machine: 'saver',
          lines: [
            { text: '# the server answers first', states: [] },
            { text: 'check the note', states: ['checking'] },
            { text: 'store it, append it to the log', states: ['replying'], when: { log: ['on'] } },
            { text: 'store it in memory', states: ['replying'], when: { log: ['off'] } },
          ],
        },
        {
          title: 'flush',
          machine: 'server',
          lines: [
            { text: 'wait', states: ['dirty'] },
            { text: 'write to disk', states: ['flushing'] },
          ],
        },
      ],
    },
    plain: { title: 'Plain', explain: 'The same, with nothing to choose.', listings: [] },
  },
  fixes: {
    log: {
      title: 'Log',
      explain: 'Notes outlive a crash.',
      values: ['off', 'on'],
      variants: ['write-late'],
    },
  },
  params: {
    flushEveryMs: {
      title: 'Flush every',
      explain: 'How late it writes.',
      unit: 'ms',
      min: 10,
      max: 60_000,
      default: 500,
    },
    saveCount: {
      title: 'Saves',
      explain: 'How many notes.',
      unit: '',
      min: 1,
      max: 5_000,
      default: 3,
    },
  },
  workloads: {
    calm: {
      title: 'Ada saves',
      explain: 'A few notes.',
      clients: [],
      acts: ({ saveCount }) => saves(saveCount ?? 0),
    },
    nobody: { title: 'Nobody', explain: 'Nothing happens.', clients: [], acts: () => [] },
  },
  messages: {
    SAVE: {
      role: 'request',
      replies: ['SAVED', 'FAILED'],
      failsAs: () => ({ type: 'FAILED' }),
      kind: 'request',
      label: ({ note }) => `save ${note}`,
      say: ({ note }, from, to) => `${from} asks ${to} to save ${note}`,
    },
    SAVED: {
      role: 'reply',
      kind: 'reply',
      label: () => 'saved',
      say: (_, from, to) => `${from} tells ${to} that it is saved`,
    },
    FAILED: {
      role: 'reply',
      kind: 'error',
      label: () => 'failed',
      say: (_, from, to) => `${from} tells ${to} that it failed`,
    },
    store: {
      role: 'oneWay',
      kind: 'command',
      label: () => 'store',
      say: (_, from) => `${from} stores the note`,
    },
    FLUSH: {
      role: 'request',
      replies: ['FLUSHED'],
      kind: 'background',
      label: (m) => `flush ${m.notes}`,
      say: (m, from, to) => `${from} writes ${m.notes} notes to ${to}`,
    },
    FLUSHED: {
      role: 'reply',
      kind: 'background',
      label: () => 'ok',
      say: (_, from, to) => `${from} tells ${to} that they are written`,
    },
  },
  facts: {
    acknowledged: ({ n, node }) => `${node} knows of ${n} saved notes`,
    stored: ({ n, node }) => `${node} holds ${n} notes`,
  },
  faults: {
    wipe: { title: 'Wipe its notes', explain: 'All notes in memory are gone', nodes: ['server'] },
  },
  acts: {
    save: {
      title: 'Save a note',
      explain: 'One more note.',
      op: 'save',
      event: (n) => ({ type: 'save', note: `by hand ${n}` }),
    },
  },
  guarantees: [
    {
      id: 'forward',
      ref: 'N1',
      title: 'The number of notes never falls',
      explain: 'Each note adds one.',
      workloads: ['calm'],
      monitor: () => ({
        kind: 'always',
        over: 'orders',
        start: 0,
        on: (last: number, seen) => {
          if (seen.kind !== 'fact' || seen.fact.type !== 'stored') return { state: last };
          const n = Number(seen.fact['n']);
          if (n > last) return { state: n };
          return {
            state: n,
            violation: {
              say: `There were ${last} notes, now there are ${n}`,
              because: [`${seen.op}/stored`],
            },
          };
        },
      }),
    },
    {
      id: 'kept',
      ref: 'N2',
      title: 'What was acknowledged is on disk',
      explain: 'In the end.',
      workloads: ['calm'],
      monitor: () => ({
        kind: 'eventually',
        over: 'orders',
        start: 0,
        on: (acked: number, seen) => ({
          state: seen.kind === 'fact' && seen.fact.type === 'acknowledged' ? acked + 1 : acked,
        }),
        atRest: (acked: number, look) =>
          look('disk').notes >= acked
            ? null
            : { say: `${acked} were acknowledged, ${look('disk').notes} are on disk`, because: [] },
      }),
    },
    {
      id: 'used',
      ref: 'N3',
      title: 'A note is saved at all',
      explain: 'The run is not empty.',
      workloads: ['calm'],
      monitor: () => ({
        kind: 'sometimes',
        over: 'orders',
        start: false,
        on: (done: boolean, seen) =>
          !done && seen.kind === 'fact' && seen.fact.type === 'acknowledged'
            ? { state: true, violation: { say: 'It is', because: [`${seen.op}/acknowledged`] } }
            : { state: done },
      }),
    },
  ],
  metrics: [],
  truth: async () => [],
  simplified: [],
  plan,
  opening: { variant: 'write-late', workload: 'calm', breakable: 'server' },
});

export const notesRun = (part: Partial<Run> = {}): Run => ({ ...openingRun(notes), ...part });

/** A scene of the flow with some faults; three notes at 0, 100 and 200 ms, flushed 500 ms after the first. */
export const notesScene = (faults: readonly Fault[] = [], part: Partial<Run> = {}): Scene =>
  sceneOf(notes, notesRun({ ...part, faults }));

/** The server goes down after three notes, before the flush. */
export const crashAt = (atUs: number): Fault => ({
  kind: 'crash',
  node: 'server',
  atUs,
  downForUs: 50_000,
});

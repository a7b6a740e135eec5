/** Tiny systems with known answers, for the tests of the search. */
import { setup } from 'xstate';
import type { Loose } from '../json.ts';
import type { Monitor, Seen } from '../monitor.ts';
import {
  type Act,
  abandon,
  type Command,
  fact,
  type LinkKind,
  type LinkSpec,
  type NodeSpec,
  type System,
  send,
} from '../system.ts';

const kit = setup({
  types: {} as { context: Loose; events: Loose; input: Loose; emitted: Command },
});
const ask = (make: (context: Loose, event: Loose) => Command) =>
  kit.emit(({ context, event }) => make(context, event));

/** Reads a number, adds one, writes it back; with a timeout it gives up waiting for the answer. */
const incrementer = kit.createMachine({
  id: 'incrementer',
  context: { value: 0 },
  initial: 'idle',
  states: {
    idle: {
      tags: ['ready'],
      on: { increment: { target: 'reading', actions: ask(() => send('db', { type: 'GET' })) } },
    },
    reading: {
      on: {
        VALUE: {
          target: 'writing',
          actions: ask((_, { value }) => send('db', { type: 'PUT', value: value + 1 })),
        },
        refused: 'idle',
      },
    },
    writing: {
      on: {
        OK: { target: 'idle', actions: ask(() => fact({ type: 'acknowledged' })) },
        refused: 'idle',
        ERR: 'idle',
      },
    },
  },
});

const db = kit.createMachine({
  id: 'db',
  context: ({ input }: Loose) => ({ value: input.value }),
  on: {
    GET: {
      actions: ask(({ value }, { from }) => send(from, { type: 'VALUE', value })),
    },
    PUT: {
      actions: [
        kit.assign(({ event }) => ({ value: event.value })),
        ask((_, { from }) => send(from, { type: 'OK' })),
        ask((_, { value }) => fact({ type: 'stored', value })),
      ],
    },
    evict: { actions: kit.assign({ value: 0 }) },
  },
});

/** Calls and waits, but not for ever. */
const hasty = kit.createMachine({
  id: 'hasty',
  context: {},
  initial: 'idle',
  states: {
    idle: {
      tags: ['ready'],
      on: { go: { target: 'waiting', actions: ask(() => send('db', { type: 'PUT', value: 1 })) } },
    },
    waiting: {
      on: { OK: 'idle', ERR: 'idle', refused: 'idle' },
      after: {
        1000: {
          target: 'idle',
          actions: [ask(() => abandon()), ask(() => fact({ type: 'timedOut' }))],
        },
      },
    },
  },
});

/** For ever copies what the db has, a while after it has the last copy: what is lost ends it. */
const copier = kit.createMachine({
  id: 'copier',
  context: { copy: -1 },
  initial: 'waiting',
  states: {
    waiting: {
      after: { 1000: { target: 'copying', actions: ask(() => send('db', { type: 'GET' })) } },
    },
    copying: {
      on: {
        VALUE: { target: 'waiting', actions: kit.assign(({ event }) => ({ copy: event.value })) },
        refused: 'waiting',
      },
    },
  },
});

/** Calls at a fixed pace, whether it is answered or not. */
const flooder = kit.createMachine({
  id: 'flooder',
  context: {},
  entry: kit.raise({ type: 'tick' }, { id: 'tick', delay: 1000 }),
  on: {
    tick: {
      actions: [
        ask(() => send('db', { type: 'GET' })),
        kit.raise({ type: 'tick' }, { id: 'tick', delay: 1000 }),
      ],
    },
  },
});

/** Collects what arrives, in order. */
const collector = kit.createMachine({
  id: 'collector',
  context: { got: [] },
  on: {
    NOTE: {
      actions: kit.enqueueActions(({ enqueue, context, event }) => {
        enqueue.assign({ got: [...context.got, event.n] });
        enqueue.emit(fact({ type: 'got', n: event.n }));
      }),
    },
    closed: { actions: ask(() => fact({ type: 'closed' })) },
  },
});

const talker = kit.createMachine({
  id: 'talker',
  context: {},
  initial: 'idle',
  states: {
    idle: {
      tags: ['ready'],
      on: { say: { actions: ask((_, { n }) => send('ear', { type: 'NOTE', n })) } },
    },
  },
});

const messages: System['messages'] = {
  GET: { role: 'request', replies: ['VALUE'] },
  VALUE: { role: 'reply' },
  PUT: { role: 'request', replies: ['OK', 'ERR'], failsAs: () => ({ type: 'ERR' }) },
  OK: { role: 'reply' },
  ERR: { role: 'reply' },
  NOTE: { role: 'oneWay' },
};

const machines: System['machines'] = {
  incrementer: { machine: incrementer },
  db: { machine: db },
  hasty: { machine: hasty, deadlines: ['1000'] },
  copier: { machine: copier },
  flooder: { machine: flooder },
  collector: { machine: collector },
  talker: { machine: talker },
};

export const both = (a: string, b: string, kind: LinkKind, latencyUs = 1000): LinkSpec[] => [
  { from: a, to: b, kind, latencyUs },
  { from: b, to: a, kind, latencyUs },
];

const client = (id: string, machine: string): NodeSpec => ({
  id,
  machine,
  input: {},
  client: true,
});

const dbNode = (more: Partial<NodeSpec> = {}): NodeSpec => ({
  id: 'db',
  machine: 'db',
  input: { value: 0 },
  ...more,
});

function system(
  nodes: readonly NodeSpec[],
  links: readonly LinkSpec[],
  acts: readonly Act[],
  monitor: Omit<Monitor<Loose>, 'id' | 'over'>,
): System {
  return {
    machines,
    nodes,
    links,
    messages,
    acts,
    monitors: [{ id: 'g', over: 'orders', ...monitor }],
  };
}

const act = (op: string, node: string, type: string, more: object = {}): Act => ({
  op,
  node,
  atUs: 0,
  event: { type, ...more },
});

const seenFact = (seen: Seen, type: string): Loose =>
  seen.kind === 'fact' && seen.fact.type === type ? seen.fact : null;

const broken = (say: string) => ({ say, because: [] });

/** As many users as wished each add one to a number; none of the additions may be lost. */
export function counting(users: number, acts = 1, more: Partial<NodeSpec> = {}): System {
  const names = ['ann', 'bob', 'cid'].slice(0, users);
  return system(
    [...names.map((name) => client(name, 'incrementer')), dbNode(more)],
    names.flatMap((name) => both(name, 'db', 'call')),
    names.flatMap((name) =>
      Array.from({ length: acts }, (_, i) => act(`add-${name}-${i + 1}`, name, 'increment')),
    ),
    {
      kind: 'eventually',
      start: { acknowledged: 0 },
      on: (state, seen) => ({
        state: seenFact(seen, 'acknowledged') ? { acknowledged: state.acknowledged + 1 } : state,
      }),
      atRest: (state, look) => {
        const value = look('db')?.value ?? 0;
        return value < state.acknowledged ? broken(`${value} < ${state.acknowledged}`) : null;
      },
    },
  );
}

/** One user who does not wait for ever: does a call time out (although it was carried out)? */
export function timingOut(although = false, latencyUs = 1000): System {
  return system(
    [client('ann', 'hasty'), dbNode()],
    both('ann', 'db', 'call', latencyUs),
    [act('write-1', 'ann', 'go')],
    {
      kind: 'always',
      start: { stored: !although },
      on: (state, seen) => {
        if (seenFact(seen, 'stored')) return { state: { stored: true } };
        if (!seenFact(seen, 'timedOut') || !state.stored) return { state };
        return { state, violation: broken('timed out') };
      },
    },
  );
}

/** A periodic copy: in the end the copy equals the original, unless it is never made again. */
export function copying(want: number): System {
  return {
    ...system(
      [client('ann', 'incrementer'), { id: 'copier', machine: 'copier', input: {} }, dbNode()],
      [...both('ann', 'db', 'call'), ...both('copier', 'db', 'call')],
      [act('add-1', 'ann', 'increment')],
      {
        kind: 'eventually',
        start: null,
        on: (state) => ({ state }),
        atRest: (_, look) => (look('copier')?.copy === want ? null : broken('not the copy')),
      },
    ),
    horizonUs: 20_000_000,
  };
}

/** Any message may be slow: a fixed pace puts as many on their way as one likes. */
export function flooding(): System {
  return system(
    [{ id: 'flooder', machine: 'flooder', input: {} }, dbNode()],
    both('flooder', 'db', 'call'),
    [],
    { kind: 'always', start: null, on: (state) => ({ state }) },
  );
}

/** One user says things to another over a link; do they arrive in their order, once, and all? */
export function telling(
  kind: LinkKind,
  wrong: 'order' | 'twice' | 'missing' | 'closed',
  count = 2,
): System {
  const acts = Array.from({ length: count }, (_, i) =>
    act(`say-${i + 1}`, 'mouth', 'say', { n: i + 1 }),
  );
  return system(
    [client('mouth', 'talker'), { id: 'ear', machine: 'collector', input: {} }],
    both('mouth', 'ear', kind),
    acts,
    {
      kind: wrong === 'missing' ? 'eventually' : 'always',
      start: { last: 0, seen: [] },
      on: (state, seen) => {
        if (wrong === 'closed') {
          return seenFact(seen, 'closed') ? { state, violation: broken('closed') } : { state };
        }
        const got = seenFact(seen, 'got');
        if (!got || wrong === 'missing') return { state };
        const next = { last: Math.max(state.last, got.n), seen: [...state.seen, got.n] };
        const bad = wrong === 'order' ? got.n < state.last : state.seen.includes(got.n);
        return bad ? { state: next, violation: broken(wrong) } : { state: next };
      },
      atRest: (_, look) =>
        wrong === 'missing' && (look('ear')?.got.length ?? 0) < count ? broken('missing') : null,
    },
  );
}

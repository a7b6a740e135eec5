/** Tiny systems with known answers, for the tests of the search. */
import type { Loose } from '../json.ts';
import type { Monitor, Seen } from '../monitor.ts';
import type { Act, LinkKind, LinkSpec, NodeSpec, System } from '../system.ts';
import { machines, messages } from './fixture-machines.ts';

const both = (a: string, b: string, kind: LinkKind, latencyUs = 1000): LinkSpec[] => [
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

/** One user adds one: is what was stored acknowledged in the end? */
export function answering(more: Partial<NodeSpec> = {}): System {
  return system(
    [client('ann', 'incrementer'), dbNode(more)],
    both('ann', 'db', 'call'),
    [act('add-1', 'ann', 'increment')],
    {
      kind: 'eventually',
      start: { stored: false, acknowledged: false },
      on: (state, seen) => ({
        state: {
          stored: state.stored || seenFact(seen, 'stored') !== null,
          acknowledged: state.acknowledged || seenFact(seen, 'acknowledged') !== null,
        },
      }),
      atRest: ({ stored, acknowledged }) =>
        stored && !acknowledged ? broken('stored and not acknowledged') : null,
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

/** One user who waits for a second for work that takes so long: does the call time out? */
export function working(workMs: number): System {
  return system(
    [client('ann', 'hasty'), { id: 'db', machine: 'plodder', input: { workMs } }],
    both('ann', 'db', 'call'),
    [act('write-1', 'ann', 'go')],
    {
      kind: 'always',
      start: null,
      on: (state, seen) =>
        seenFact(seen, 'timedOut') ? { state, violation: broken('timed out') } : { state },
    },
  );
}

/** One user who calls again and again until there is an answer. */
export function retrying(): System {
  return system(
    [client('ann', 'stubborn'), dbNode()],
    both('ann', 'db', 'call'),
    [act('read-1', 'ann', 'go')],
    { kind: 'always', start: null, on: (state) => ({ state }) },
  );
}

/** Somebody says something long after somebody else has run out of patience. Or before? */
export function sayingLate(): System {
  return system(
    [
      client('ann', 'hasty'),
      dbNode(),
      client('mouth', 'talker'),
      { id: 'ear', machine: 'collector', input: {} },
    ],
    [...both('ann', 'db', 'call'), ...both('mouth', 'ear', 'call')],
    [act('write-1', 'ann', 'go'), { ...act('say-1', 'mouth', 'say', { n: 1 }), atUs: 5_000_000 }],
    {
      kind: 'always',
      start: { said: false },
      on: (state, seen) => {
        if (seenFact(seen, 'got')) return { state: { said: true } };
        if (!seenFact(seen, 'timedOut') || !state.said) return { state };
        return { state, violation: broken('said before') };
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

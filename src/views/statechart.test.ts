import { describe, expect, it } from 'vitest';
import { createMachine, setup } from 'xstate';
import { compile, openingRun } from '../flow/compile.ts';
import { allFlows } from '../flows/catalogue.ts';
import type { MachineSpec } from '../kernel/system.ts';
import { machineJson } from './machineJson.ts';
import { sceneOf } from './scene.ts';
import { actorsOn, machinesOn, standingAt, taken } from './standing.ts';
import { statechartOf, triggerText } from './statechart.ts';
import { statePaths } from './words.ts';

const door: MachineSpec = {
  machine: setup({
    guards: { isLocked: () => false },
    delays: { closesAfter: 5_000 },
    actions: { ring: () => {} },
  }).createMachine({
    id: 'door',
    type: 'parallel',
    states: {
      leaf: {
        initial: 'shut',
        on: { reset: '.shut' },
        states: {
          shut: {
            on: {
              push: [{ guard: 'isLocked', actions: 'ring' }, { target: 'open' }],
              ring: { actions: 'ring' },
              knock: { actions: 'ring' },
              burn: '#door.alarm.loud',
            },
          },
          open: { after: { closesAfter: 'shut', 90_000: 'stuck' } },
          stuck: { always: { guard: () => true, target: 'broken' } },
          broken: { type: 'final' },
        },
      },
      alarm: { initial: 'quiet', states: { quiet: {}, loud: {} } },
    },
  }),
};

describe('a statechart', () => {
  const chart = statechartOf(door);
  const state = (path: string) => chart.states.find((each) => each.path === path);
  const edge = (id: string) => chart.edges.find((each) => each.id === id);

  it('has the states of the machine as they are nested, and says where each begins', () => {
    expect(chart.states.map(({ path }) => path)).toEqual([
      '',
      'leaf',
      'leaf.shut',
      'leaf.open',
      'leaf.stuck',
      'leaf.broken',
      'alarm',
      'alarm.quiet',
      'alarm.loud',
    ]);
    expect(chart.root.type).toBe('parallel');
    expect(state('leaf.shut')?.initial).toBe(true);
    expect(state('leaf.open')?.initial).toBe(false);
    expect(state('leaf.broken')?.type).toBe('final');
  });

  it('draws an edge between states with event, guard and delay', () => {
    expect(edge('leaf.shut -> leaf.open')?.labels.map(({ text }) => text)).toEqual(['push']);
    expect(edge('leaf.open -> leaf.shut')?.labels[0]?.text).toBe('after closes after');
    expect(edge('leaf.open -> leaf.stuck')?.labels[0]?.text).toBe('after 1 min 30 s');
    expect(edge('leaf.stuck -> leaf.broken')?.labels[0]?.text).toBe('at once [a condition]');
    expect(edge('leaf.shut -> alarm.loud')?.labels[0]?.text).toBe('burn');
  });

  it('writes what stays in a state into its box, alike ones in one line', () => {
    expect(state('leaf.shut')?.lines.map(({ text }) => text)).toEqual([
      'push [is locked] / ring',
      'ring, knock / ring',
    ]);
    expect(state('leaf')?.lines.map(({ text }) => text)).toEqual(['reset → shut']);
  });
});

describe('the transition that was taken', () => {
  const chart = statechartOf(door);
  const from = (...paths: string[]) => new Set(['', 'leaf', 'alarm', 'alarm.quiet', ...paths]);
  const ids = (before: string, after: string, on: string) =>
    taken(chart, from(before), from(after), on).map((each) => `${each.from} ${triggerText(each)}`);

  it('is the one that leads from the former state to the next', () => {
    expect(ids('leaf.shut', 'leaf.open', 'push')).toEqual(['leaf.shut push']);
    expect(ids('leaf.open', 'leaf.shut', 'xstate.after.closesAfter.door.leaf.open')).toEqual([
      'leaf.open after closes after',
    ]);
  });

  it('is the one that stays, where the state is the same', () => {
    const stayed = taken(chart, from('leaf.shut'), from('leaf.shut'), 'push');
    expect(stayed.map(({ guard }) => guard)).toEqual(['is locked']);
  });

  it('goes on over what comes at once', () => {
    expect(ids('leaf.open', 'leaf.broken', 'xstate.after.90000.door.leaf.open')).toEqual([
      'leaf.open after 1 min 30 s',
      'leaf.stuck at once',
    ]);
  });

  it('is what stayed and what came at once after it, where a guard turned true', () => {
    const light = statechartOf({
      machine: createMachine({
        id: 'light',
        initial: 'off',
        on: { press: { actions: 'count' } },
        states: {
          off: { always: { guard: 'isPressed', target: 'on' } },
          on: { always: { guard: 'isReleased', target: 'off' } },
        },
      }),
    });
    const went = taken(light, new Set(['', 'off']), new Set(['', 'on']), 'press');
    expect(went.map((each) => `${each.from} ${triggerText(each)}`)).toEqual([
      ' press',
      'off at once',
    ]);
  });

  it('goes on where a state has come to its end', () => {
    const form = statechartOf({
      machine: createMachine({
        id: 'form',
        initial: 'checking',
        states: {
          checking: {
            initial: 'reading',
            onDone: 'sent',
            states: { reading: { on: { send: 'checked' } }, checked: { type: 'final' } },
          },
          sent: {},
        },
      }),
    });
    const before = new Set(['', 'checking', 'checking.reading']);
    const went = taken(form, before, new Set(['', 'sent']), 'send');
    expect(went.map((each) => `${each.from} ${triggerText(each)}`)).toEqual([
      'checking.reading send',
      'checking when done',
    ]);
  });

  it('is none where the machine knows no such event there', () => {
    expect(ids('leaf.open', 'leaf.open', 'push')).toEqual([]);
  });
});

const flows = await allFlows();

describe.each(flows.map((flow) => ({ id: flow.id, flow })))('in $id', ({ flow }) => {
  const scene = sceneOf(flow, openingRun(flow));
  const { entries } = scene.trace;

  it('every actor stands, at every entry, in states of its chart, and every step has its transition', () => {
    const charts = new Map(
      Object.entries(scene.compiled.plan.machines).map(([name, spec]) => [
        name,
        statechartOf(spec),
      ]),
    );
    let steps = 0;
    let found = 0;
    for (const entry of entries) {
      if (entry.kind !== 'step') continue;
      const node = entry.actor.split('/')[0] ?? '';
      const machine = actorsOn(scene, node, entry.id).find(({ id }) => id === entry.actor)?.machine;
      const chart = charts.get(machine ?? '');
      if (chart === undefined) throw new Error(`There is no machine for ${entry.actor}.`);
      const standing = standingAt(scene, chart, entry.actor, entry.id);
      for (const path of statePaths(entry.after.value)) expect(standing?.active).toContain(path);
      const known = new Set(chart.states.map(({ path }) => path));
      for (const path of standing?.active ?? []) expect(known).toContain(path);
      steps++;
      if ((standing?.last?.transitions.size ?? 0) > 0) found++;
    }
    expect(steps).toBeGreaterThan(10);
    expect(found).toBe(steps);
  });

  it('the machines of a node are its own and those of its requests', () => {
    for (const { id, machine } of scene.compiled.plan.nodes) {
      expect(machinesOn(scene, id)[0]).toBe(machine);
    }
  });

  it('every machine is read again from its JSON, with the same states and events', () => {
    for (const variant of Object.keys(flow.variants)) {
      const { plan } = compile(flow, { ...openingRun(flow), variant });
      for (const spec of Object.values(plan.machines)) {
        const again = { machine: createMachine(JSON.parse(machineJson(spec))) };
        const shape = (each: MachineSpec) => {
          const { states, transitions } = statechartOf(each);
          return {
            states: states.map(({ path, type, initial }) => ({ path, type, initial })),
            transitions: transitions.map(({ id, to, delay }) => ({ id, to, delay })),
          };
        };
        expect(shape(again)).toEqual(shape(spec));
      }
    }
  });
});

it('a delay that runs is a ring at the transition that it brings about', () => {
  const [caching] = flows;
  if (caching === undefined) throw new Error('The catalogue is empty.');
  const scene = sceneOf(caching, openingRun(caching));
  const timer = scene.trace.entries.find((each) => each.kind === 'timer' && each.actor === 'cache');
  const spec = scene.compiled.plan.machines['cache'];
  if (timer?.kind !== 'timer' || spec === undefined) throw new Error('The cache has no timer.');
  const standing = standingAt(scene, statechartOf(spec), 'cache', timer.id);
  const delay = standing?.delays.find(({ id }) => id === timer.id);
  expect(delay).toMatchObject({ startedAtUs: timer.atUs, dueUs: timer.dueUs, count: 1 });
  expect(delay?.transitions.size).toBeGreaterThan(0);
});

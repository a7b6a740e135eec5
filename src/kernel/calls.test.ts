/** Calls whose caller or callee is no more. */
import { describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import type { Loose } from './json.ts';
import type { Fault } from './schedule.ts';
import { answering, timingOut } from './search/fixtures.ts';
import { Simulation } from './simulation.ts';
import { type Command, type System, send } from './system.ts';
import { Trace } from './trace.ts';

function play(system: System, faults: readonly Fault[]) {
  const schedule = { seed: 1, faults, holds: [], inputs: [] };
  const trace = new Trace(schedule);
  const { entries } = trace;
  const simulation = new Simulation(system, schedule, (entry) => trace.add(entry));
  while (simulation.step());
  const kinds = (op: string): string[] =>
    entries.flatMap((entry) => {
      const send = 'send' in entry ? trace.entries[entry.send] : undefined;
      return send?.kind === 'send' && send.event.op === op
        ? [`${entry.kind} ${send.event.type}`]
        : [];
    });
  return { entries, kinds, open: simulation.open };
}

const kit = setup({
  types: {} as { context: Loose; events: Loose; input: Loose; emitted: Command },
});
/** Asks and goes away. */
const passer = kit.createMachine({
  id: 'passer',
  context: {},
  initial: 'here',
  states: {
    here: {
      tags: ['ready'],
      on: { go: { target: 'gone', actions: kit.emit(() => send('db', { type: 'GET' })) } },
    },
    gone: { type: 'final' },
  },
});

describe('a call whose caller is no more', () => {
  it('ends when the caller is done, and its reply comes late', () => {
    const system = timingOut();
    const machines = { ...system.machines, hasty: { machine: passer } };
    const { kinds, open } = play({ ...system, machines }, []);
    expect(kinds('write-1')).toEqual(['abandon GET', 'deliver GET', 'late VALUE']);
    expect(open).toEqual([]);
  });

  it('ends when the node of the caller crashes', () => {
    const stop: Fault = { kind: 'stop', node: 'ann', atUs: 500 };
    const { kinds, open } = play(timingOut(), [stop]);
    expect(kinds('write-1')).toEqual(['abandon PUT', 'deliver PUT', 'lose OK']);
    expect(open).toEqual([]);
  });
});

describe('a call whose callee crashes', () => {
  const crash = (atUs: number): Fault => ({ kind: 'crash', node: 'db', atUs, downForUs: 10_000 });

  it('is refused while nothing has been said to it', () => {
    expect(
      play(answering(), [crash(2_500)])
        .kinds('add-1')
        .slice(-2),
    ).toEqual(['lose PUT', 'deliver refused']);
  });

  it('takes the reply that left before', () => {
    const { kinds, entries } = play(answering(), [crash(3_500)]);
    expect(kinds('add-1').slice(-2)).toEqual(['deliver PUT', 'deliver OK']);
    expect(entries.some((it) => it.kind === 'send' && it.event.type === 'refused')).toBe(false);
  });

  it('is refused when that reply is lost on its way', () => {
    const drop: Fault = { kind: 'drop', message: 'add-1/OK' };
    expect(play(answering(), [drop, crash(3_200)]).kinds('add-1')).toContain('deliver refused');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign, cancel, createActor, createMachine, emit, enqueueActions, setup } from 'xstate';
import { canonical } from './json.ts';
import { type Effect, type Snapshot, stepper } from './step.ts';
import { type Command, fact, send } from './system.ts';
import type { Micros } from './time.ts';

/** Everything that flows use: nested and parallel states, history, guards, delays of both forms, cancel, final. */
const machine = setup({
  types: {} as {
    context: { n: number; log: readonly string[] };
    events: { type: 'go' | 'back' | 'more' | 'stop' | 'ping' | 'late' };
    emitted: Command;
  },
  delays: { patience: 300, grow: ({ context }) => 100 + context.n },
  guards: { few: ({ context }) => context.n < 6 },
}).createMachine({
  id: 'm',
  context: () => ({ n: 0, log: [] }),
  type: 'parallel',
  states: {
    work: {
      initial: 'idle',
      states: {
        idle: { on: { go: { target: 'busy', actions: emit(send('x', { type: 'Q' })) } } },
        busy: {
          initial: 'first',
          after: { patience: { target: 'idle', actions: emit(fact({ type: 'gaveUp' })) } },
          entry: assign({ n: ({ context }) => context.n + 1 }),
          on: { back: 'idle', stop: 'away' },
          states: {
            first: { after: { grow: 'second' }, on: { more: 'second' } },
            second: {
              always: { guard: ({ context }) => context.n > 4, target: 'third' },
              on: { more: 'first' },
            },
            third: { on: { ping: { actions: emit(fact({ type: 'third' })) } } },
            memory: { type: 'history' },
          },
        },
        away: { on: { back: 'busy.memory' } },
      },
    },
    beat: {
      initial: 'off',
      states: {
        off: { on: { ping: { guard: 'few', target: 'on' } } },
        on: {
          entry: enqueueActions(({ enqueue, context }) => {
            enqueue.raise({ type: 'late' }, { id: `late-${context.n}`, delay: 150 });
            enqueue.emit(fact({ type: 'on', n: context.n }));
          }),
          on: {
            late: { target: 'off', actions: emit(fact({ type: 'late' })) },
            stop: { target: 'off', actions: cancel(({ context }) => `late-${context.n}`) },
          },
        },
      },
    },
  },
});

type Move = { readonly event: string } | { readonly waitMs: number };
const moves = fc.array(
  fc.oneof(
    fc.constantFrom('go', 'back', 'more', 'stop', 'ping').map((event): Move => ({ event })),
    fc.integer({ min: 1, max: 400 }).map((waitMs): Move => ({ waitMs })),
  ),
  { maxLength: 40 },
);

/** A clock of virtual time for XState's own interpreter. */
function handClock() {
  let nowMs = 0;
  let count = 0;
  const due = new Map<number, { atMs: number; run: () => void }>();
  return {
    setTimeout: (run: () => void, ms: number) => {
      due.set(++count, { atMs: nowMs + ms, run });
      return count;
    },
    clearTimeout: (id: number) => void due.delete(id),
    wait(ms: number): void {
      const endMs = nowMs + ms;
      for (;;) {
        const next = [...due]
          .filter(([, t]) => t.atMs <= endMs)
          .sort((a, b) => a[1].atMs - b[1].atMs || a[0] - b[0])[0];
        if (next === undefined) break;
        due.delete(next[0]);
        nowMs = next[1].atMs;
        next[1].run();
      }
      nowMs = endMs;
    },
  };
}

function byXState(script: readonly Move[]): string[] {
  const clock = handClock();
  const actor = createActor(machine, { clock: clock as never });
  const seen: string[] = [];
  actor.on('*', (emitted) => seen.push(canonical(emitted)));
  actor.subscribe((snapshot) => seen.push(canonical([snapshot.value, snapshot.context])));
  actor.start();
  for (const move of script) {
    if ('event' in move) actor.send({ type: move.event as 'go' });
    else clock.wait(move.waitMs);
  }
  return seen;
}

function byStepper(script: readonly Move[]): string[] {
  const { start, step } = stepper(machine);
  const seen: string[] = [];
  let nowUs: Micros = 0;
  let order = 0;
  const timers = new Map<string, { dueUs: Micros; order: number; event: { type: string } }>();
  let snapshot: Snapshot;
  const follow = (outcome: { snapshot: Snapshot; effects: readonly Effect[] }): void => {
    snapshot = outcome.snapshot;
    for (const effect of outcome.effects) {
      if (effect.type === 'startTimer') {
        timers.set(effect.id, {
          dueUs: nowUs + effect.delayUs,
          order: order++,
          event: effect.event,
        });
      } else if (effect.type === 'stopTimer') timers.delete(effect.id);
      else seen.push(canonical(effect));
    }
    seen.push(canonical([snapshot.value, snapshot.context]));
  };
  follow(start(undefined));
  for (const move of script) {
    if ('event' in move) {
      follow(step(snapshot!, { type: move.event }));
      continue;
    }
    const endUs = nowUs + move.waitMs * 1_000;
    for (;;) {
      const next = [...timers]
        .filter(([, t]) => t.dueUs <= endUs)
        .sort((a, b) => a[1].dueUs - b[1].dueUs || a[1].order - b[1].order)[0];
      if (next === undefined) break;
      timers.delete(next[0]);
      nowUs = next[1].dueUs;
      follow(step(snapshot!, next[1].event));
    }
    nowUs = endUs;
  }
  return seen;
}

describe('stepper', () => {
  it('does what XState does itself, for random events and waits', () => {
    fc.assert(
      fc.property(moves, (script) => {
        expect(byStepper(script)).toEqual(byXState(script));
      }),
      { numRuns: 300 },
    );
  });

  it('rejects what the kernel does not carry out, in words that name the machine and the way out', () => {
    const act = createMachine({ id: 'loose', on: { go: { actions: () => {} } } });
    const { start, step } = stepper(act);
    expect(() => step(start(undefined).snapshot, { type: 'go' })).toThrow(
      /loose: the action .* Use assign, emit/,
    );
  });

  it('rejects a delay whose name means nothing', () => {
    const { start } = stepper(
      createMachine({ id: 'typo', initial: 'a', states: { a: { after: { pateince: 'a' } } } }),
    );
    expect(() => start(undefined)).toThrow(
      /typo, timer for .*pateince.*: a delay must be a finite number/,
    );
  });

  it('throws what a machine throws', () => {
    const broken = createMachine({
      id: 'b',
      context: { n: 0 },
      on: {
        go: {
          actions: assign(() => {
            throw new Error('mine');
          }),
        },
      },
    });
    const { start, step } = stepper(broken);
    expect(() => step(start(undefined).snapshot, { type: 'go' })).toThrow('mine');
  });
});

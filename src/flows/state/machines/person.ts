/**
 * Somebody who works with many todos, one change after the other, before a page that shows each at
 * once (the optimist) or after the answer. What is lost of the time is told when it is lost: by
 * waiting for an answer; or by a revert, with what was done since the change.
 *
 *     pessimist: working → waiting → working
 *     optimist:  working → working …, and from a refusal: gettingBack → working
 */
import { enqueueActions, setup } from 'xstate';
import { type Command, fact, type Received, send } from '../../../kernel/system.ts';
import type { Settings } from '../settings.ts';

/** A change without an answer. */
interface Open {
  readonly op: string;
  readonly sentUs: number;
}

export interface PersonContext {
  readonly optimist: boolean;
  readonly count: number;
  readonly saved: number;
  readonly failed: number;
  readonly open: readonly Open[];
  /** When the work began that a revert may undo. */
  readonly backUs: number;
}

type Timed = { readonly nowUs: number };
type Answer = Received & Timed & { readonly type: (typeof ANSWERS)[number] };
type PersonEvent = Answer | (Timed & { readonly type: 'save' | 'backAgain' });

const ANSWERS = [
  'saved',
  'rejected',
  'badRequest',
  'notFound',
  'serverError',
  'refused',
  // The page has given it up.
  'noAnswer',
] as const;
export const personClock = ['save', 'backAgain', ...ANSWERS];

/** Beyond what the slowest answers and the fastest work leave open. */
const OPEN_MAX = 200;

export const personMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: PersonContext;
      events: PersonEvent;
      emitted: Command;
      input: { readonly optimist: boolean };
    },
    delays: { duration: s.durationMs },
    guards: {
      isOptimist: ({ context }) => context.optimist,
      isOpen: ({ context, event }) => isOpen(context, event),
      isBad: ({ context, event }) =>
        context.optimist && event.type !== 'saved' && isOpen(context, event),
    },
    actions: {
      work: enqueueActions(({ enqueue }) => {
        enqueue.raise({ type: 'save' } as PersonEvent, { id: 'save', delay: s.thinkMs });
      }),
      stop: enqueueActions(({ enqueue }) => enqueue.cancel('save')),
      save: enqueueActions(({ context, event, enqueue }) => {
        const { optimist, open } = context;
        const count = context.count + 1;
        const who = optimist ? 'optimist' : 'pessimist';
        const op = `${who}-${count}`;
        const { nowUs: sentUs } = event;
        enqueue.assign({ count, open: [...open, { op, sentUs }].slice(-OPEN_MAX) });
        const request = { id: '1', client: who, seq: count, title: `change ${count}` };
        enqueue.emit(send('api', { type: 'patchTodo', ...request }, { op }));
        if (Number.isFinite(s.clientTimeoutMs))
          enqueue.raise({ type: 'noAnswer', op } as PersonEvent, {
            id: patienceOf(op),
            delay: s.clientTimeoutMs,
          });
      }),
      hear: enqueueActions(({ context, event, enqueue }) => {
        const { optimist, open, saved, failed, backUs } = context;
        const { op, nowUs } = event as Answer;
        const ok = event.type === 'saved';
        const sentUs = open.find((each) => each.op === op)?.sentUs ?? nowUs;
        enqueue.cancel(patienceOf(op));
        enqueue.assign({
          open: open.filter((each) => each.op !== op),
          saved: saved + (ok ? 1 : 0),
          failed: failed + (ok ? 0 : 1),
        });
        if (!optimist)
          enqueue.emit(fact({ type: 'timeLost', optimist, why: 'waiting', us: nowUs - sentUs }));
        else if (!ok) {
          // What was done since then was done on something that is not so.
          const us = Math.max(0, nowUs - Math.max(sentUs, backUs));
          // And what is refused until one is back undoes nothing more.
          if (nowUs >= backUs) enqueue.assign({ backUs: nowUs + s.undoMs * 1_000 });
          enqueue.emit(fact({ type: 'timeLost', optimist, why: 'done for nothing', us }));
        }
        // Last: what it has cost is counted with it.
        enqueue.emit(fact({ type: 'changeAnswered', optimist, ok }));
      }),
      getBack: enqueueActions(({ enqueue }) => {
        enqueue.raise({ type: 'backAgain' } as PersonEvent, { id: 'backAgain', delay: s.undoMs });
      }),
      tellBack: enqueueActions(({ context: { optimist }, enqueue }) => {
        const us = s.undoMs * 1_000;
        enqueue.emit(fact({ type: 'timeLost', optimist, why: 'getting back', us }));
      }),
    },
  }).createMachine({
    id: 'person',
    context: ({ input }) => ({
      optimist: input.optimist,
      count: 0,
      saved: 0,
      failed: 0,
      open: [],
      backUs: 0,
    }),
    initial: 'busy',
    states: {
      busy: {
        tags: 'ready',
        initial: 'working',
        after: { duration: 'gone' },
        states: {
          working: {
            entry: 'work',
            exit: 'stop',
            on: {
              save: [
                { guard: 'isOptimist', target: 'working', reenter: true, actions: 'save' },
                { target: 'waiting', actions: 'save' },
              ],
              ...on(ANSWERS, [
                { guard: 'isBad' as const, target: 'gettingBack', actions: 'hear' as const },
                { guard: 'isOpen' as const, actions: 'hear' as const },
              ]),
            },
          },
          waiting: {
            on: on(ANSWERS, {
              guard: 'isOpen' as const,
              target: 'working',
              actions: 'hear' as const,
            }),
          },
          gettingBack: {
            entry: 'getBack',
            on: {
              backAgain: { target: 'working', actions: 'tellBack' },
              ...on(ANSWERS, { guard: 'isOpen' as const, actions: 'hear' as const }),
            },
          },
        },
      },
      gone: { tags: 'ready' },
    },
  });

const patienceOf = (op: string): string => `patience:${op}`;

/** An answer that comes after the page has given up is for nothing. */
const isOpen = ({ open }: PersonContext, event: PersonEvent): boolean =>
  'op' in event && open.some(({ op }) => op === event.op);

/** The same for each. */
function on<Name extends string, T>(names: readonly Name[], each: T): Record<Name, T> {
  return Object.fromEntries(names.map((name) => [name, each])) as Record<Name, T>;
}

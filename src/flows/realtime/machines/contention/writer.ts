/**
 * One writer of the row: it reads the version, writes with it, and tries again when somebody else
 * was quicker, until it succeeds once.
 *
 *     starting → setting out → reading → handing in → writing → done
 *                                                     writing → backingOff → settingOut → …
 */
import { enqueueActions, setup } from 'xstate';
import { type Command, fact, send } from '../../../../kernel/system.ts';
import type { Conflict, Version, Written } from '../../protocol.ts';
import type { Settings } from '../../settings.ts';
import { restMs } from './normal.ts';

export interface WriterContext {
  readonly version: number;
  /** How often it came too late. */
  readonly failures: number;
  /** The last wait, for `decorrelated`. */
  readonly sleepMs: number;
}

type WriterEvent = (
  | { readonly type: 'begin' | 'sendRead' | 'sendWrite' | 'retry' }
  | Version
  | Written
  | Conflict
) & { readonly chance?: number };

/** Events that draw: for the delay of the message that follows, or for the backoff. */
export const writerChance = ['begin', 'version', 'conflict', 'retry'];

export const writerMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: WriterContext;
      events: WriterEvent;
      emitted: Command;
      input: Record<string, never>;
    },
    actions: {
      wake: enqueueActions(({ enqueue }) => {
        enqueue.raise({ type: 'begin' }, { id: 'begin', delay: 0 });
      }),
      setOut: enqueueActions(({ event, enqueue }) => {
        enqueue.raise({ type: 'sendRead' }, { id: 'way', delay: restMs(s, event.chance ?? 0.5) });
      }),
      read: enqueueActions(({ enqueue }) => {
        enqueue.emit(send('row', { type: 'readRow' }));
      }),
      handIn: enqueueActions(({ event, enqueue }) => {
        if (event.type !== 'version') return;
        enqueue.assign({ version: event.version });
        enqueue.raise({ type: 'sendWrite' }, { id: 'way', delay: restMs(s, event.chance ?? 0.5) });
      }),
      write: enqueueActions(({ context: { version }, enqueue }) => {
        enqueue.emit(fact({ type: 'tried', version }));
        enqueue.emit(send('row', { type: 'writeRow', version }));
      }),
      backOff: enqueueActions(({ context, event, enqueue }) => {
        const failures = context.failures + 1;
        const sleepMs = backoffMs(s, failures, context.sleepMs, event.chance ?? 0.5);
        enqueue.assign({ failures, sleepMs });
        enqueue.emit(fact({ type: 'conflicted', n: failures, waitMs: sleepMs }));
        enqueue.raise({ type: 'retry' }, { id: 'backoff', delay: sleepMs });
      }),
      sayDone: enqueueActions(({ context: { failures }, enqueue }) => {
        enqueue.emit(fact({ type: 'wrote', failures }));
      }),
    },
  }).createMachine({
    id: 'writer',
    context: () => ({ version: 0, failures: 0, sleepMs: s.baseMs }),
    initial: 'starting',
    states: {
      starting: { entry: 'wake', on: { begin: { target: 'settingOut', actions: 'setOut' } } },
      settingOut: { on: { sendRead: { target: 'reading', actions: 'read' } } },
      reading: { on: { version: { target: 'handingIn', actions: 'handIn' } } },
      handingIn: { on: { sendWrite: { target: 'writing', actions: 'write' } } },
      writing: {
        on: {
          written: { target: 'done', actions: 'sayDone' },
          conflict: { target: 'backingOff', actions: 'backOff' },
        },
      },
      backingOff: { on: { retry: { target: 'settingOut', actions: 'setOut' } } },
      done: { type: 'final' },
    },
  });

/** The five strategies of the study. `failures` counts from 1. */
export function backoffMs(
  { backoff, baseMs, backoffCapMs }: Settings,
  failures: number,
  previousMs: number,
  chance: number,
): number {
  // Beyond 2⁴⁰ every base is above every cap.
  const v = Math.min(backoffCapMs, baseMs * 2 ** Math.min(failures, 40));
  switch (backoff) {
    case 'none':
      return 0;
    case 'exponential':
      return v;
    case 'equal':
      return v / 2 + (v / 2) * chance;
    case 'full':
      return v * chance;
    case 'decorrelated':
      return Math.min(backoffCapMs, baseMs + (3 * previousMs - baseMs) * chance);
  }
}

/**
 * One change, from the person's act to its end.
 *
 *     updatingUi → sending → continuing
 *                          ↘ reverting → showingError
 *
 * With an outbox it is stored before it is sent, and waits there for a network; with serial
 * sending it waits for its turn; with versions somebody may have been first.
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, fact, type Message, send } from '../../../kernel/system.ts';
import type {
  Full,
  Go,
  Halt,
  Kept,
  Mismatch,
  No,
  Op,
  Refused,
  Resolved,
  Saved,
  ServerError,
  Unload,
} from '../protocol.ts';
import { hasOutbox, type Settings } from '../settings.ts';
import { docIn, isMergeable, requestOf } from './sending.ts';

export interface UpdateInput {
  readonly app: string;
  readonly device: string;
  readonly outbox: string;
  readonly op: Op;
  readonly online: boolean;
  /** How often the page was opened. */
  readonly opening: number;
  /** It was in the outbox when the page was opened. */
  readonly resumed: boolean;
}

export interface UpdateContext extends UpdateInput {
  readonly tries: number;
  readonly why: string;
}

type UpdateEvent =
  | Saved
  | Mismatch
  | No
  | ServerError
  | Refused
  | Kept
  | Full
  | Go
  | Halt
  | Unload
  | Resolved;

export const updateDeadlines = ['patience'];

/** Attempts are counted so far: the pause does not grow for ever. */
const COUNTED = 4;
/** A key for each attempt needs to tell more of them apart. */
const COUNTED_FOR_KEYS = 20;

const stored = (said: boolean, complete: boolean): Message =>
  ({ type: 'storedHere', said, complete }) as never;
const STORED = {
  early: stored(true, false),
  late: stored(false, true),
  complete: stored(true, true),
};

const NOT_STORED = ['storage full', 'storage gone'];

const no = (why: string) => ({ type: 'because' as const, params: { why } });

export const updateMachine = (s: Settings) => {
  const stores = hasOutbox(s);
  const asks = s.send === 'serial' || stores;
  const afterUi = [
    { guard: 'isStoring' as const, target: 'storing' as const },
    { guard: 'isOffline' as const, target: 'reverting' as const, actions: no('no network') },
    { target: asks ? ('waitingForTurn' as const) : ('sending' as const) },
  ];
  const step = <T>(target: T) =>
    s.renderMs > 0 ? { after: { frame: target } } : { always: target };
  /** Nobody knows whether the server has done it. */
  const noAnswer = [
    { guard: 'isStored' as const, target: 'backingOff' as const, actions: 'giveUp' as const },
    { target: 'reverting' as const, actions: ['giveUp' as const, no('no answer')] },
  ];
  const refusal = (why: string) => [
    { guard: 'isTriedForEver' as const, target: 'backingOff' as const, actions: no(why) },
    { target: 'reverting' as const, actions: no(why) },
  ];
  const saved = { target: 'continuing' as const, actions: 'succeed' as const };
  return setup({
    types: {} as {
      context: UpdateContext;
      events: UpdateEvent;
      emitted: Command;
      input: UpdateInput;
    },
    delays: {
      frame: s.renderMs,
      patience: s.clientTimeoutMs,
      backoff: ({ context }) => s.backoffMs * 2 ** (Math.min(COUNTED, context.tries) - 1),
    },
    guards: {
      isResumed: ({ context }) => context.resumed,
      isStoring: ({ context }) => context.outbox !== '',
      isStored: ({ context }) => context.outbox !== '',
      isOffline: ({ context }) => context.outbox === '' && !context.online,
      saysSavedEarly: () => s.durableAck === 'off',
      isTriedForEver: ({ context }) => context.outbox !== '' && s.park === 'off',
      isMergeable: ({ context, event }) =>
        s.conflict === 'merge' && isMergeable(context.op, (event as Mismatch).current) === true,
      isDone: ({ context, event }) =>
        s.conflict === 'merge' && isMergeable(context.op, (event as Mismatch).current) === 'same',
      isYielding: ({ event }) => event.type === 'resolved' && event.how === 'theirs',
    },
    actions: {
      because: assign((_, { why }: { why: string }) => ({ why })),
      toApp: emit(({ context: { app } }, { message }: { message: Message }) => send(app, message)),
      apply: emit(({ context: { app, op } }) => send(app, { type: 'apply', wish: op } as never)),
      store: emit(({ context: { outbox, op } }) =>
        send(outbox, { type: 'put', stored: op } as never),
      ),
      request: enqueueActions(({ context, enqueue }) => {
        const most = s.idem === 'perAttempt' ? COUNTED_FOR_KEYS : COUNTED;
        const tries = Math.min(most, context.tries + 1);
        enqueue.assign({ tries });
        enqueue.emit(send('api', requestOf(s, context, tries)));
      }),
      giveUp: emit(abandon()),
      useBase: assign(({ context: { op }, event }) =>
        event.type === 'go' ? { op: { ...op, base: event.base } } : {},
      ),
      /** What the server has is what the change is made from now. */
      merge: assign(({ context: { op }, event }) => {
        const { currentVersion } = event as Mismatch;
        return { op: { ...op, base: currentVersion } };
      }),
      resolve: assign(({ context: { op }, event }) => {
        if (event.type !== 'resolved') return {};
        const { value, base, seq } = event;
        const fields = op.kind === 'edit' ? { [op.field]: value } : op.fields;
        return { op: { ...op, value, base, fields, seq } };
      }),
      ask: enqueueActions(({ context: { app, op, device }, event, enqueue }) => {
        const theirs = (event as Mismatch).current;
        enqueue.emit(
          fact({ type: 'conflictShown', id: op.id, field: op.field, base: op.base, device }),
        );
        enqueue.emit(send(app, { type: 'inConflict', theirs } as never));
      }),
      succeed: enqueueActions(({ context: { app, outbox, op }, event, enqueue }) => {
        const doc = docIn(event as Saved | Mismatch);
        if (outbox !== '')
          enqueue.emit(send(outbox, { type: 'remove', stored: op, version: doc.version } as never));
        enqueue.emit(send(app, { type: 'succeeded', doc, base: op.base } as never));
      }),
      yield: enqueueActions(({ context: { app, outbox, op }, enqueue }) => {
        if (outbox !== '')
          enqueue.emit(send(outbox, { type: 'remove', stored: op, version: 0 } as never));
        enqueue.emit(send(app, { type: 'yielded' }));
      }),
      revert: enqueueActions(({ context: { app, outbox, op, why }, enqueue }) => {
        if (outbox !== '' && !NOT_STORED.includes(why))
          enqueue.emit(send(outbox, { type: 'park', stored: op } as never));
        enqueue.emit(fact({ type: 'failed', why, id: op.id, kind: op.kind, field: op.field }));
        enqueue.emit(send(app, { type: 'revert' }));
      }),
      sayRefused: emit(({ context: { why, op } }) =>
        fact({ type: 'refusedByServer', why, id: op.id, kind: op.kind }),
      ),
      showError: enqueueActions(({ context: { app, why }, enqueue }) => {
        if (s.errors === 'shown') enqueue.emit(send(app, { type: 'showError', why } as never));
      }),
    },
  }).createMachine({
    id: 'update',
    context: ({ input }) => ({ ...input, tries: 0, why: '' }),
    initial: 'beginning',
    on: {
      unload: '.gone',
      ...(s.durableAck === 'off'
        ? { kept: { actions: { type: 'toApp', params: { message: STORED.late } } } }
        : {}),
    },
    states: {
      beginning: {
        always: [{ guard: 'isResumed', target: 'waitingForTurn' }, { target: 'updatingUi' }],
      },
      updatingUi: {
        entry: 'apply',
        on: { halt: { actions: assign(() => ({ online: false })) } },
        ...step(afterUi),
      },
      storing: {
        entry: 'store',
        ...(s.durableAck === 'off'
          ? {
              always: {
                target: 'waitingForTurn',
                actions: { type: 'toApp', params: { message: STORED.early } },
              },
            }
          : {
              on: {
                kept: {
                  target: 'waitingForTurn',
                  actions: {
                    type: 'toApp',
                    params: { message: STORED.complete },
                  },
                },
                full: { target: 'reverting', actions: no('storage full') },
              },
              after: Number.isFinite(s.clientTimeoutMs)
                ? { patience: { target: 'reverting' as const, actions: no('storage gone') } }
                : {},
            }),
      },
      waitingForTurn: {
        entry: { type: 'toApp', params: { message: { type: 'ready' } } },
        on: {
          go: { target: 'sending', actions: 'useBase' },
          halt: stores ? {} : { target: 'reverting', actions: no('no network') },
        },
      },
      sending: {
        entry: 'request',
        after: Number.isFinite(s.clientTimeoutMs) ? { patience: noAnswer } : {},
        on: {
          saved,
          created: saved,
          mismatch: [
            { guard: 'isDone', ...saved },
            { guard: 'isMergeable', target: 'sending', reenter: true, actions: 'merge' },
            { target: 'inConflict', actions: 'ask' },
          ],
          rejected: refusal('rejected').map((each) => ({
            ...each,
            actions: [each.actions, 'sayRefused' as const],
          })),
          badRequest: refusal('not valid').map((each) => ({
            ...each,
            actions: [each.actions, 'sayRefused' as const],
          })),
          notFound: refusal('not found').map((each) => ({
            ...each,
            actions: [each.actions, 'sayRefused' as const],
          })),
          serverError: [
            { guard: 'isStored', target: 'backingOff' },
            { target: 'reverting', actions: no('server error') },
          ],
          refused: noAnswer,
          halt: [
            { guard: 'isStored', target: 'waitingForTurn', actions: 'giveUp' },
            { target: 'reverting', actions: ['giveUp', no('no network')] },
          ],
        },
      },
      backingOff: { after: { backoff: 'sending' }, on: { halt: 'waitingForTurn' } },
      inConflict: {
        on: {
          resolved: [
            { guard: 'isYielding', target: 'yielding' },
            { target: 'waitingForTurn', actions: 'resolve' },
          ],
        },
      },
      continuing: { type: 'final' },
      yielding: { type: 'final', entry: 'yield' },
      reverting: { entry: 'revert', ...step('showingError' as const) },
      showingError: { type: 'final', entry: 'showError' },
      gone: { type: 'final', entry: 'giveUp' },
    },
  });
};

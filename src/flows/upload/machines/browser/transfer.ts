/**
 * One request with a body, and the connection that it has for itself: sending, slice by slice, and
 * waiting for the answer. A slice is sent when its last byte has left the browser.
 */
import { emit, enqueueActions, setup } from 'xstate';
import { exponential } from '../../../../kernel/chance.ts';
import { abandon, type Command, fact, type Message, send } from '../../../../kernel/system.ts';
import type {
  Clocked,
  Closed,
  FileReady,
  LineDown,
  Lucky,
  Patched,
  Posted,
  Problem,
  Refused,
  Stored,
  Vanish,
  XmlError,
} from '../../protocol.ts';
import type { Settings } from '../../settings.ts';
import { codeIn } from '../storage/xml.ts';
import { waiting } from '../waiting.ts';

export interface TransferInput {
  /** Whatever ends it: that a connection is closed is of no operation. */
  readonly op: string;
  /** The upload that it is for. */
  readonly owner: string;
  readonly to: 'storage' | 'api';
  readonly head: Message;
  /** 0: the whole file. */
  readonly part: number;
  readonly bytes: number;
  readonly slices: number;
  readonly bytesPerSecond: number;
}

interface TransferContext extends TransferInput {
  readonly sent: number;
  /** The slice on its way out, and since when. */
  readonly slice: number;
  readonly sinceUs: number;
  /** The connection drops at the end of this slice. */
  readonly drops: boolean;
  readonly etag: string;
  readonly why: string;
}

type TransferEvent =
  | ({ readonly type: 'begin' | 'sliceSent' } & Clocked & Lucky)
  | Stored
  | Posted
  | FileReady
  | Patched
  | XmlError
  | Problem
  | Refused
  | Closed
  | LineDown
  | Vanish;

export const transferDeadlines = ['clientTimeout'];
export const transferClock = ['begin', 'sliceSent', 'lineDown'];
export const transferChance = ['begin', 'sliceSent'];

/** Of a MiB. */
const MIB = 2 ** 20;

export const transferMachine = (s: Settings) => {
  /** Whether it matters when a slice began, and what happens to it. */
  const watches = s.tunnel || s.dropHazardPerMiB > 0;
  const success = { target: 'done' as const, actions: 'noteTag' as const };
  const failure = { target: 'failed' as const, actions: 'noteWhy' as const };
  const answers = {
    stored: success,
    posted: success,
    fileReady: success,
    patched: success,
    xmlError: failure,
    problem: failure,
    refused: failure,
    closed: failure,
    lineDown: { target: 'failed' as const, actions: ['cutOff', 'noteWhy'] as const },
    vanish: 'gone' as const,
  };
  return setup({
    types: {} as {
      context: TransferContext;
      events: TransferEvent;
      emitted: Command;
      input: TransferInput;
    },
    delays: { clientTimeout: s.clientTimeoutMs },
    guards: {
      isLast: ({ context: { sent, slice, bytes, drops } }) => !drops && sent + slice >= bytes,
      drops: ({ context: { drops } }) => drops,
      isEmpty: ({ context: { bytes } }) => bytes === 0,
    },
    actions: {
      open: emit(({ context: { to, head } }) => send(to, head)),
      next: enqueueActions(({ context, event, enqueue }) => {
        const { sent, bytes, slices, bytesPerSecond } = context;
        if (bytes === 0) return;
        // Not a sum of slices: their sizes need not be whole.
        const index = Math.round((sent * slices) / bytes);
        const whole = ((index + 1) * bytes) / slices - sent;
        const luck = 'chance' in event ? (event.chance ?? 0) : 0;
        const survives =
          s.dropHazardPerMiB > 0
            ? exponential(MIB / s.dropHazardPerMiB, luck)
            : Number.POSITIVE_INFINITY;
        const slice = Math.min(whole, survives);
        const sinceUs = 'nowUs' in event ? (event.nowUs ?? 0) : 0;
        enqueue.assign({ slice, sinceUs, drops: survives < whole });
        const delay = (slice / bytesPerSecond) * 1_000;
        enqueue.raise({ type: 'sliceSent' }, { id: 'slice', delay });
      }),
      wake: enqueueActions(({ enqueue }) => {
        enqueue.raise({ type: 'begin' }, { id: 'begin', delay: 0 });
      }),
      sendSlice: enqueueActions(({ context, enqueue }) => {
        const { owner, to, part, sent, slice } = context;
        enqueue.assign({ sent: sent + slice });
        enqueue.emit(send(to, { type: 'CHUNK', bytes: slice }, { sizeBytes: slice }));
        enqueue.emit(fact({ type: 'sent', bytes: slice, part }));
        enqueue.emit(send(owner, { type: 'moved', part, bytes: slice }));
      }),
      /** What of the slice had left when the line went down still arrives. */
      cutOff: enqueueActions(({ context, event, enqueue }) => {
        if (!('nowUs' in event)) return;
        const { owner, to, part, sent, slice, sinceUs, bytesPerSecond, bytes } = context;
        const left = Math.min(slice, ((event.nowUs ?? 0) - sinceUs) * 1e-6 * bytesPerSecond);
        if (sent >= bytes || left <= 0) return;
        enqueue.assign({ sent: sent + left });
        enqueue.emit(send(to, { type: 'CHUNK', bytes: left }, { sizeBytes: left }));
        enqueue.emit(fact({ type: 'sent', bytes: left, part }));
        enqueue.emit(send(owner, { type: 'moved', part, bytes: left }));
      }),
      noteTag: enqueueActions(({ event, enqueue }) => {
        enqueue.assign({ etag: 'etag' in event ? (event.etag ?? '') : '' });
      }),
      noteWhy: enqueueActions(({ event, enqueue }) => {
        enqueue.assign({ why: whyOf(event) });
      }),
      giveUp: emit(abandon()),
    },
  }).createMachine({
    id: 'transfer',
    context: ({ input }) => ({
      ...input,
      sent: 0,
      slice: 0,
      sinceUs: 0,
      drops: false,
      etag: '',
      why: 'late',
    }),
    initial: watches ? 'connecting' : 'sending',
    entry: 'open',
    states: {
      connecting: { entry: 'wake', on: { begin: { target: 'sending' }, ...answers } },
      sending: {
        entry: 'next',
        always: { guard: 'isEmpty', target: 'waiting' },
        on: {
          sliceSent: [
            { guard: 'isLast', target: 'waiting', actions: 'sendSlice' },
            { guard: 'drops', target: 'failed', actions: ['sendSlice', 'noteWhy'] },
            { target: 'sending', reenter: true, actions: 'sendSlice' },
          ],
          ...answers,
        },
      },
      waiting: {
        after: waiting(s.clientTimeoutMs, 'clientTimeout', {
          target: 'failed' as const,
        }),
        on: answers,
      },
      done: {
        type: 'final',
        entry: emit(({ context: { owner, part, etag } }) =>
          send(owner, { type: 'bodySent', part, etag }),
        ),
      },
      /** The connection ends with this actor, and storage hears of it. */
      failed: {
        type: 'final',
        entry: [
          'giveUp',
          emit(({ context: { why, op } }) => fact({ type: 'interrupted', why }, op)),
          emit(({ context: { owner, part, sent, why, op } }) =>
            send(owner, { type: 'bodyFailed', part, sent, why }, { op }),
          ),
        ],
      },
      gone: { type: 'final', entry: 'giveUp' },
    },
  });
};

function whyOf(event: TransferEvent): string {
  if (event.type === 'xmlError') return codeIn(event.xml) ?? 'unknown';
  return event.type === 'problem' ? String(event.status) : 'dropped';
}

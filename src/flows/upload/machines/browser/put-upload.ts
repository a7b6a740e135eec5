/**
 * An upload past the API, in one request: selecting the file · presigning · (waiting for its turn) ·
 * uploading it directly · recording its metadata. With events, storage does the last step, and the
 * page looks until it is done.
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, send } from '../../../../kernel/system.ts';
import type {
  Problem,
  Refused,
  Sign,
  UploadForm,
  UploadStatus,
  UploadUrl,
  YourTurn,
} from '../../protocol.ts';
import { hasEvents, rowComesFirst, type Settings } from '../../settings.ts';
import { waiting } from '../waiting.ts';
import { headOf, type Target, targetOf } from './target.ts';
import {
  type BodyEvent,
  bodyName,
  bodyOf,
  type Common,
  commonOf,
  isPassing,
  isServerError,
  isTurnedDown,
  mayPass,
  moved,
  POLLS_A_TRY,
  rateOf,
  rowIdOf,
  saysExpired,
  signsFirst,
  type UploadInput,
  wishOf,
} from './upload.ts';

type PutEvent = UploadUrl | UploadForm | UploadStatus | Problem | Refused | YourTurn | BodyEvent;

interface PutContext extends Common {
  readonly target: Target | null;
  readonly polls: number;
  /** A body got no answer: it may be there, and others may make it READY. */
  readonly isInDoubt: boolean;
  /** It is its turn, and stays so. */
  readonly hasTurn: boolean;
  /** The file that was announced is there; now a script sends something else to the same URL. */
  readonly again: boolean;
}

export const putDeadlines = ['clientTimeout'];
/** What storage says when the object is there already. */
const THERE = 'PreconditionFailed';
const EXPIRED = 'AccessDenied';

export const putUploadMachine = (s: Settings) => {
  const queues = Number.isFinite(s.filesAtOnce);
  // Then a file is READY without its page.
  const others =
    hasEvents(s) || s.order === 'readyFirst' || (s.sweeper === 'on' && rowComesFirst(s));
  const late = waiting(s.clientTimeoutMs, 'clientTimeout', [
    { guard: 'mayTryAgain' as const, target: '#pausing', actions: 'giveUp' as const },
    { target: '#unknown', actions: 'giveUp' as const },
  ]);
  const signed = [
    { guard: 'hasTurn' as const, target: 'uploadingDirect', actions: 'keepTarget' as const },
    { target: 'waitingForTurn', actions: 'keepTarget' as const },
  ];
  const problem = [
    { guard: 'mayPass' as const, target: '#pausing' },
    { guard: 'isInDoubt' as const, target: '#unknown' },
    { target: '#failed' },
  ];
  const refused = [{ guard: 'mayTryAgain' as const, target: '#pausing' }, { target: '#unknown' }];
  return setup({
    types: {} as {
      context: PutContext;
      events: PutEvent;
      emitted: Command;
      input: UploadInput;
    },
    delays: {
      clientTimeout: s.clientTimeoutMs,
      retry: s.retryMs,
      poll: s.pollMs,
    },
    guards: {
      mayTryAgain: ({ context: { tries } }) => tries < s.maxAttempts,
      mayPass: ({ context: { tries }, event }) =>
        event.type === 'problem' && mayPass(event.status) && tries < s.maxAttempts,
      mayLook: ({ context: { polls } }) => polls < POLLS_A_TRY * s.maxAttempts,
      isReady: ({ event }) => event.type === 'uploadStatus' && event.status === 'READY',
      isThere: ({ event }) => event.type === 'bodyFailed' && event.why === THERE,
      signsAgain: ({ context: { bodies }, event }) =>
        s.signOnDemand === 'on' &&
        event.type === 'bodyFailed' &&
        event.why === EXPIRED &&
        bodies < s.maxAttempts,
      mayBeSent: ({ context: { bodies }, event }) =>
        event.type === 'bodyFailed' &&
        (isPassing(event.why) || event.why === EXPIRED) &&
        bodies < s.maxAttempts,
      isInDoubt: ({ context: { isInDoubt } }) => isInDoubt,
      isServerError: ({ event }) => isServerError(event),
      isTurnedDown: ({ event }) => isTurnedDown(s, event),
      hasTarget: ({ context: { target } }) => target !== null,
      isOffline: ({ context: { offline } }) => offline,
      hasTurn: ({ context: { hasTurn } }) => hasTurn,
      isAgain: ({ context: { again } }) => again,
      isSwapped: ({ context: { script }, event }) =>
        script?.again != null && event.type === 'uploadStatus' && event.status === 'READY',
      sendsAgain: ({ context: { script } }) => script?.again != null,
    },
    actions: {
      count: assign(({ context: { tries } }) => ({ tries: tries + 1 })),
      fresh: assign({ tries: 0 }),
      presign: emit(({ context }) => send('api', { type: 'postUpload', ...wishOf(context) })),
      keepTarget: enqueueActions(({ event, enqueue }) => {
        if (event.type !== 'uploadUrl' && event.type !== 'uploadForm') return;
        // Bodies are counted by themselves: a URL that is signed anew may be too old at once.
        enqueue.assign({ target: targetOf(event), tries: 0 });
      }),
      takeTurn: assign({ hasTurn: true }),
      askTurn: emit(({ context: { page } }) => send(page, { type: 'askTurn' })),
      sendBody: enqueueActions(({ context, enqueue }) => {
        const { target, bodies, again, script, file } = context;
        if (target === null) return;
        const what = (again ? script?.again : script?.sends) ?? file;
        const { sizeBytes: bytes } = what;
        const about = { part: 0, bytes, of: 1, rate: rateOf(s) };
        if (s.tunnel) enqueue.emit(moved(context, 0, 0));
        enqueue.emit(bodyOf(s, context, 'storage', headOf(target, what), about));
        enqueue.assign({ bodies: bodies + 1 });
      }),
      pass: emit(({ context, event }) =>
        moved(context, 0, event.type === 'moved' ? event.bytes : 0),
      ),
      fallBack: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'bodyFailed') return;
        if (event.sent > 0) enqueue.emit(moved(context, 0, -event.sent));
        if (event.why === EXPIRED) enqueue.emit(saysExpired(0));
        if (others && isPassing(event.why)) enqueue.assign({ isInDoubt: true });
      }),
      forgetUrl: assign({ target: null }),
      complete: emit(({ context }) => {
        const { name: _name, key: _key, ...wish } = wishOf(context);
        const { uploadId = '', key = '' } = context.target ?? {};
        return send('api', { type: 'postComplete', uploadId, ...wish, key });
      }),
      look: enqueueActions(({ context: { target, polls }, enqueue }) => {
        enqueue.assign({ polls: polls + 1 });
        if (target === null) return;
        enqueue.emit(send('api', { type: 'getUpload', uploadId: rowIdOf(s, target) }));
      }),
      cutBody: emit(({ context }) =>
        send(`${context.page}/${bodyName(context)}`, { type: 'lineDown' }),
      ),
      endBody: emit(({ context }) =>
        send(`${context.page}/${bodyName(context)}`, { type: 'vanish' }),
      ),
      goOffline: assign({ offline: true }),
      goOnline: assign({ offline: false }),
      startAgain: assign({ again: true, tries: 0 }),
      giveUp: emit(abandon()),
      end: emit(({ context: { page } }, { sign }: { sign: Sign }) =>
        send(page, { type: 'ended', sign }),
      ),
    },
  }).createMachine({
    id: 'put-upload',
    context: ({ input }) => ({
      ...commonOf(input),
      target: null,
      polls: 0,
      again: false,
      isInDoubt: false,
      hasTurn: !queues || !signsFirst(s),
    }),
    initial: 'selectingFile',
    on: {
      cancel: '#cancelled',
      vanish: '#vanished',
      lineDown: { actions: 'goOffline' },
      lineUp: { actions: 'goOnline' },
    },
    states: {
      /** Its size and its type are known, and its checksum is computed. */
      selectingFile: { always: 'presigning' },
      presigning: {
        entry: ['count', 'presign'],
        after: late,
        on: {
          uploadUrl: signed,
          uploadForm: signed,
          problem,
          refused,
        },
      },
      waitingForTurn: {
        entry: 'askTurn',
        on: { yourTurn: { target: 'uploadingDirect', actions: 'takeTurn' } },
      },
      uploadingDirect: {
        entry: 'sendBody',
        on: {
          moved: { actions: 'pass' },
          bodySent: [
            { guard: 'isAgain', target: 'done' },
            {
              target: hasEvents(s) ? 'awaitingEvent' : 'recordingMetadata',
              actions: 'fresh',
            },
          ],
          bodyFailed: [
            { guard: 'isAgain', target: 'done' },
            { guard: 'isThere', target: hasEvents(s) ? 'awaitingEvent' : 'recordingMetadata' },
            { guard: 'signsAgain', target: 'pausing', actions: ['fallBack', 'forgetUrl'] },
            { guard: 'mayBeSent', target: 'pausing', actions: 'fallBack' },
            { target: 'givingUp', actions: 'fallBack' },
          ],
          lineDown: { actions: ['goOffline', 'cutBody'] },
          cancel: { target: 'cancelled', actions: 'endBody' },
          vanish: { target: 'vanished', actions: 'endBody' },
        },
      },
      recordingMetadata: {
        entry: ['count', 'complete'],
        after: waiting(s.clientTimeoutMs, 'clientTimeout', [
          { guard: 'mayTryAgain' as const, target: 'pausingToRecord', actions: 'giveUp' as const },
          { target: 'unknown', actions: 'giveUp' as const },
        ]),
        on: {
          uploadStatus: [
            { guard: 'sendsAgain', target: 'uploadingDirect', actions: 'startAgain' },
            { target: 'done' },
          ],
          problem: [
            { guard: 'mayPass', target: 'pausingToRecord' },
            { guard: 'isServerError', target: 'unknown' },
            { target: 'failed' },
          ],
          refused: [{ guard: 'mayTryAgain', target: 'pausingToRecord' }, { target: 'unknown' }],
        },
      },
      awaitingEvent: {
        after: { poll: [{ guard: 'mayLook', target: 'looking' }, { target: 'unknown' }] },
      },
      looking: {
        entry: 'look',
        after: waiting(s.clientTimeoutMs, 'clientTimeout', {
          target: 'awaitingEvent' as const,
          actions: 'giveUp' as const,
        }),
        on: {
          uploadStatus: [
            { guard: 'isSwapped', target: 'uploadingDirect', actions: 'startAgain' },
            { guard: 'isReady', target: 'done' },
            { target: 'awaitingEvent' },
          ],
          problem: [{ guard: 'isTurnedDown', target: 'failed' }, { target: 'awaitingEvent' }],
          refused: 'awaitingEvent',
        },
      },
      pausing: {
        id: 'pausing',
        after: {
          retry: [
            { guard: 'isOffline', target: 'waitingForLine' },
            { guard: 'hasTarget', target: 'uploadingDirect' },
            { target: 'presigning' },
          ],
        },
      },
      waitingForLine: {
        on: {
          lineUp: [
            { guard: 'hasTarget', target: 'uploadingDirect', actions: 'goOnline' },
            { target: 'presigning', actions: 'goOnline' },
          ],
        },
      },
      givingUp: { always: [{ guard: 'isInDoubt', target: 'unknown' }, { target: 'failed' }] },
      pausingToRecord: { after: { retry: 'recordingMetadata' } },
      done: { type: 'final', entry: { type: 'end', params: { sign: 'done' } } },
      failed: { id: 'failed', type: 'final', entry: { type: 'end', params: { sign: 'failed' } } },
      /** No answer ever came: the file may be there, or not. */
      unknown: {
        id: 'unknown',
        type: 'final',
        entry: { type: 'end', params: { sign: 'unknown' } },
      },
      cancelled: {
        id: 'cancelled',
        type: 'final',
        entry: ['giveUp', { type: 'end', params: { sign: 'cancelled' } }],
      },
      /** The tab is closed, or loaded anew. */
      vanished: { id: 'vanished', type: 'final', entry: 'giveUp' },
    },
  });
};

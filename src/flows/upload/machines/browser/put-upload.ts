/**
 * An upload past the API, in one request: selecting the file · presigning · (waiting for its turn) ·
 * uploading it directly · recording its metadata. With events, storage does the last step, and the
 * page looks until it is done.
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, send } from '../../../../kernel/system.ts';
import type {
  BodyFailed,
  BodySent,
  Cancel,
  FileInfo,
  LineDown,
  LineUp,
  Moved,
  Problem,
  Refused,
  Sign,
  UploadForm,
  UploadStatus,
  UploadUrl,
  Vanish,
  YourTurn,
} from '../../protocol.ts';
import { hasEvents, type Settings } from '../../settings.ts';
import { waiting } from '../waiting.ts';
import {
  bodyName,
  bodyOf,
  type Common,
  commonOf,
  mayPass,
  moved,
  POLLS_A_TRY,
  putHead,
  rateOf,
  saysExpired,
  type UploadInput,
  wishOf,
} from './upload.ts';

type Target =
  | Pick<UploadUrl, 'type' | 'uploadId' | 'key' | 'url' | 'headers'>
  | Pick<UploadForm, 'type' | 'uploadId' | 'key' | 'fields'>;

interface PutContext extends Common {
  readonly target: Target | null;
  readonly polls: number;
  /** It is its turn, and stays so. */
  readonly hasTurn: boolean;
  /** The file that was announced is there; now a script sends something else to the same URL. */
  readonly again: boolean;
}
type PutEvent =
  | UploadUrl
  | UploadForm
  | UploadStatus
  | Problem
  | Refused
  | BodySent
  | BodyFailed
  | Moved
  | YourTurn
  | Cancel
  | LineDown
  | LineUp
  | Vanish;

export const putDeadlines = ['clientTimeout'];
/** What storage says when the object is there already. */
const THERE = 'PreconditionFailed';
const EXPIRED = 'AccessDenied';

export const putUploadMachine = (s: Settings) => {
  const queues = Number.isFinite(s.filesAtOnce);
  const late = waiting(s.clientTimeoutMs, 'clientTimeout', [
    { guard: 'mayTryAgain' as const, target: '#pausing', actions: 'giveUp' as const },
    { target: '#unknown', actions: 'giveUp' as const },
  ]);
  const signed = [
    { guard: 'hasTurn' as const, target: 'uploadingDirect', actions: 'keepTarget' as const },
    { target: 'waitingForTurn', actions: 'keepTarget' as const },
  ];
  const problem = [{ guard: 'mayPass' as const, target: '#pausing' }, { target: '#failed' }];
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
      isPending: ({ event }) => event.type === 'uploadStatus',
      isThere: ({ event }) => event.type === 'bodyFailed' && event.why === THERE,
      isExpired: ({ event }) => event.type === 'bodyFailed' && event.why === EXPIRED,
      signsAgain: ({ context: { tries }, event }) =>
        s.signOnDemand === 'on' &&
        event.type === 'bodyFailed' &&
        event.why === EXPIRED &&
        tries < s.maxAttempts,
      mayBeSent: ({ context: { tries }, event }) =>
        event.type === 'bodyFailed' && isPassing(event.why) && tries < s.maxAttempts,
      hasTarget: ({ context: { target } }) => target !== null,
      isOffline: ({ context: { offline } }) => offline,
      hasTurn: ({ context: { hasTurn } }) => hasTurn,
      isAgain: ({ context: { again } }) => again,
      sendsAgain: ({ context: { script } }) => script?.again != null,
    },
    actions: {
      count: assign(({ context: { tries } }) => ({ tries: tries + 1 })),
      fresh: assign({ tries: 0 }),
      presign: emit(({ context }) => send('api', { type: 'postUpload', ...wishOf(context) })),
      keepTarget: enqueueActions(({ event, enqueue }) => {
        if (event.type !== 'uploadUrl' && event.type !== 'uploadForm') return;
        enqueue.assign({ target: targetOf(event), tries: 0 });
      }),
      takeTurn: assign({ hasTurn: true }),
      askTurn: emit(({ context: { page } }) => send(page, { type: 'askTurn' })),
      sendBody: enqueueActions(({ context, enqueue }) => {
        const { target, bodies, again, script, file } = context;
        if (target === null) return;
        const sent = again ? script?.again : script?.sends;
        const what: FileInfo = sent ?? file;
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
      }),
      forgetUrl: assign({ target: null }),
      complete: emit(({ context }) => {
        const { name: _name, key: _key, ...wish } = wishOf(context);
        const { uploadId = '', key = '' } = context.target ?? {};
        return send('api', { type: 'postComplete', uploadId, ...wish, key });
      }),
      look: enqueueActions(({ context: { target, polls }, enqueue }) => {
        enqueue.assign({ polls: polls + 1 });
        const uploadId = target?.uploadId ?? '';
        enqueue.emit(send('api', { type: 'getUpload', uploadId }));
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
      hasTurn: !queues,
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
        entry: ['count', 'sendBody'],
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
            { target: 'failed', actions: 'fallBack' },
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
          problem: [{ guard: 'mayPass', target: 'pausingToRecord' }, { target: 'failed' }],
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
          uploadStatus: [{ guard: 'isReady', target: 'done' }, { target: 'awaitingEvent' }],
          problem: 'awaitingEvent',
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

/** The same bytes may go well another time. Whoever repeats an expired URL gets the same answer again. */
const isPassing = (why: string): boolean =>
  why === 'dropped' || why === 'late' || why === EXPIRED || mayPass(Number(why));

const targetOf = (event: UploadUrl | UploadForm): Target =>
  event.type === 'uploadUrl'
    ? {
        type: event.type,
        uploadId: event.uploadId,
        key: event.key,
        url: event.url,
        headers: event.headers,
      }
    : { type: event.type, uploadId: event.uploadId, key: event.key, fields: event.fields };

function headOf(target: Target, file: FileInfo) {
  if (target.type === 'uploadUrl') return putHead(target.url, file, target.headers);
  const { contentType, sizeBytes, body } = file;
  const { key, fields } = target;
  return { type: 'postObject', key, ...fields, contentType, length: sizeBytes, body };
}

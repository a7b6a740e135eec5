/**
 * An upload in parts: selecting the file · presigning (or, after a reload, asking which parts are
 * there) · uploading them directly, several at once · recording the metadata, which assembles them.
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { takeTurn } from '../../../../flow/turn.ts';
import { abandon, type Command, send } from '../../../../kernel/system.ts';
import type { Sign } from '../../protocol.ts';
import { hasEvents, isResumed, type Settings } from '../../settings.ts';
import { waiting } from '../waiting.ts';
import {
  askUrls,
  endBodies,
  fill,
  isSent,
  type MultipartEvent,
  NO_PARTS,
  type PartsContext,
  partFailed,
  partSent,
  resumeWith,
  takeUrls,
  urlsFailed,
} from './parts.ts';
import {
  commonOf,
  isServerError,
  isTurnedDown,
  mayPass,
  moved,
  POLLS_A_TRY,
  rowIdOf,
  type UploadInput,
  wishOf,
} from './upload.ts';

export const multipartDeadlines = ['clientTimeout', 'urlsLate'];

export const multipartUploadMachine = (s: Settings) => {
  const resumes = isResumed(s);
  const upFront = s.signOnDemand === 'off';
  const late = (again: string, end: string) =>
    waiting(s.clientTimeoutMs, 'clientTimeout', [
      { guard: 'mayTryAgain' as const, target: again, actions: 'giveUp' as const },
      { target: end, actions: 'giveUp' as const },
    ]);
  const trouble = (again: string) => ({
    problem: [{ guard: 'mayPass' as const, target: again }, { target: 'failed' }],
    refused: [{ guard: 'mayTryAgain' as const, target: again }, { target: 'unknown' }],
  });
  const doubt = { guard: 'isServerError' as const, target: 'unknown' };
  const begins = upFront ? 'signing' : 'uploadingDirect';

  return setup({
    types: {} as {
      context: PartsContext;
      events: MultipartEvent;
      emitted: Command;
      input: UploadInput;
    },
    delays: { clientTimeout: s.clientTimeoutMs, retry: s.retryMs, poll: s.pollMs },
    guards: {
      mayTryAgain: ({ context: { tries } }) => tries < s.maxAttempts,
      mayPass: ({ context: { tries }, event }) =>
        event.type === 'problem' && mayPass(event.status) && tries < s.maxAttempts,
      mayLook: ({ context: { polls } }) => polls < POLLS_A_TRY * s.maxAttempts,
      isReady: ({ event }) => event.type === 'uploadStatus' && event.status === 'READY',
      isServerError: ({ event }) => isServerError(event),
      isTurnedDown: ({ event }) => isTurnedDown(s, event),
      isSaved: ({ context: { saved } }) => resumes && saved !== null,
      isSent: ({ context }) => context.tags.length > 0 && isSent(context),
      isLost: ({ context: { isLost } }) => isLost,
      isUnopened: ({ context: { upload } }) => upload === null,
    },
    actions: {
      count: assign(({ context: { tries } }) => ({ tries: tries + 1 })),
      fresh: assign({ tries: 0 }),
      presign: emit(({ context }) => send('api', { type: 'postUpload', ...wishOf(context) })),
      keepUpload: enqueueActions(({ context: { page }, event, enqueue }) => {
        if (event.type !== 'uploadParts') return;
        const { uploadId, key, multipartId, partSize, partCount } = event;
        const upload = { uploadId, key, multipartId, partSize, partCount };
        enqueue.assign({ upload, tries: 0, tags: blank(partCount) });
        if (resumes) enqueue.emit(send(page, { type: 'remember', saved: upload }));
      }),
      recall: enqueueActions(({ context: { saved }, enqueue }) => {
        const upload = saved as NonNullable<PartsContext['upload']>;
        enqueue.assign({ upload, tags: blank(upload.partCount) });
      }),
      list: emit(({ context: { upload } }) => {
        const { uploadId = '', key = '', multipartId = '' } = upload ?? {};
        return send('api', { type: 'getParts', uploadId, key, multipartId });
      }),
      resume: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          if (event.type === 'partList') resumeWith(turn, event.parts);
        });
      }),
      forget: enqueueActions(({ context: { page }, enqueue }) => {
        enqueue.assign({ upload: null, saved: null, tags: [] });
        enqueue.emit(send(page, { type: 'remember', saved: null }));
      }),
      askAll: enqueueActions(({ context, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          const missing = turn.context.tags.flatMap((tag, i) => (tag === null ? [i + 1] : []));
          askUrls(s, turn, missing);
        });
      }),
      takeUrls: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          if (event.type === 'partUrls') takeUrls(s, turn, event);
        });
      }),
      fill: enqueueActions(({ context, enqueue }) => {
        takeTurn(context, enqueue, (turn) => fill(s, turn));
      }),
      urlsFailed: enqueueActions(({ context, enqueue }) => {
        takeTurn(context, enqueue, (turn) => urlsFailed(s, turn));
      }),
      partSent: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          if (event.type === 'bodySent') partSent(s, turn, event);
        });
      }),
      partFailed: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          if (event.type === 'bodyFailed') partFailed(s, turn, event);
        });
      }),
      endBodies: enqueueActions(({ context, enqueue }) => {
        takeTurn(context, enqueue, (turn) => endBodies(turn));
      }),
      cutBodies: enqueueActions(({ context, enqueue }) => {
        takeTurn(context, enqueue, (turn) => endBodies(turn, 'lineDown'));
      }),
      pass: emit(({ context, event }) =>
        event.type === 'moved' ? moved(context, event.part, event.bytes) : moved(context, 0, 0),
      ),
      complete: emit(({ context }) => {
        const { name: _name, key: _key, ...wish } = wishOf(context);
        const { uploadId = '', key = '', multipartId = '' } = context.upload ?? {};
        const parts = context.tags.map((tag, i) => ({ partNumber: i + 1, etag: tag ?? '' }));
        return send('api', { type: 'postComplete', uploadId, ...wish, key, multipartId, parts });
      }),
      look: enqueueActions(({ context: { upload, polls }, enqueue }) => {
        enqueue.assign({ polls: polls + 1 });
        if (upload === null) return;
        enqueue.emit(send('api', { type: 'getUpload', uploadId: rowIdOf(s, upload) }));
      }),
      abort: enqueueActions(({ context: { upload }, enqueue }) => {
        if (upload === null) return;
        const { uploadId, key, multipartId } = upload;
        enqueue.emit(send('api', { type: 'deleteUpload', uploadId, key, multipartId }));
      }),
      goOffline: assign({ offline: true }),
      goOnline: assign({ offline: false }),
      giveUp: emit(abandon()),
      end: emit(({ context: { page } }, { sign }: { sign: Sign }) =>
        send(page, { type: 'ended', sign }),
      ),
    },
  }).createMachine({
    id: 'multipart-upload',
    context: ({ input }) => ({ ...commonOf(input), ...NO_PARTS }),
    initial: 'selectingFile',
    on: {
      cancel: { target: '.cancelling', actions: 'endBodies' },
      vanish: { target: '.vanished', actions: 'endBodies' },
      lineDown: { actions: ['goOffline', 'cutBodies'] },
      lineUp: { actions: 'goOnline' },
    },
    states: {
      selectingFile: {
        always: [
          { guard: 'isSaved', target: 'listing', actions: 'recall' },
          { target: 'presigning' },
        ],
      },
      presigning: {
        entry: ['count', 'presign'],
        after: late('pausing', 'unknown'),
        on: {
          uploadParts: { target: begins, actions: 'keepUpload' },
          ...trouble('pausing'),
        },
      },
      /** After a reload: which parts has storage already? */
      listing: {
        entry: ['count', 'list'],
        after: late('listingAgain', 'unknown'),
        on: {
          partList: { target: begins, actions: 'resume' },
          problem: [
            { guard: 'mayPass', target: 'listingAgain' },
            doubt,
            { target: 'completingAgain', actions: 'fresh' },
          ],
          refused: [{ guard: 'mayTryAgain', target: 'listingAgain' }, { target: 'unknown' }],
        },
      },
      /** It is unknown: it may have been completed just before. Otherwise it is gone, and begins anew. */
      completingAgain: {
        entry: ['count', 'complete'],
        after: late('completingLater', 'unknown'),
        on: {
          uploadStatus: hasEvents(s) ? 'awaitingEvent' : 'done',
          problem: [
            { guard: 'mayPass', target: 'completingLater' },
            doubt,
            { target: 'presigning', actions: ['forget', 'fresh'] },
          ],
          refused: [{ guard: 'mayTryAgain', target: 'completingLater' }, { target: 'unknown' }],
        },
      },
      completingLater: { after: { retry: 'completingAgain' } },
      listingAgain: { after: { retry: 'listing' } },
      pausing: { after: { retry: 'presigning' } },
      /** All URLs are signed before the first is used. */
      signing: {
        entry: 'askAll',
        always: { guard: 'isSent', target: 'recordingMetadata' },
        on: {
          partUrls: { target: 'uploadingDirect', actions: 'takeUrls' },
          problem: { target: 'signingAgain', actions: 'urlsFailed' },
          refused: { target: 'signingAgain', actions: 'urlsFailed' },
          urlsLate: { target: 'signingAgain', actions: 'urlsFailed' },
        },
      },
      signingAgain: {
        always: { guard: 'isLost', target: 'failed' },
        on: { fill: 'signing' },
      },
      uploadingDirect: {
        entry: 'fill',
        always: [
          { guard: 'isLost', target: 'failed' },
          { guard: 'isSent', target: 'recordingMetadata', actions: 'fresh' },
        ],
        on: {
          moved: { actions: 'pass' },
          partUrls: { actions: 'takeUrls' },
          problem: { actions: 'urlsFailed' },
          refused: { actions: 'urlsFailed' },
          urlsLate: { actions: 'urlsFailed' },
          fill: { actions: 'fill' },
          bodySent: { actions: 'partSent' },
          bodyFailed: { actions: 'partFailed' },
          lineUp: { actions: ['goOnline', 'fill'] },
        },
      },
      recordingMetadata: {
        entry: ['count', 'complete'],
        after: late('pausingToRecord', 'unknown'),
        on: {
          uploadStatus: hasEvents(s) ? 'awaitingEvent' : 'done',
          ...trouble('pausingToRecord'),
          problem: [{ guard: 'mayPass', target: 'pausingToRecord' }, doubt, { target: 'failed' }],
        },
      },
      pausingToRecord: { after: { retry: 'recordingMetadata' } },
      awaitingEvent: {
        after: { poll: [{ guard: 'mayLook', target: 'looking' }, { target: 'unknown' }] },
      },
      looking: {
        entry: 'look',
        after: late('awaitingEvent', 'awaitingEvent'),
        on: {
          uploadStatus: [{ guard: 'isReady', target: 'done' }, { target: 'awaitingEvent' }],
          problem: [{ guard: 'isTurnedDown', target: 'failed' }, { target: 'awaitingEvent' }],
          refused: 'awaitingEvent',
        },
      },
      /** The parts that are there would be paid for until somebody aborts. */
      cancelling: {
        always: { guard: 'isUnopened', target: 'cancelled' },
        entry: ['giveUp', 'abort'],
        after: late('cancelled', 'cancelled'),
        on: { cancelled: 'cancelled', problem: 'cancelled', refused: 'cancelled' },
      },
      done: { type: 'final', entry: { type: 'end', params: { sign: 'done' } } },
      failed: {
        type: 'final',
        entry: ['endBodies', { type: 'end', params: { sign: 'failed' } }],
      },
      unknown: { type: 'final', entry: { type: 'end', params: { sign: 'unknown' } } },
      cancelled: { type: 'final', entry: { type: 'end', params: { sign: 'cancelled' } } },
      vanished: { type: 'final', entry: 'giveUp' },
    },
  });
};

const blank = (count: number): null[] => Array.from({ length: count }, () => null);

/**
 * tus 1.0.0: creating an upload · uploading · after a drop asking for the offset, and going on from
 * there. https://tus.io/protocols/resumable-upload
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, send } from '../../../../kernel/system.ts';
import type { Problem, Refused, Sign, TusCreated, TusOffset } from '../../protocol.ts';
import { isResumed, partBytesOf, type Settings } from '../../settings.ts';
import { waiting } from '../waiting.ts';
import {
  type BodyEvent,
  bodyName,
  bodyOf,
  type Common,
  commonOf,
  isPassing,
  isServerError,
  mayPass,
  moved,
  rateOf,
  type UploadInput,
  wishOf,
} from './upload.ts';

interface TusContext extends Common {
  /** The name of the upload at the server. */
  readonly location: string;
  /** So much the server has, as far as the page knows. */
  readonly offset: number;
  /** So much is in the PATCH at hand. */
  readonly sending: number;
  /** PATCHes that brought nothing, one after the other. */
  readonly patches: number;
  /** What the bar shows. */
  readonly shown: number;
}
type TusEvent = TusCreated | TusOffset | Problem | Refused | BodyEvent;

export const tusUploadMachine = (s: Settings) => {
  const resumes = isResumed(s);
  const late = (again: string) =>
    waiting(s.clientTimeoutMs, 'clientTimeout', [
      { guard: 'mayTryAgain' as const, target: again, actions: 'giveUp' as const },
      { target: 'unknown', actions: 'giveUp' as const },
    ]);
  const trouble = (again: string) => ({
    problem: [{ guard: 'mayPass' as const, target: again }, { target: 'failed' }],
    refused: [{ guard: 'mayTryAgain' as const, target: again }, { target: 'unknown' }],
  });
  return setup({
    types: {} as {
      context: TusContext;
      events: TusEvent;
      emitted: Command;
      input: UploadInput;
    },
    delays: { clientTimeout: s.clientTimeoutMs, retry: s.retryMs },
    guards: {
      mayTryAgain: ({ context: { tries } }) => tries < s.maxAttempts,
      mayPass: ({ context: { tries }, event }) =>
        event.type === 'problem' && mayPass(event.status) && tries < s.maxAttempts,
      isGone: ({ event }) => event.type === 'problem' && [404, 410].includes(event.status),
      mayGoOn: ({ context: { patches }, event }) =>
        event.type === 'bodyFailed' && goesOn(event.why) && patches < s.maxAttempts,
      // An answer may be lost after the file was kept.
      isInDoubt: ({ event }) =>
        (event.type === 'bodyFailed' && isPassing(event.why)) || isServerError(event),
      isWhole: ({ context: { file, offset, sending } }) => offset + sending >= file.sizeBytes,
      isOffline: ({ context: { offline } }) => offline,
      isSaved: ({ context: { saved } }) => resumes && saved !== null,
    },
    actions: {
      count: assign(({ context: { tries } }) => ({ tries: tries + 1 })),
      create: emit(({ context }) =>
        send('api', { type: 'postTus', ...wishOf(context), body: context.file.body }),
      ),
      keepLocation: enqueueActions(({ context: { page }, event, enqueue }) => {
        if (event.type !== 'tusCreated') return;
        const location = event.location.split('/').at(-1) ?? '';
        enqueue.assign({ location, tries: 0 });
        if (resumes) enqueue.emit(send(page, { type: 'remember', saved: { location } }));
      }),
      recall: assign(({ context: { saved } }) => ({ location: String(saved?.['location'] ?? '') })),
      ask: emit(({ context: { location } }) => send('api', { type: 'headTus', id: location })),
      keepOffset: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'tusOffset') return;
        const { offset } = event;
        const patches = offset > context.offset ? 0 : context.patches;
        enqueue.assign({ offset, shown: offset, patches, tries: 0 });
        if (offset !== context.shown) enqueue.emit(moved(context, 0, offset - context.shown));
      }),
      sendBody: enqueueActions(({ context, enqueue }) => {
        const { bodies, file, offset, location, patches } = context;
        const chunk = partBytesOf(s, file.sizeBytes);
        const bytes = Math.min(chunk, file.sizeBytes - offset);
        const head = { type: 'patchTus', id: location, offset, length: bytes, body: file.body };
        const of = Math.ceil(file.sizeBytes / chunk);
        if (s.tunnel) enqueue.emit(moved(context, 0, 0));
        enqueue.emit(bodyOf(s, context, 'api', head, { part: 0, bytes, of, rate: rateOf(s) }));
        enqueue.assign({ bodies: bodies + 1, sending: bytes, patches: patches + 1 });
      }),
      /** The answer to a PATCH says that it is there. */
      advance: assign(({ context: { offset, sending } }) => ({
        offset: offset + sending,
        patches: 0,
      })),
      pass: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'moved') return;
        enqueue.assign({ shown: context.shown + event.bytes });
        enqueue.emit(moved(context, 0, event.bytes));
      }),
      cutBody: emit(({ context }) =>
        send(`${context.page}/${bodyName(context)}`, { type: 'lineDown' }),
      ),
      endBody: emit(({ context }) =>
        send(`${context.page}/${bodyName(context)}`, { type: 'vanish' }),
      ),
      goOffline: assign({ offline: true }),
      goOnline: assign({ offline: false }),
      giveUp: emit(abandon()),
      end: emit(({ context: { page } }, { sign }: { sign: Sign }) =>
        send(page, { type: 'ended', sign }),
      ),
    },
  }).createMachine({
    id: 'tus-upload',
    context: ({ input }) => ({
      // What a script sends it announces, too: the server counts.
      ...commonOf({ ...input, file: input.script?.sends ?? input.file }),
      location: '',
      offset: 0,
      sending: 0,
      patches: 0,
      shown: 0,
    }),
    initial: 'selectingFile',
    on: {
      cancel: '.cancelled',
      vanish: '.vanished',
      lineDown: { actions: 'goOffline' },
      lineUp: { actions: 'goOnline' },
    },
    states: {
      selectingFile: {
        always: [
          { guard: 'isSaved', target: 'askingOffset', actions: 'recall' },
          { target: 'creating' },
        ],
      },
      creating: {
        entry: ['count', 'create'],
        after: late('creatingAgain'),
        on: {
          tusCreated: { target: 'uploading', actions: 'keepLocation' },
          ...trouble('creatingAgain'),
        },
      },
      creatingAgain: { after: { retry: 'creating' } },
      uploading: {
        entry: 'sendBody',
        on: {
          moved: { actions: 'pass' },
          bodySent: [
            { guard: 'isWhole', target: 'done' },
            { target: 'uploading', reenter: true, actions: 'advance' },
          ],
          bodyFailed: [
            { guard: 'mayGoOn', target: 'pausing' },
            { guard: 'isInDoubt', target: 'unknown' },
            { target: 'failed' },
          ],
          lineDown: { actions: ['goOffline', 'cutBody'] },
          cancel: { target: 'cancelled', actions: 'endBody' },
          vanish: { target: 'vanished', actions: 'endBody' },
        },
      },
      pausing: {
        after: {
          retry: [{ guard: 'isOffline', target: 'waitingForLine' }, { target: 'askingOffset' }],
        },
      },
      waitingForLine: { on: { lineUp: { target: 'askingOffset', actions: 'goOnline' } } },
      askingOffset: {
        entry: ['count', 'ask'],
        after: late('pausing'),
        on: {
          // With all bytes there and the answer lost, an empty PATCH asks for it again.
          tusOffset: { target: 'uploading', actions: 'keepOffset' },
          problem: [
            { guard: 'isGone', target: 'creating' },
            { guard: 'mayPass', target: 'pausing' },
            { guard: 'isInDoubt', target: 'unknown' },
            { target: 'failed' },
          ],
          refused: [{ guard: 'mayTryAgain', target: 'pausing' }, { target: 'unknown' }],
        },
      },
      done: { type: 'final', entry: { type: 'end', params: { sign: 'done' } } },
      failed: { type: 'final', entry: { type: 'end', params: { sign: 'failed' } } },
      unknown: { type: 'final', entry: { type: 'end', params: { sign: 'unknown' } } },
      cancelled: { type: 'final', entry: { type: 'end', params: { sign: 'cancelled' } } },
      vanished: { type: 'final', entry: 'giveUp' },
    },
  });
};

const goesOn = (why: string): boolean =>
  // 409: the server has another offset than the page believes. 460: what came was not what was sent.
  why === '409' || why === '460' || isPassing(why);

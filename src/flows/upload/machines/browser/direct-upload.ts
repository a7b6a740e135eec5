/** An upload through the API, in one request: selecting the file · uploading. What was sent before a drop is lost. */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { type Command, send } from '../../../../kernel/system.ts';
import type { Sign } from '../../protocol.ts';
import type { Settings } from '../../settings.ts';
import {
  type BodyEvent,
  bodyName,
  bodyOf,
  type Common,
  commonOf,
  isPassing,
  moved,
  rateOf,
  type UploadInput,
} from './upload.ts';

export const directUploadMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: Common;
      events: BodyEvent;
      emitted: Command;
      input: UploadInput;
    },
    delays: { retry: s.retryMs },
    guards: {
      mayTryAgain: ({ context: { tries }, event }) =>
        event.type === 'bodyFailed' && isPassing(event.why) && tries < s.maxAttempts,
      isUnknown: ({ event }) => event.type === 'bodyFailed' && isPassing(event.why),
      isOffline: ({ context: { offline } }) => offline,
    },
    actions: {
      sendBody: enqueueActions(({ context, enqueue }) => {
        const { tries, bodies, file, script, id } = context;
        const { name, contentType, sizeBytes, body } = script?.sends ?? file;
        const head = { type: 'postFile', key: id, name, size: sizeBytes, contentType, body };
        const about = { part: 0, bytes: sizeBytes, of: 1, rate: rateOf(s) };
        if (s.tunnel) enqueue.emit(moved(context, 0, 0));
        enqueue.emit(bodyOf(s, context, 'api', head, about));
        enqueue.assign({ tries: tries + 1, bodies: bodies + 1 });
      }),
      pass: emit(({ context, event }) =>
        moved(context, 0, event.type === 'moved' ? event.bytes : 0),
      ),
      fallBack: enqueueActions(({ context, event, enqueue }) => {
        if (event.type !== 'bodyFailed' || event.sent === 0) return;
        enqueue.emit(moved(context, 0, -event.sent));
      }),
      cutBody: emit(({ context }) =>
        send(`${context.page}/${bodyName(context)}`, { type: 'lineDown' }),
      ),
      endBody: emit(({ context }) =>
        send(`${context.page}/${bodyName(context)}`, { type: 'vanish' }),
      ),
      goOffline: assign({ offline: true }),
      goOnline: assign({ offline: false }),
      end: emit(({ context: { page } }, { sign }: { sign: Sign }) =>
        send(page, { type: 'ended', sign }),
      ),
    },
  }).createMachine({
    id: 'direct-upload',
    context: ({ input }) => commonOf(input),
    initial: 'selectingFile',
    on: {
      cancel: '.cancelled',
      vanish: '.vanished',
      lineDown: { actions: 'goOffline' },
      lineUp: { actions: 'goOnline' },
    },
    states: {
      selectingFile: { always: 'uploading' },
      uploading: {
        entry: 'sendBody',
        on: {
          moved: { actions: 'pass' },
          bodySent: 'done',
          bodyFailed: [
            { guard: 'mayTryAgain', target: 'pausing', actions: 'fallBack' },
            { guard: 'isUnknown', target: 'unknown', actions: 'fallBack' },
            { target: 'failed', actions: 'fallBack' },
          ],
          lineDown: { actions: ['goOffline', 'cutBody'] },
          cancel: { target: 'cancelled', actions: 'endBody' },
          vanish: { target: 'vanished', actions: 'endBody' },
        },
      },
      pausing: {
        after: {
          retry: [{ guard: 'isOffline', target: 'waitingForLine' }, { target: 'uploading' }],
        },
      },
      waitingForLine: { on: { lineUp: { target: 'uploading', actions: 'goOnline' } } },
      done: { type: 'final', entry: { type: 'end', params: { sign: 'done' } } },
      failed: { type: 'final', entry: { type: 'end', params: { sign: 'failed' } } },
      unknown: { type: 'final', entry: { type: 'end', params: { sign: 'unknown' } } },
      cancelled: { type: 'final', entry: { type: 'end', params: { sign: 'cancelled' } } },
      vanished: { type: 'final' },
    },
  });

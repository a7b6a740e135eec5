/** POST /api/uploads: validating · (opening a multipart upload) · (recording) · signing. */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, send } from '../../../../kernel/system.ts';
import type { Created, Err, Refused, Row, RowIs, UploadWish } from '../../protocol.ts';
import { rowComesFirst, type Settings } from '../../settings.ts';
import { waiting } from '../waiting.ts';
import { faultOf } from './api.ts';
import { expiresAt, formFields, partsOf, putUrl, signedHeadersFor } from './sign.ts';

interface PresignInput extends UploadWish {
  readonly client: string;
  readonly nowUs: number;
}
interface PresignContext extends PresignInput {
  readonly multipartId: string;
}
type PresignEvent = Created | RowIs | Err | Refused;

export const presignDeadlines = ['backTimeout'];

export const presignMachine = (s: Settings) => {
  const late = waiting(s.backTimeoutMs, 'backTimeout', { target: 'timingOut' as const });
  const record = rowComesFirst(s) ? 'recording' : 'signing';
  const trouble = { ERR: 'failing', refused: 'failing' } as const;
  return setup({
    types: {} as {
      context: PresignContext;
      events: PresignEvent;
      emitted: Command;
      input: PresignInput;
    },
    delays: { backTimeout: s.backTimeoutMs },
    guards: {
      isForbidden: ({ context: { size, contentType } }) => faultOf(s, size, contentType) !== null,
    },
    actions: {
      record: emit(({ context }) => send('db', { type: 'INSERT', row: { ...rowOf(s, context) } })),
      sign: enqueueActions(({ context, enqueue }) => {
        enqueue.emit(send(context.client, signedFor(s, context)));
      }),
      forbid: enqueueActions(({ context: { client, size, contentType }, enqueue }) => {
        const wrong = faultOf(s, size, contentType);
        if (wrong !== null) enqueue.emit(send(client, { type: 'problem', ...wrong }));
      }),
      problem: emit(({ context: { client } }, { status }: { status: number }) =>
        send(client, { type: 'problem', status, detail: 'No URL could be made.' }),
      ),
    },
  }).createMachine({
    id: 'presign',
    context: ({ input }) => ({ ...input, multipartId: '' }),
    initial: 'validating',
    states: {
      validating: {
        always: [
          { guard: 'isForbidden', target: 'refusing' },
          { target: s.variant === 'multipart' ? 'opening' : record },
        ],
      },
      opening: {
        entry: emit(({ context }) =>
          send('storage', {
            type: 'CREATE',
            key: keyOf(s, context),
            contentType: context.contentType,
          }),
        ),
        after: late,
        on: {
          CREATED: {
            target: record,
            actions: assign(({ event }) => ({ multipartId: event.uploadId })),
          },
          ...trouble,
        },
      },
      recording: { entry: 'record', after: late, on: { ROW: 'signing', ...trouble } },
      /** Signing asks nobody: the key is a secret that the API has. */
      signing: { type: 'final', entry: 'sign' },
      refusing: { type: 'final', entry: 'forbid' },
      failing: { type: 'final', entry: { type: 'problem', params: { status: 503 } } },
      timingOut: {
        type: 'final',
        entry: [emit(abandon()), { type: 'problem', params: { status: 504 } }],
      },
    },
  });
};

/** Under which key the object will lie: one of its own, or the name that the browser gave. */
const keyOf = (s: Settings, { key, name }: UploadWish): string =>
  s.uniqueKey === 'on' ? `${key}-${name}` : name;

const rowOf = (s: Settings, wish: UploadWish): Row => ({
  id: wish.key,
  key: keyOf(s, wish),
  status: s.order === 'readyFirst' ? 'READY' : 'PENDING',
  sizeBytes: wish.size,
  contentType: wish.contentType,
  sha256: wish.sha256,
});

function signedFor(s: Settings, context: PresignContext) {
  const { nowUs, key: uploadId, contentType, size, multipartId } = context;
  const key = keyOf(s, context);
  const common = { uploadId, key, expiresAt: expiresAt(s, nowUs) };
  if (s.variant === 'multipart') {
    return { type: 'uploadParts', ...common, multipartId, ...partsOf(s, size) };
  }
  if (s.variant === 'presigned-post') {
    const fields = formFields(s, key, contentType, nowUs);
    return { type: 'uploadForm', ...common, fields: { ...fields } };
  }
  const headers = signedHeadersFor(s, context);
  return {
    type: 'uploadUrl',
    ...common,
    url: putUrl(s, key, headers, nowUs),
    method: 'PUT',
    headers,
  };
}

/**
 * A file that goes through the API: buffering (or streaming) · putting to storage · recording ·
 * answering. With tus its bytes are on disk already, and only the rest is left to do.
 */
import { emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, fact, send } from '../../../../kernel/system.ts';
import type { Closed, Err, PutOk, Refused, Row, RowIs, XmlError } from '../../protocol.ts';
import { checksumOf } from '../../protocol.ts';
import { type Settings, slicesOf } from '../../settings.ts';
import { waiting } from '../waiting.ts';

/** What a stream holds of each body: Node's default for a readable stream of a file. */
export const STREAM_BYTES = 64 * 1_024;

export interface ReceiveInput {
  /** Whatever comes of it: that a connection is closed is of no operation. */
  readonly op: string;
  readonly client: string;
  readonly key: string;
  readonly name: string;
  readonly size: number;
  readonly contentType: string;
  readonly body: string;
}
interface ReceiveContext extends ReceiveInput {
  readonly received: number;
  /** In the memory of the process. */
  readonly held: number;
}
type ReceiveEvent =
  | { readonly type: 'chunk'; readonly bytes: number }
  | { readonly type: 'hungUp' | 'die' }
  | PutOk
  | XmlError
  | RowIs
  | Err
  | Refused
  | Closed;

export const receiveDeadlines = ['dbTimeout'];

export const receiveMachine = (s: Settings) => {
  const streams = s.variant === 'direct-streaming';
  const first = { 'direct-buffered': 'buffering', 'direct-streaming': 'streaming' } as const;
  const initial = s.variant in first ? first[s.variant as keyof typeof first] : 'puttingToStorage';
  const perByte = s.variant === 'direct-buffered' ? s.copies : 0;

  return setup({
    types: {} as {
      context: ReceiveContext;
      events: ReceiveEvent;
      emitted: Command;
      input: ReceiveInput;
    },
    delays: { dbTimeout: s.backTimeoutMs },
    guards: {
      isWhole: ({ context: { received, size } }) => received >= size,
      ofDatabase: ({ event }) => event.type === 'refused' && event.of === 'INSERT',
    },
    actions: {
      take: enqueueActions(({ context: { received, held }, event, enqueue }) => {
        if (event.type !== 'chunk') return;
        const more = event.bytes * perByte;
        enqueue.assign({ received: received + event.bytes, held: held + more });
        if (more > 0) enqueue.emit(send('api', { type: 'hold', bytes: more }));
        if (streams) passOn(enqueue.emit, event.bytes);
      }),
      openStorage: enqueueActions(({ context, enqueue }) => {
        enqueue.emit(send('storage', headOf(context)));
        if (!streams) return;
        enqueue.assign({ held: STREAM_BYTES });
        enqueue.emit(send('api', { type: 'hold', bytes: STREAM_BYTES }));
      }),
      sendAll: enqueueActions(({ context, enqueue }) => {
        enqueue.emit(send('storage', headOf(context)));
        const slices = slicesOf(s, context.size);
        for (let i = 0; i < slices; i++) passOn(enqueue.emit, context.size / slices);
      }),
      release: enqueueActions(({ context: { held, client }, enqueue }) => {
        if (held > 0) enqueue.emit(send('api', { type: 'hold', bytes: -held }));
        enqueue.emit(send('api', { type: 'through', client }));
      }),
      record: emit(({ context }) => send('db', { type: 'INSERT', row: { ...rowOf(context) } })),
      giveUp: emit(({ context: { op } }) => abandon(op)),
      problem: emit(({ context: { client, op } }, { status }: { status: number }) =>
        send(client, { type: 'problem', status, detail: 'The file was not kept.' }, { op }),
      ),
    },
  }).createMachine({
    id: 'receive',
    context: ({ input }) => ({ ...input, received: 0, held: 0 }),
    initial,
    on: { die: '.killed' },
    states: {
      buffering: {
        always: { guard: 'isWhole', target: 'puttingToStorage' },
        on: { chunk: { actions: 'take' }, hungUp: 'abandoned' },
      },
      streaming: {
        entry: 'openStorage',
        always: { guard: 'isWhole', target: 'puttingToStorage' },
        on: {
          chunk: { actions: 'take' },
          hungUp: 'abandoned',
          xmlError: 'failing',
          refused: 'failing',
          closed: 'failing',
        },
      },
      puttingToStorage: {
        entry: streams ? [] : 'sendAll',
        on: { PUT_OK: 'recording', xmlError: 'failing', refused: 'failing', closed: 'failing' },
      },
      recording: {
        entry: 'record',
        after: waiting(s.backTimeoutMs, 'dbTimeout', {
          target: 'failing' as const,
          actions: 'giveUp' as const,
        }),
        on: {
          ROW: 'answering',
          ERR: 'failing',
          // Storage may still say that it went down, after it had taken the file.
          refused: { guard: 'ofDatabase', target: 'failing' },
        },
      },
      answering: {
        type: 'final',
        entry: [
          'release',
          emit(({ context: { client, key, size } }) =>
            s.variant === 'tus'
              ? send(client, { type: 'patched', offset: size })
              : send(client, { type: 'fileReady', id: key, status: 'READY' }),
          ),
        ],
      },
      /** The browser is gone, and what it sent is thrown away. */
      abandoned: { type: 'final', entry: 'release' },
      /** The process ends, and tells nobody. */
      killed: { type: 'final' },
      failing: {
        type: 'final',
        entry: ['giveUp', 'release', { type: 'problem', params: { status: 503 } }],
      },
    },
  });
};

const headOf = ({ key, contentType, size, body }: ReceiveContext) => ({
  type: 'PUT',
  key,
  contentType,
  length: size,
  body,
});

function passOn(emitCommand: (command: Command) => void, bytes: number): void {
  emitCommand(fact({ type: 'through', bytes }));
  emitCommand(send('storage', { type: 'CHUNK', bytes }, { sizeBytes: bytes }));
}

const rowOf = ({ key, size, contentType, body }: ReceiveContext): Row => ({
  id: key,
  key,
  status: 'READY',
  sizeBytes: size,
  contentType,
  sha256: checksumOf(body, size),
});

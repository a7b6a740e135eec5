/**
 * POST /api/uploads/{id}/complete: (assembling) · (inspecting) · (copying) · recording · answering.
 * What storage says of an upload is in XML, and a 200 may still be an error.
 */
import { assign, emit, enqueueActions, setup } from 'xstate';
import { abandon, type Command, fact, send } from '../../../../kernel/system.ts';
import type {
  Answer,
  Deleted,
  Err,
  Meta,
  MetaIs,
  PartTag,
  Refused,
  Row,
  RowIs,
} from '../../protocol.ts';
import { isAllowedKind } from '../../protocol.ts';
import { MIB, rowComesFirst, type Settings } from '../../settings.ts';
import { codeIn } from '../storage/xml.ts';
import { waiting } from '../waiting.ts';

interface CompleteInput {
  readonly client: string;
  readonly uploadId: string;
  readonly key: string;
  readonly size: number;
  readonly contentType: string;
  readonly sha256: string;
  readonly multipartId?: string;
  readonly parts?: readonly PartTag[];
}
interface CompleteContext extends CompleteInput {
  /** Why it is turned down. */
  readonly why: string;
  readonly finalKey: string;
}
type CompleteEvent = Answer | MetaIs | RowIs | Deleted | Err | Refused;

export const completeDeadlines = ['backTimeout'];

/** Of an object that was verified and copied to where nobody has a URL for. */
export const finalKeyOf = (s: Settings, key: string): string =>
  s.seal === 'copy' ? `kept-${key}` : key;

export const completeMachine = (s: Settings) => {
  const late = waiting(s.backTimeoutMs, 'backTimeout', { target: 'timingOut' as const });
  const trouble = { ERR: 'failing', refused: 'failing' } as const;
  const keep = s.seal === 'copy' ? 'copying' : 'recording';
  const inspect = s.verifyOnComplete === 'on' ? 'inspecting' : keep;
  const missing =
    s.seal === 'copy'
      ? ({ guard: 'isMissing', target: 'lookingAtCopy' } as const)
      : ({ guard: 'isMissing', target: 'refusing', actions: 'noteMissing' } as const);
  const first = s.variant === 'multipart' ? 'assembling' : inspect;
  // With events it is the event that makes the row READY.
  const record = s.finalize === 'event' && s.variant === 'multipart' ? 'answering' : 'recording';
  return setup({
    types: {} as {
      context: CompleteContext;
      events: CompleteEvent;
      emitted: Command;
      input: CompleteInput;
    },
    delays: { backTimeout: s.backTimeoutMs },
    guards: {
      isGone: ({ event }) => event.type === 'ANSWER' && codeIn(event.xml) === 'NoSuchUpload',
      isError: ({ event }) => event.type === 'ANSWER' && isErrorTo(s, event),
      isTransient: ({ event }) =>
        event.type === 'ANSWER' && event.status === 200 && isErrorTo(s, event),
      isMissing: ({ event }) => event.type === 'META' && event.meta === null,
      isWrong: ({ context, event }) =>
        event.type === 'META' && faultOfObject(s, context, event.meta) !== '',
      isNoRow: ({ event }) => event.type === 'ROW' && event.row === null,
      isCopied: ({ context, event }) =>
        s.seal === 'copy' && event.type === 'ROW' && event.row?.key === context.finalKey,
    },
    actions: {
      assemble: emit(({ context: { key, multipartId = '', parts = [] } }) =>
        send('storage', {
          type: 'COMPLETE',
          key,
          uploadId: multipartId,
          parts: parts.map((each) => ({ ...each })),
        }),
      ),
      head: emit(({ context: { key } }) => send('storage', { type: 'HEAD', key })),
      noteCode: assign(({ event }) => ({
        why: event.type === 'ANSWER' ? (codeIn(event.xml) ?? '') : '',
      })),
      noteFault: assign(({ context, event }) => ({
        why: event.type === 'META' ? faultOfObject(s, context, event.meta) : '',
      })),
      noteMissing: assign(() => ({ why: 'the object is not there' })),
      record: enqueueActions(({ context, enqueue }) => {
        const row = { ...rowOf(context) };
        enqueue.emit(
          rowComesFirst(s)
            ? send('db', { type: 'FINALIZE', id: row.id, key: context.key, to: row.key, row: null })
            : send('db', { type: 'INSERT', row }),
        );
      }),
      problem: emit(({ context: { client, why } }, { status }: { status: number }) =>
        send(client, { type: 'problem', status, detail: why }),
      ),
    },
  }).createMachine({
    id: 'complete',
    context: ({ input }) => ({ ...input, why: '', finalKey: finalKeyOf(s, input.key) }),
    initial: first,
    states: {
      assembling: {
        entry: 'assemble',
        after: late,
        on: {
          ANSWER: [
            ...(s.completeRecover === 'on'
              ? [{ guard: 'isGone' as const, target: 'looking' as const }]
              : []),
            { guard: 'isTransient', target: 'failing', actions: 'noteCode' },
            { guard: 'isError', target: 'refusing', actions: 'noteCode' },
            { target: record === 'answering' ? 'answering' : inspect },
          ],
          ...trouble,
        },
      },
      /** An upload that is unknown may have been completed before: then its object is there. */
      looking: {
        entry: 'head',
        after: late,
        on: {
          META: [
            { guard: 'isMissing', target: 'refusing', actions: 'noteMissing' },
            { target: record === 'answering' ? 'answering' : inspect },
          ],
          ...trouble,
        },
      },
      inspecting: {
        entry: 'head',
        after: late,
        on: {
          META: [
            missing,
            { guard: 'isWrong', target: 'rejecting', actions: 'noteFault' },
            { target: keep },
          ],
          ...trouble,
        },
      },
      copying: {
        entry: emit(({ context: { key, finalKey } }) =>
          send('storage', { type: 'COPY', key, to: finalKey }),
        ),
        after: late,
        on: { META: [missing, { target: 'recording' }], ...trouble },
      },
      /** What was asked before and not heard may be done: then the copy is all there is. */
      lookingAtCopy: {
        entry: emit(({ context: { finalKey } }) =>
          send('storage', { type: 'HEAD', key: finalKey }),
        ),
        after: late,
        on: {
          META: [
            { guard: 'isMissing', target: 'refusing', actions: 'noteMissing' },
            { target: 'recording' },
          ],
          ...trouble,
        },
      },
      recording: {
        entry: 'record',
        after: late,
        on: {
          ROW: [
            { guard: 'isNoRow', target: 'refusing', actions: 'noteMissing' },
            { guard: 'isCopied', target: 'tidying' },
            { target: 'answering' },
          ],
          ...trouble,
        },
      },
      /** Nothing is lost any more: the row names the copy. */
      tidying: {
        entry: emit(({ context: { key } }) => send('storage', { type: 'DELETE', key })),
        after: late,
        on: { DELETED: 'answering', ...trouble },
      },
      /** What is not what was announced does not stay. */
      rejecting: {
        entry: [
          emit(({ context: { key, why } }) => fact({ type: 'verifiedWrong', key, why })),
          emit(({ context: { key } }) => send('storage', { type: 'DELETE', key })),
        ],
        after: late,
        on: { DELETED: s.order === 'uploadFirst' ? 'refusing' : 'removing', ...trouble },
      },
      removing: {
        entry: emit(({ context: { uploadId } }) => send('db', { type: 'EXPIRE', id: uploadId })),
        after: late,
        on: { ROW: 'refusing', ...trouble },
      },
      answering: {
        type: 'final',
        entry: emit(({ context: { client, uploadId } }) => {
          const status = record === 'answering' ? 'PENDING' : 'READY';
          return send(client, { type: 'uploadStatus', id: uploadId, status });
        }),
      },
      refusing: { type: 'final', entry: { type: 'problem', params: { status: 422 } } },
      failing: { type: 'final', entry: { type: 'problem', params: { status: 503 } } },
      timingOut: {
        type: 'final',
        entry: [emit(abandon()), { type: 'problem', params: { status: 504 } }],
      },
    },
  });
};

/** Who does not read the body of a 200 takes it for a success. */
const isErrorTo = (s: Settings, { status, xml }: Answer): boolean =>
  status !== 200 || (s.parseCompleteBody === 'on' && codeIn(xml) !== null);

/** What of the object is not as announced; empty for nothing. */
export function faultOfObject(
  s: Settings,
  { size, contentType, sha256 }: Pick<CompleteInput, 'size' | 'contentType' | 'sha256'>,
  meta: Meta | null,
): string {
  if (meta === null) return 'the object is not there';
  if (meta.sizeBytes !== size || size > s.sizeLimitMiB * MIB) return 'its size is another';
  if (meta.contentType !== contentType) return 'its type is another';
  if (meta.sha256 !== sha256) return 'its checksum is another';
  return isAllowedKind(meta.kind) ? '' : 'its first bytes are not those of a picture';
}

const rowOf = ({ uploadId, finalKey, size, contentType, sha256 }: CompleteContext): Row => ({
  id: uploadId,
  key: finalKey,
  status: 'READY',
  sizeBytes: size,
  contentType,
  sha256,
});

/** What the uploads of every variant share: what they know, what they send, and when they give up. */
import { type Command, fact, type Message, send, spawn } from '../../../../kernel/system.ts';
import type {
  BodyFailed,
  BodySent,
  Cancel,
  FileInfo,
  LineDown,
  LineUp,
  Moved,
  PutHead,
  Saved,
  UploadWish,
  Vanish,
} from '../../protocol.ts';
import { checksumOf } from '../../protocol.ts';
import { MIB, rowComesFirst, type Settings, slicesOf } from '../../settings.ts';
import { fieldsOf } from '../../signing/presign.ts';
import type { Script } from './page.ts';

export interface UploadInput {
  /** Whom to tell: the page. */
  readonly page: string;
  readonly op: string;
  /** Names this upload to the API: its idempotency key. */
  readonly id: string;
  readonly file: FileInfo;
  readonly script: Script | null;
  readonly saved: Saved | null;
}

/** What each of them may hear, whatever else it asks for. */
export type BodyEvent = BodySent | BodyFailed | Moved | Cancel | LineDown | LineUp | Vanish;

export interface Common extends UploadInput {
  /** Tries of the step at hand. */
  readonly tries: number;
  /** Bodies that were sent, whole or not: each has its own connection. */
  readonly bodies: number;
  readonly offline: boolean;
}

export const commonOf = (input: UploadInput): Common => ({
  ...input,
  tries: 0,
  bodies: 0,
  offline: false,
});

/** Its own name. */
export const selfOf = ({ page, id }: UploadInput): string => `${page}/${id}`;
export const bodyName = ({ id, bodies }: Pick<Common, 'id' | 'bodies'>, n = bodies): string =>
  `${id}.${n}`;

export const wishOf = ({ id, file }: UploadInput): UploadWish => ({
  key: id,
  name: file.name,
  size: file.sizeBytes,
  contentType: file.contentType,
  sha256: checksumOf(file.body, file.sizeBytes),
});

export const rateOf = ({ upRateMiBps }: Settings): number => upRateMiBps * MIB;

/** The connection that carries a body, as an actor of its own. */
export function bodyOf(
  s: Settings,
  context: Common,
  to: 'storage' | 'api',
  head: Message,
  what: {
    readonly part: number;
    readonly bytes: number;
    readonly of: number;
    readonly rate: number;
  },
): Command {
  const { part, bytes, of, rate } = what;
  const slices = slicesOf(s, bytes, of);
  const name = bodyName(context, context.bodies + 1);
  const input = {
    op: context.op,
    owner: selfOf(context),
    to,
    head,
    part,
    bytes,
    slices,
    bytesPerSecond: rate,
  };
  return spawn(name, 'transfer', input, context.op);
}

export const moved = ({ page, op }: UploadInput, part: number, bytes: number): Command =>
  send(page, { type: 'moved', part, bytes }, { op });

export const saysExpired = (part: number): Command => fact({ type: 'urlExpired', part });

/** A PUT to a presigned URL, with what was signed beside it. */
export function putHead(
  url: string,
  { contentType, sizeBytes, body }: FileInfo,
  signed: Readonly<Record<string, string>> = {},
): Message {
  const head: PutHead = { ...fieldsOf(url), contentType, length: sizeBytes, body };
  const checksum = signed['x-amz-checksum-sha256'];
  const noneMatch = signed['if-none-match'];
  return {
    type: 'putObject',
    ...head,
    ...(checksum === undefined ? {} : { checksum }),
    ...(noneMatch === undefined ? {} : { noneMatch }),
  };
}

/** A file has its URL before it is its turn, unless it is signed when it is needed. */
export const signsFirst = ({ variant, signOnDemand }: Settings): boolean =>
  signOnDemand === 'off' && (variant === 'presigned-put' || variant === 'presigned-post');

/** A row that nobody announced is called like its object: the event knows no other name. */
export const rowIdOf = (
  s: Settings,
  { uploadId, key }: { readonly uploadId: string; readonly key: string },
): string => (rowComesFirst(s) ? uploadId : key);

/** Statuses after which the same request may go well. */
export const mayPass = (status: number): boolean => status === 429 || status >= 500;

/** The same for a body, which a connection or a full storage may have stopped. */
export const isPassing = (why: string): boolean =>
  why === 'dropped' || why === 'late' || why === 'SlowDown' || mayPass(Number(why));

/** A page looks so often whether its file is ready, for each attempt that it may make. */
export const POLLS_A_TRY = 3;

/** A server that could not say may have done it. */
export const isServerError = (event: {
  readonly type: string;
  readonly status?: unknown;
}): boolean => event.type === 'problem' && Number(event.status) >= 500;

/** Who had announced an upload finds that it was turned down, and removed. */
export const isTurnedDown = (
  s: Settings,
  event: { readonly type: string; readonly status?: unknown },
): boolean => rowComesFirst(s) && event.type === 'problem' && event.status === 404;

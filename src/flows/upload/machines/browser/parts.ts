/** The parts of a multipart upload: which are sent, which are on their way, and what comes next. */
import { change, start, stop, type Turn, tell } from '../../../../flow/turn.ts';
import { abandon, fact, send } from '../../../../kernel/system.ts';
import type {
  BodyFailed,
  BodySent,
  Cancelled,
  PartList,
  PartUrls,
  Problem,
  Refused,
  UploadParts,
  UploadStatus,
} from '../../protocol.ts';
import type { Settings } from '../../settings.ts';
import {
  type BodyEvent,
  bodyName,
  bodyOf,
  type Common,
  isPassing,
  moved,
  putHead,
  rateOf,
  saysExpired,
} from './upload.ts';

export type MultipartEvent =
  | UploadParts
  | UploadStatus
  | PartUrls
  | PartList
  | Cancelled
  | Problem
  | Refused
  | { readonly type: 'fill' | 'urlsLate' }
  | BodyEvent;

interface OnItsWay {
  readonly part: number;
  /** Which body it is: the name of its connection. */
  readonly body: number;
}

export interface PartsContext extends Common {
  readonly upload: Pick<
    UploadParts,
    'uploadId' | 'key' | 'multipartId' | 'partSize' | 'partCount'
  > | null;
  /** By place: the tag of part 1 first; `null` while it is not sent. */
  readonly tags: readonly (string | null)[];
  readonly onTheirWay: readonly OnItsWay[];
  /** URLs that were signed and not used up, by part. */
  readonly urls: Readonly<Record<number, string>>;
  /** Parts whose URLs were asked for. */
  readonly asked: readonly number[];
  /** Parts that failed, and how often. */
  readonly failures: Readonly<Record<number, number>>;
  /** What cannot go on: the page gives up. */
  readonly isLost: boolean;
  readonly polls: number;
}
export type PartsTurn = Turn<PartsContext>;

export const NO_PARTS: Omit<PartsContext, keyof Common> = {
  upload: null,
  tags: [],
  onTheirWay: [],
  urls: {},
  asked: [],
  failures: {},
  isLost: false,
  polls: 0,
};

export const isSent = ({ tags }: PartsContext): boolean => tags.every((tag) => tag !== null);

/** What a script sends instead of the file that it announced, it sends with the last part. */
const sizeOf = ({ file, script, upload }: PartsContext, part: number): number => {
  const { sizeBytes } = script?.sends ?? file;
  const { partSize = sizeBytes, partCount = 1 } = upload ?? {};
  const rest = sizeBytes - (part - 1) * partSize;
  return part === partCount ? rest : Math.min(partSize, rest);
};

/** Fills the free slots, and asks for the URLs that are missing. */
export function fill(s: Settings, turn: PartsTurn): void {
  const count = turn.context.upload?.partCount ?? 0;
  if (turn.context.offline || turn.context.isLost) return;
  const free = (): number => Math.min(s.parallel, count) - turn.context.onTheirWay.length;
  for (const part of waitingParts(turn.context, free())) {
    const url = turn.context.urls[part];
    if (url !== undefined) sendPart(s, turn, part, url);
  }
  // URLs are asked for when a slot is free that has none.
  if (turn.context.asked.length > 0 || free() <= 0) return;
  const next = waitingParts(turn.context, Math.max(free(), s.signBatch));
  const unsigned = next.filter((part) => turn.context.urls[part] === undefined);
  if (unsigned.length > 0) askUrls(s, turn, unsigned);
}

/** The first parts that are neither sent nor on their way. */
function waitingParts({ tags, onTheirWay }: PartsContext, most: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < tags.length && found.length < most; i++) {
    if (tags[i] === null && !onTheirWay.some(({ part }) => part === i + 1)) found.push(i + 1);
  }
  return found;
}

export function askUrls(s: Settings, turn: PartsTurn, parts: readonly number[]): void {
  const { upload } = turn.context;
  if (upload === null) return;
  const { uploadId, key, multipartId } = upload;
  change(turn, { asked: parts });
  tell(turn, send('api', { type: 'postParts', uploadId, key, multipartId, partNumbers: parts }));
  start(turn, 'urls', s.clientTimeoutMs, { type: 'urlsLate', op: turn.context.op });
}

export function takeUrls(s: Settings, turn: PartsTurn, { urls }: PartUrls): void {
  stop(turn, 'urls');
  const more = Object.fromEntries(urls.map(({ partNumber, url }) => [partNumber, url]));
  change(turn, { asked: [], urls: { ...turn.context.urls, ...more } });
  fill(s, turn);
}

/** No URLs came: the page asks once more, after a while. */
export function urlsFailed(s: Settings, turn: PartsTurn): void {
  const { asked, tries, op } = turn.context;
  if (asked.length === 0) return;
  stop(turn, 'urls');
  tell(turn, abandon());
  const isLost = tries + 1 >= s.maxAttempts;
  change(turn, { asked: [], tries: tries + 1, isLost });
  if (isLost) return;
  stop(turn, 'fill');
  start(turn, 'fill', s.retryMs, { type: 'fill', op });
}

function sendPart(s: Settings, turn: PartsTurn, part: number, url: string): void {
  const { context } = turn;
  const bytes = sizeOf(context, part);
  const of = context.tags.length;
  const rate = rateOf(s) / Math.min(s.parallel, of);
  if (s.tunnel) tell(turn, moved(context, part, 0));
  const head = putHead(url, { ...(context.script?.sends ?? context.file), sizeBytes: bytes });
  tell(turn, bodyOf(s, context, 'storage', head, { part, bytes, of, rate }));
  const body = context.bodies + 1;
  const { [part]: _used, ...urls } = context.urls;
  // Without new signatures the same URL is all there is.
  change(turn, {
    bodies: body,
    onTheirWay: [...context.onTheirWay, { part, body }],
    urls: s.signOnDemand === 'on' ? urls : context.urls,
  });
}

export function partSent(s: Settings, turn: PartsTurn, { part, etag }: BodySent): void {
  const { tags, onTheirWay, failures } = turn.context;
  const { [part]: _passed, ...rest } = failures;
  change(turn, {
    tags: tags.with(part - 1, etag),
    onTheirWay: onTheirWay.filter((each) => each.part !== part),
    failures: rest,
    tries: 0,
  });
  fill(s, turn);
}

export function partFailed(s: Settings, turn: PartsTurn, event: BodyFailed): void {
  const { part, sent, why, op } = event;
  const { onTheirWay, failures } = turn.context;
  const count = (failures[part] ?? 0) + 1;
  const passes = isPassing(why) || why === 'AccessDenied';
  change(turn, {
    onTheirWay: onTheirWay.filter((each) => each.part !== part),
    failures: { ...failures, [part]: count },
    isLost: turn.context.isLost || !passes || count >= s.maxAttempts,
  });
  if (sent > 0) tell(turn, moved(turn.context, part, -sent));
  if (why === 'AccessDenied') tell(turn, saysExpired(part));
  if (turn.context.isLost) return endBodies(turn);
  stop(turn, 'fill');
  start(turn, 'fill', s.retryMs, { type: 'fill', op });
}

/** Every connection of this upload ends. */
export function endBodies(turn: PartsTurn, type: 'vanish' | 'lineDown' = 'vanish'): void {
  const { page, onTheirWay, op } = turn.context;
  for (const { body } of onTheirWay) {
    tell(turn, send(`${page}/${bodyName(turn.context, body)}`, { type }, { op }));
  }
}

/** The page learns which parts storage has already. */
export function resumeWith(
  turn: PartsTurn,
  parts: readonly {
    readonly partNumber: number;
    readonly etag: string;
    readonly sizeBytes: number;
  }[],
): void {
  const tags = turn.context.tags.map(
    (tag, i) => parts.find(({ partNumber }) => partNumber === i + 1)?.etag ?? tag,
  );
  change(turn, { tags, tries: 0 });
  for (const { partNumber, sizeBytes } of parts) {
    tell(turn, moved(turn.context, partNumber, sizeBytes));
  }
  tell(turn, fact({ type: 'resumed', parts: parts.length }));
}

/** Bodies on their way in: who may begin, what is counted, and what becomes of them at their end. */
import { change, tell } from '../../../../flow/turn.ts';
import { fact, type Received } from '../../../../kernel/system.ts';
import type {
  Chunk,
  Clocked,
  FormHead,
  PostObject,
  Put,
  PutHead,
  PutObject,
} from '../../protocol.ts';
import { checksumOf, kindOf } from '../../protocol.ts';
import { PUT_MAX, type Settings } from '../../settings.ts';
import { md5Hex } from '../../signing/hashes.ts';
import { faultOfForm, isExpired, isSigned } from '../../signing/presign.ts';
import { keep } from './keep.ts';
import { answer, type Incoming, objectAt, refuse, type StorageTurn } from './state.ts';
import type { Code } from './xml.ts';

/** A request arrives: now, and never later, it is tested whether its URL still lives. */
export function begin(
  s: Settings,
  turn: StorageTurn,
  event: (PutObject | PostObject | Put) & Clocked,
): void {
  const { type, from, op, nowUs = 0 } = event;
  const { type: _type, from: _from, op: _op, nowUs: _now, ...head } = event;
  const wrong = faultOf(turn, event, nowUs);
  if (wrong !== null) return refuse(turn, event, wrong);
  tell(turn, fact({ type: 'began', part: Number('partNumber' in event ? event.partNumber : 0) }));
  const incoming: Incoming = {
    how: type,
    head: head as unknown as PutHead | FormHead,
    received: 0,
    from,
    op,
  };
  change(turn, { incoming: [...others(turn, from), incoming] });
  if (event.length === 0) finish(s, turn, incoming);
}

function faultOf(
  { context }: StorageTurn,
  event: PutObject | PostObject | Put,
  nowUs: number,
): Code | null {
  switch (event.type) {
    case 'postObject':
      return faultOfForm(event, nowUs);
    case 'putObject': {
      const { date = '', expiresS = 0, uploadId } = event;
      if (isExpired(date, expiresS, nowUs)) return 'AccessDenied';
      if (!isSigned(event)) return 'SignatureDoesNotMatch';
      if (event.length > PUT_MAX) return 'EntityTooLarge';
      const isKnown = context.unfinished.some((each) => each.uploadId === uploadId);
      return uploadId !== undefined && !isKnown ? 'NoSuchUpload' : null;
    }
    case 'PUT':
      return event.length > PUT_MAX ? 'EntityTooLarge' : null;
  }
}

export function receive(s: Settings, turn: StorageTurn, { from, bytes }: Chunk): void {
  const known = turn.context.incoming.find((each) => each.from === from);
  if (known === undefined) return;
  const incoming = { ...known, received: known.received + bytes };
  if (incoming.received >= incoming.head.length) return finish(s, turn, incoming);
  const list = turn.context.incoming.map((each) => (each === known ? incoming : each));
  change(turn, { incoming: list });
}

/** A connection is gone, and with it what was under way on it. */
export function hangUp(turn: StorageTurn, { from }: Received): void {
  const incoming = others(turn, from);
  if (incoming.length < turn.context.incoming.length) change(turn, { incoming });
}

const others = ({ context }: StorageTurn, from: string): readonly Incoming[] =>
  context.incoming.filter((each) => each.from !== from);

function finish(s: Settings, turn: StorageTurn, incoming: Incoming): void {
  const { from, op, how } = incoming;
  change(turn, { incoming: others(turn, from) });
  const head = incoming.head as PutHead;
  const wrong = faultAtEnd(turn, head);
  if (wrong !== null) return refuse(turn, incoming, wrong);
  const { key, contentType, body, length, uploadId, partNumber } = head;
  const shown = (etag: string) => (s.exposeETag === 'on' ? { etag } : {});
  if (uploadId !== undefined && partNumber !== undefined) {
    const etag = md5Hex(`${body} ${partNumber} ${length}`);
    const unfinished = turn.context.unfinished.map((each) => {
      if (each.uploadId !== uploadId) return each;
      const part = { partNumber, sizeBytes: length, etag };
      const rest = each.parts.filter((known) => known.partNumber !== partNumber);
      const at = rest.findLastIndex((known) => known.partNumber < partNumber) + 1;
      return { ...each, body, parts: rest.toSpliced(at, 0, part) };
    });
    change(turn, { unfinished });
    tell(turn, fact({ type: 'partStored', part: partNumber, bytes: length }, op));
    return answer(turn, incoming, { type: 'stored', ...shown(etag) });
  }
  const etag = md5Hex(`${body} ${length}`);
  keep(s, turn, {
    key,
    contentType,
    body,
    op,
    etag,
    sizeBytes: length,
    sha256: checksumOf(body, length),
    kind: kindOf(body),
  });
  if (how === 'PUT') return answer(turn, incoming, { type: 'PUT_OK', etag });
  const type = how === 'putObject' ? 'stored' : 'posted';
  answer(turn, incoming, { type, ...shown(etag) });
}

/** What can be told only when all is there. */
function faultAtEnd({ context }: StorageTurn, head: PutHead): Code | null {
  const { key, checksum, noneMatch, body, length } = head;
  if (noneMatch === '*' && objectAt(context, key) !== undefined) return 'PreconditionFailed';
  if (checksum !== undefined && checksum !== checksumOf(body, length)) return 'BadDigest';
  return null;
}

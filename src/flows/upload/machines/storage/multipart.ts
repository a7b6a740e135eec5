/** Multipart uploads: begun, listed, completed, aborted. */
import { change, start, stop, tell } from '../../../../flow/turn.ts';
import { fact } from '../../../../kernel/system.ts';
import type { Abort, Complete, Create, ListParts, PartTag } from '../../protocol.ts';
import { checksumOf, kindOf } from '../../protocol.ts';
import { PART_MIN, type Settings } from '../../settings.ts';
import { md5Hex } from '../../signing/hashes.ts';
import { keep } from './keep.ts';
import { answer, type StorageTurn, type Unfinished } from './state.ts';
import { type Code, errorXml, resultXml, statusOf } from './xml.ts';

const find = ({ context }: StorageTurn, uploadId: string): Unfinished | undefined =>
  context.unfinished.find((each) => each.uploadId === uploadId);

export function create(s: Settings, turn: StorageTurn, event: Create): void {
  const { key, contentType, op } = event;
  const minted = turn.context.minted + 1;
  const uploadId = `mp-${minted}`;
  const upload = { uploadId, key, contentType, body: '', op, parts: [] };
  change(turn, { minted, unfinished: [...turn.context.unfinished, upload] });
  tell(turn, fact({ type: 'opened', uploadId }));
  if (s.abortRule === 'on') {
    start(turn, `abort:${uploadId}`, s.abortAgeS * 1_000, { type: 'abortAged', uploadId, op });
  }
  answer(turn, event, { type: 'CREATED', uploadId });
}

export function list(turn: StorageTurn, event: ListParts): void {
  const upload = find(turn, event.uploadId);
  if (upload === undefined) return fail(turn, event, 'NoSuchUpload');
  answer(turn, event, { type: 'PARTS', parts: upload.parts.map((part) => ({ ...part })) });
}

export function complete(s: Settings, turn: StorageTurn, event: Complete): void {
  const upload = find(turn, event.uploadId);
  if (upload === undefined) return fail(turn, event, 'NoSuchUpload');
  if (turn.context.failsComplete) {
    // The status was sent before the work was done: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
    change(turn, { failsComplete: false });
    return fail(turn, event, 'InternalError');
  }
  const wrong = faultOf(upload, event.parts);
  if (wrong !== null) return fail(turn, event, wrong);
  const { key, contentType, body, op, parts } = upload;
  const chosen = parts.filter(({ partNumber }) =>
    event.parts.some((each) => each.partNumber === partNumber),
  );
  const sizeBytes = chosen.reduce((sum, part) => sum + part.sizeBytes, 0);
  const etag = `${md5Hex(chosen.map((part) => part.etag).join(''))}-${chosen.length}`;
  forget(turn, upload);
  tell(turn, fact({ type: 'assembled', uploadId: upload.uploadId }, op));
  const sha256 = checksumOf(body, sizeBytes);
  keep(s, turn, { key, contentType, body, op, etag, sizeBytes, sha256, kind: kindOf(body) });
  answer(turn, event, { type: 'ANSWER', status: 200, xml: resultXml(key, etag) });
}

function faultOf({ parts }: Unfinished, wanted: readonly PartTag[]): Code | null {
  const inOrder = wanted.every((each, i) => {
    return i === 0 || each.partNumber > (wanted[i - 1]?.partNumber ?? 0);
  });
  if (!inOrder) return 'InvalidPartOrder';
  // Both ascend: one pass.
  let at = 0;
  for (const [i, { partNumber, etag }] of wanted.entries()) {
    while ((parts[at]?.partNumber ?? Infinity) < partNumber) at++;
    const known = parts[at];
    if (known?.partNumber !== partNumber || known.etag !== etag) return 'InvalidPart';
    if (i < wanted.length - 1 && known.sizeBytes < PART_MIN) return 'EntityTooSmall';
  }
  return wanted.length === 0 ? 'InvalidPart' : null;
}

export function abort(turn: StorageTurn, event: Abort): void {
  const upload = find(turn, event.uploadId);
  if (upload === undefined) return fail(turn, event, 'NoSuchUpload');
  drop(turn, upload);
  answer(turn, event, { type: 'DELETED' });
}

/** The bucket's rule: parts that nobody completes are deleted. */
export function abortAged(turn: StorageTurn, uploadId: string): void {
  const upload = find(turn, uploadId);
  if (upload !== undefined) drop(turn, upload);
}

function drop(turn: StorageTurn, upload: Unfinished): void {
  forget(turn, upload);
  tell(turn, fact({ type: 'aborted', uploadId: upload.uploadId }, upload.op));
}

function forget(turn: StorageTurn, upload: Unfinished): void {
  stop(turn, `abort:${upload.uploadId}`);
  change(turn, { unfinished: turn.context.unfinished.filter((each) => each !== upload) });
}

function fail(turn: StorageTurn, to: Complete | Abort | ListParts, code: Code): void {
  tell(turn, fact({ type: 'rejected', code }, to.op));
  answer(turn, to, { type: 'ANSWER', status: statusOf(code), xml: errorXml(code) });
}

/** The API as a server of tus 1.0.0: what has come of each upload lies on its disk. */
import { change, reply, tell } from '../../../../flow/turn.ts';
import { fact, type Received, send, spawn } from '../../../../kernel/system.ts';
import type { Chunk, Closed, PatchTus, PostTus } from '../../protocol.ts';
import type { Settings } from '../../settings.ts';
import { type ApiTurn, faultOf, hold, problem } from './api.ts';
import { STREAM_BYTES } from './receive.ts';

export interface TusUpload {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly length: number;
  readonly contentType: string;
  readonly body: string;
  /** So much of it is here. */
  readonly offset: number;
  /** Whose request brings more of it now, and up to where. */
  readonly patching: (Received & { readonly since: number; readonly until: number }) | null;
}

/** What outlives a crash: connections do not. */
export const onDisk = ({ tus }: { readonly tus: readonly TusUpload[] }) => ({
  tus: tus.map((each) => ({ ...each, patching: null })),
});

export function tusCreated(s: Settings, turn: ApiTurn, event: PostTus): void {
  const { key, name, size, contentType, body } = event;
  const wrong = faultOf(s, size, contentType);
  if (wrong !== null) return problem(turn, event, wrong.status, wrong.detail);
  const { tus } = turn.context;
  const upload = { id: key, key, name, length: size, contentType, body, offset: 0, patching: null };
  if (!tus.some(({ id }) => id === key)) change(turn, { tus: [...tus, upload] });
  reply(turn, event, { type: 'tusCreated', location: `/api/tus/${key}` });
}

export function patch(turn: ApiTurn, event: PatchTus): void {
  const { from, op, id, offset, length } = event;
  const known = turn.context.tus.find((each) => each.id === id);
  if (known === undefined) return problem(turn, event, 404, 'There is no such upload.');
  if (known.offset !== offset) {
    return problem(turn, event, 409, `The offset is ${known.offset}.`);
  }
  if (offset === known.length) return finish(turn, { from, op }, known);
  if (known.patching === null) hold(turn, STREAM_BYTES);
  replace(turn, { ...known, patching: { from, op, since: offset, until: offset + length } });
}

/** All bytes are on disk: they go to storage, and then the answer goes out. */
function finish(turn: ApiTurn, { from, op }: Received, upload: TusUpload): void {
  const { key, name, length, contentType, body } = upload;
  const input = { op, client: from, key, name, size: length, contentType, body };
  tell(turn, spawn(`keep-${key}`, 'receive', input, op));
}

export function takeTusBytes(turn: ApiTurn, { from, op, bytes }: Chunk): void {
  const known = turn.context.tus.find(({ patching }) => patching?.from === from);
  if (known === undefined) return;
  const { since, until } = known.patching ?? { since: 0, until: known.length };
  const offset = Math.min(until, known.offset + bytes);
  tell(turn, fact({ type: 'kept', offset }, op));
  if (offset < until) return replace(turn, { ...known, offset });
  hold(turn, -STREAM_BYTES);
  if (turn.context.corrupts) {
    // The Upload-Checksum of the PATCH is another: what it brought is thrown away.
    change(turn, { corrupts: false });
    replace(turn, { ...known, offset: since, patching: null });
    return problem(turn, { from, op }, 460, 'Checksum mismatch.');
  }
  replace(turn, { ...known, offset, patching: null });
  if (offset >= known.length) return finish(turn, { from, op }, known);
  tell(turn, send(from, { type: 'patched', offset }, { op }));
}

export function tusHangUp(turn: ApiTurn, { from }: Closed): void {
  const known = turn.context.tus.find(({ patching }) => patching?.from === from);
  if (known === undefined) return;
  hold(turn, -STREAM_BYTES);
  replace(turn, { ...known, patching: null });
}

function replace(turn: ApiTurn, upload: TusUpload): void {
  const tus = turn.context.tus.map((each) => (each.id === upload.id ? upload : each));
  change(turn, { tus });
}

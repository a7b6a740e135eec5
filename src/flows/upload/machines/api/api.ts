/**
 * The API: each request becomes an actor of its own. It knows how much memory bodies take, and
 * when that is too much the system ends it, with everything that it holds.
 */
import { enqueueActions, setup } from 'xstate';
import { change, reply, type Turn, takeTurn, tell } from '../../../../flow/turn.ts';
import {
  type ActorId,
  abandon,
  type Command,
  close,
  fact,
  send,
  spawn,
} from '../../../../kernel/system.ts';
import type {
  Chunk,
  Clocked,
  Closed,
  DeleteUpload,
  GetParts,
  GetUpload,
  HeadTus,
  ObjectCreated,
  PatchTus,
  PostComplete,
  PostFile,
  PostParts,
  PostTus,
  PostUpload,
  Refused,
} from '../../protocol.ts';
import { isAllowedType } from '../../protocol.ts';
import { MIB, type Settings } from '../../settings.ts';
import { partUrls } from './sign.ts';
import { patch, type TusUpload, takeTusBytes, tusCreated, tusHangUp } from './tus.ts';

/** A request whose body is on its way in. */
interface Receiving {
  readonly client: ActorId;
  readonly child: ActorId;
}

export interface ApiContext {
  readonly memoryBytes: number;
  readonly receiving: readonly Receiving[];
  /** Uploads of tus, on its disk. */
  readonly tus: readonly TusUpload[];
  /** The next PATCH arrives with other bytes than were sent. */
  readonly corrupts: boolean;
}
export type ApiInput = Pick<ApiContext, 'tus'>;
export type ApiTurn = Turn<ApiContext>;

/** What a request's actor says to the process that it runs in. */
type Within =
  | { readonly type: 'hold'; readonly bytes: number; readonly op: string; readonly from: string }
  | {
      readonly type: 'through';
      readonly client: ActorId;
      readonly from: string;
      readonly op: string;
    };

type ApiEvent =
  | ((PostUpload | PostParts) & Clocked)
  | PostComplete
  | GetUpload
  | GetParts
  | DeleteUpload
  | ObjectCreated
  | PostFile
  | PostTus
  | HeadTus
  | PatchTus
  | Chunk
  | Closed
  | Refused
  | Within
  | { readonly type: 'corrupt' };

/** URLs are signed with the clock of the API. */
export const apiClock = ['postUpload', 'postParts'];

export const apiMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: ApiContext;
      events: ApiEvent;
      emitted: Command;
      input: ApiInput;
    },
    guards: { isFull: ({ context }) => context.memoryBytes > s.apiRamGiB * 1_024 * MIB },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          step(s, turn, event);
        });
      }),
      die: enqueueActions(({ context, enqueue }) => {
        takeTurn(context, enqueue, die);
      }),
      turnAway: enqueueActions(({ event, enqueue }) => {
        if (!('from' in event) || event.type === 'closed' || event.type === 'CHUNK') return;
        const { from, op } = event;
        enqueue.emit(send(from, { type: 'problem', status: 503, detail: 'Starting.' }, { op }));
      }),
    },
  }).createMachine({
    id: 'api',
    context: ({ input: { tus } }) => ({ memoryBytes: 0, receiving: [], tus, corrupts: false }),
    initial: 'serving',
    states: {
      serving: {
        always: { guard: 'isFull', target: 'outOfMemory', actions: 'die' },
        on: { '*': { actions: 'take' } },
      },
      /** The system ended the process; the next one is on its way. */
      outOfMemory: {
        after: { [s.restartMs]: 'serving' },
        on: {
          postUpload: { actions: 'turnAway' },
          postParts: { actions: 'turnAway' },
          postComplete: { actions: 'turnAway' },
          getUpload: { actions: 'turnAway' },
          getParts: { actions: 'turnAway' },
          deleteUpload: { actions: 'turnAway' },
          postFile: { actions: 'turnAway' },
          postTus: { actions: 'turnAway' },
          headTus: { actions: 'turnAway' },
          patchTus: { actions: 'turnAway' },
        },
      },
    },
  });

function step(s: Settings, turn: ApiTurn, event: ApiEvent): void {
  switch (event.type) {
    case 'postUpload': {
      const { from, op, nowUs = 0, key, name, size, contentType, sha256 } = event;
      const input = { client: from, key, name, size, contentType, sha256, nowUs };
      return tell(turn, spawn(`presign-${key}`, 'presign', input, op));
    }
    case 'postParts':
      return reply(turn, event, {
        type: 'partUrls',
        urls: partUrls(s, event, event.nowUs ?? 0).map((each) => ({ ...each })),
      });
    case 'postComplete': {
      const { from, op, type: _type, ...wish } = event;
      const input = { client: from, ...wish };
      return tell(turn, spawn(`complete-${event.uploadId}`, 'complete', input as never, op));
    }
    case 'objectCreated': {
      const { from, op, meta } = event;
      return tell(turn, spawn(`finalize-${op}`, 'finalize', { client: from, meta } as never, op));
    }
    case 'getUpload':
    case 'getParts':
    case 'deleteUpload': {
      const { from, op, uploadId } = event;
      const [key, multipartId] =
        event.type === 'getUpload' ? ['', ''] : [event.key, event.multipartId];
      const input = { client: from, what: event.type, uploadId, key, multipartId };
      return tell(turn, spawn(`ask-${uploadId}`, 'ask', input, op));
    }
    case 'postFile':
      return receiveFile(s, turn, event);
    case 'postTus':
      return tusCreated(s, turn, event);
    case 'headTus': {
      const known = turn.context.tus.find(({ id }) => id === event.id);
      if (known === undefined) return problem(turn, event, 404, 'There is no such upload.');
      const { offset, length } = known;
      return reply(turn, event, { type: 'tusOffset', offset, length });
    }
    case 'patchTus':
      return patch(turn, event);
    case 'CHUNK': {
      const { from, op, bytes } = event;
      tell(turn, fact({ type: 'through', bytes }, op));
      const child = turn.context.receiving.find(({ client }) => client === from)?.child;
      if (child !== undefined) return tell(turn, send(child, { type: 'chunk', bytes }, { op }));
      return takeTusBytes(turn, event);
    }
    case 'closed': {
      const known = turn.context.receiving.find(({ client }) => client === event.from);
      if (known === undefined) return tusHangUp(turn, event);
      return tell(turn, send(known.child, { type: 'hungUp' }, { op: event.op }));
    }
    case 'hold':
      return hold(turn, event.bytes);
    case 'through':
      return change(turn, {
        receiving: turn.context.receiving.filter(({ client }) => client !== event.client),
      });
    case 'corrupt':
      return change(turn, { corrupts: true });
    case 'refused':
      return;
  }
}

function receiveFile(s: Settings, turn: ApiTurn, event: PostFile): void {
  const { from, op, key, name, size, contentType, body } = event;
  const wrong = faultOf(s, size, contentType);
  if (wrong !== null) return problem(turn, event, wrong.status, wrong.detail);
  const child = from.slice(from.indexOf('/') + 1);
  change(turn, { receiving: [...turn.context.receiving, { client: from, child: `api/${child}` }] });
  const input = { op, client: from, key, name, size, contentType, body };
  tell(turn, spawn(child, 'receive', input, op));
}

/** What the policy says against a file that is announced. */
export function faultOf(
  s: Settings,
  size: number,
  contentType: string,
): { status: number; detail: string } | null {
  if (size > s.sizeLimitMiB * MIB) {
    return { status: 413, detail: `A file may have at most ${s.sizeLimitMiB} MiB.` };
  }
  if (!isAllowedType(contentType)) return { status: 415, detail: 'Only pictures are taken.' };
  return null;
}

export const problem = (
  turn: ApiTurn,
  to: { readonly from: string; readonly op: string },
  status: number,
  detail: string,
): void => reply(turn, to, { type: 'problem', status, detail });

/** The memory of bodies has grown, or shrunk. */
export function hold(turn: ApiTurn, bytes: number): void {
  const memoryBytes = Math.max(0, turn.context.memoryBytes + bytes);
  change(turn, { memoryBytes });
  tell(turn, fact({ type: 'memory', bytes: memoryBytes }, ''));
}

/** Whoever was served is not served any more. */
function die(turn: ApiTurn): void {
  const { receiving, tus } = turn.context;
  tell(turn, fact({ type: 'outOfMemory', uploads: receiving.length }, ''));
  for (const { client, child } of receiving) {
    tell(turn, send(child, { type: 'die' }, { op: '' }));
    tell(turn, close(client));
  }
  for (const { patching } of tus) if (patching !== null) tell(turn, close(patching.from));
  tell(turn, abandon(''));
  change(turn, {
    memoryBytes: 0,
    receiving: [],
    tus: tus.map((each) => ({ ...each, patching: null })),
  });
  tell(turn, fact({ type: 'memory', bytes: 0 }, ''));
}

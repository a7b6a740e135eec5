/**
 * A person with a browser: picks files, sees how far they are, cancels, closes the tab. A reload
 * forgets everything but the files that were picked, and what the page has saved of their uploads.
 */
import { enqueueActions, setup } from 'xstate';
import { CELLS_HELD } from '../../../../flow/look.ts';
import { change, start, stop, type Turn, takeTurn, tell } from '../../../../flow/turn.ts';
import { type Command, fact, type Received, send, spawn } from '../../../../kernel/system.ts';
import type { AskTurn, Ended, FileInfo, Moved, Remember, Saved, Sign } from '../../protocol.ts';
import { MIB, type Settings } from '../../settings.ts';
import { partsOf } from '../api/sign.ts';
import { signsFirst } from './upload.ts';

/** How the bytes of a file are shown: each cell stands for one part or more. */
export interface Shown {
  readonly op: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly sign: Sign;
  readonly cells: readonly number[];
}

/** A file that was picked and is not done with. */
export interface Picked {
  readonly op: string;
  readonly file: FileInfo;
  /** What a script does that goes around the page. */
  readonly script: Script | null;
  /** How often the page was loaded anew since. */
  readonly reloads: number;
  readonly saved: Saved | null;
}

/** What is really sent, where it differs from what was announced; and what is sent once more afterwards. */
export interface Script {
  readonly sends: FileInfo | null;
  readonly again: FileInfo | null;
}

export interface PageContext {
  /** Its node. */
  readonly user: string;
  readonly picked: readonly Picked[];
  readonly shown: readonly Shown[];
  /** Uploads that wait until another is done. */
  readonly queue: readonly string[];
  readonly running: readonly string[];
  /** Whether the tunnel is still to come, at a known instant, is here, or is over. */
  readonly tunnel: 'ahead' | 'near' | 'in' | 'over';
}
/** What outlives a reload. */
export type PageInput = Pick<PageContext, 'user' | 'picked' | 'tunnel'>;

type Act =
  | ({
      readonly type: 'upload';
      readonly script?: Script;
    } & FileInfo &
      Received)
  | ({ readonly type: 'cancel' | 'closeTab' | 'reload' } & Received);
type PageEvent =
  | Act
  | Moved
  | Remember
  | Ended
  | AskTurn
  | { readonly type: 'tunnelBegins' | 'tunnelEnds' };

/** So many files are shown. */
const SHOWN = 4;

export const pageMachine = (s: Settings) =>
  setup({
    types: {} as {
      context: PageContext;
      events: PageEvent;
      emitted: Command;
      input: PageInput;
    },
    actions: {
      take: enqueueActions(({ context, event, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          step(s, turn, event);
        });
      }),
      goOn: enqueueActions(({ context, enqueue }) => {
        takeTurn(context, enqueue, (turn) => {
          goOn(s, turn);
        });
      }),
      vanish: enqueueActions(({ context, enqueue }) => {
        takeTurn(context, enqueue, vanish);
      }),
      forget: enqueueActions(({ enqueue }) => enqueue.assign({ picked: [] })),
    },
  }).createMachine({
    id: 'page',
    context: ({ input: { user, picked, tunnel } }) => ({
      user,
      picked,
      tunnel: tunnel === 'ahead' ? 'ahead' : 'over',
      shown: [],
      queue: [],
      running: [],
    }),
    initial: 'loading',
    states: {
      /** What was picked before is uploaded again, or further. */
      loading: { entry: 'goOn', always: 'open' },
      open: {
        tags: 'ready',
        on: {
          closeTab: { target: 'closed', actions: ['vanish', 'forget'] },
          reload: { target: 'loading', actions: 'vanish' },
          upload: { actions: 'take' },
          cancel: { actions: 'take' },
          '*': { actions: 'take' },
        },
      },
      /** Nothing that a page began goes on without it. */
      closed: { tags: 'ready', on: { upload: { target: 'open', actions: 'take' } } },
    },
  });

function step(s: Settings, turn: Turn<PageContext>, event: PageEvent): void {
  const { context } = turn;
  switch (event.type) {
    case 'upload': {
      const { op, name, sizeBytes, contentType, body, script = null } = event;
      const file = { name, sizeBytes, contentType, body };
      const picked: Picked = { op, file, script, reloads: 0, saved: null };
      const bodyBytes = (script?.sends ?? file).sizeBytes + (script?.again?.sizeBytes ?? 0);
      tell(turn, fact({ type: 'selected', name, sizeBytes, contentType, bodyBytes }, op));
      return begin(s, turn, picked);
    }
    case 'moved':
      return move(s, turn, event);
    case 'remember': {
      const picked = context.picked.map((each) =>
        each.op === event.op ? { ...each, saved: event.saved } : each,
      );
      return change(turn, { picked });
    }
    case 'askTurn': {
      change(turn, { queue: [...context.queue, event.op] });
      return admit(s, turn);
    }
    case 'ended': {
      const { op, sign } = event;
      change(turn, {
        picked: context.picked.filter((each) => each.op !== op),
        running: context.running.filter((each) => each !== op),
        queue: context.queue.filter((each) => each !== op),
        shown: context.shown.map((each) => (each.op === op ? { ...each, sign } : each)),
      });
      tell(turn, fact({ type: 'shown', sign }, op));
      return admit(s, turn);
    }
    case 'cancel':
      for (const { op } of context.picked) toUpload(turn, op, 'cancel');
      return;
    case 'tunnelBegins':
      change(turn, { tunnel: 'in' });
      tell(turn, fact({ type: 'lineLost' }, ''));
      start(turn, 'tunnelEnds', s.tunnelMs, { type: 'tunnelEnds', op: '' });
      for (const { op } of context.picked) toUpload(turn, op, 'lineDown');
      return;
    case 'tunnelEnds':
      change(turn, { tunnel: 'over' });
      tell(turn, fact({ type: 'lineBack' }, ''));
      for (const { op } of context.picked) toUpload(turn, op, 'lineUp');
      return;
    case 'closeTab':
    case 'reload':
      return;
  }
}

function toUpload(turn: Turn<PageContext>, op: string, type: string): void {
  const { user, picked } = turn.context;
  const found = picked.find((each) => each.op === op);
  if (found !== undefined) tell(turn, send(`${user}/${idOf(found)}`, { type }, { op }));
}

/** A page that was loaded anew knows nothing of the former upload but what it has saved. */
const idOf = ({ op, reloads }: Picked): string => (reloads === 0 ? op : `${op}.${reloads + 1}`);

function begin(s: Settings, turn: Turn<PageContext>, picked: Picked): void {
  const { context } = turn;
  const { op, file } = picked;
  const { name, sizeBytes } = file;
  const { partCount } = partsOf(s, sizeBytes);
  const count = s.variant === 'multipart' ? Math.min(CELLS_HELD, partCount) : 1;
  const cells = Array.from({ length: count }, () => 0);
  const shown = [
    ...context.shown.filter((each) => each.op !== op),
    { op, name, sizeBytes, sign: 'uploading', cells } as const,
  ];
  const others = context.picked.filter((each) => each.op !== op);
  change(turn, { picked: [...others, picked], shown: shown.slice(-SHOWN) });
  if (signsFirst(s) || !Number.isFinite(s.filesAtOnce)) return launch(turn, picked);
  change(turn, { queue: [...turn.context.queue, op] });
  admit(s, turn);
}

function launch(turn: Turn<PageContext>, picked: Picked): void {
  const { op, file, script, saved } = picked;
  const id = idOf(picked);
  const page = turn.context.user;
  const input = { page, op, id, file: { ...file }, script: script as never, saved };
  tell(turn, spawn(id, 'upload', input, op));
}

function move(s: Settings, turn: Turn<PageContext>, { op, part, bytes }: Moved): void {
  const { shown, tunnel, picked } = turn.context;
  if (s.tunnel && tunnel === 'ahead' && bytes === 0) {
    const size = picked.find((each) => each.op === op)?.file.sizeBytes ?? 0;
    const delayMs = ((s.dropPercent / 100) * size * 1_000) / (s.upRateMiBps * MIB);
    change(turn, { tunnel: 'near' });
    start(turn, 'tunnel', delayMs, { type: 'tunnelBegins', op: '' });
  }
  if (bytes === 0) return;
  change(turn, {
    shown: shown.map((each) => {
      if (each.op !== op) return each;
      const { partCount } = partsOf(s, each.sizeBytes);
      const last = each.cells.length - 1;
      const cell =
        part === 0 ? 0 : Math.min(last, Math.floor(((part - 1) * (last + 1)) / partCount));
      const cells = each.cells.map((held, i) => (i === cell ? Math.max(0, held + bytes) : held));
      return { ...each, cells };
    }),
  });
}

/** Lets those begin whose turn it is. */
function admit(s: Settings, turn: Turn<PageContext>): void {
  const { queue, running } = turn.context;
  const room = Math.max(0, s.filesAtOnce - running.length);
  const next = queue.slice(0, Math.min(room, queue.length));
  if (next.length === 0) return;
  change(turn, { queue: queue.slice(next.length), running: [...running, ...next] });
  for (const op of next) {
    const picked = turn.context.picked.find((each) => each.op === op);
    if (signsFirst(s)) toUpload(turn, op, 'yourTurn');
    else if (picked !== undefined) launch(turn, picked);
  }
}

/** A page that is loaded again goes on with what was picked. */
function goOn(s: Settings, turn: Turn<PageContext>): void {
  const { picked } = turn.context;
  for (const each of picked) {
    tell(turn, fact({ type: 'reloaded' }, each.op));
    begin(s, turn, { ...each, reloads: each.reloads + 1 });
  }
}

function vanish(turn: Turn<PageContext>): void {
  for (const { op } of turn.context.picked) toUpload(turn, op, 'vanish');
  stop(turn, 'tunnel');
  change(turn, { shown: [], queue: [], running: [] });
}

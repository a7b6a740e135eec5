/** One client of a room, running: the machine, what it remembers over a reload, and waking up. */
import { createActor, type SnapshotFrom } from 'xstate';
import type { Press, Role, RoomScene } from '../protocol.ts';
import { BEGINNING, type Context, isDriving, isHosting, pressIn } from './context.ts';
import type { RoomEvent } from './event.ts';
import { roomMachine } from './machine.ts';
import { load, type Memory, save } from './saved.ts';
import type { Transport } from './transport.ts';
import type { HostView, RoomView } from './view.ts';

export interface ClientOptions {
  readonly transport: Transport;
  readonly role: Role;
  readonly code: string;
  readonly secret: string | null;
  readonly start: (() => RoomScene) | null;
  readonly memory: Memory;
}

export interface Client {
  readonly context: () => Context;
  readonly send: (event: RoomEvent) => void;
  readonly get: () => HostView;
  readonly subscribe: (listener: () => void) => () => void;
  readonly onPress: (listener: (press: Press, from: string) => void) => () => void;
  readonly close: () => void;
  readonly leave: () => void;
}

/** A page that was hidden for longer has no line any more, whatever it believes. */
const ASLEEP_MS = 20_000;

export function startClient({ memory, ...options }: ClientOptions): Client {
  const key = `room.${options.code}.${options.role}`;
  const saved = load(memory, key);
  const actor = createActor(roomMachine, { input: { ...BEGINNING, ...options, saved } });

  let remembered = saved;
  actor.subscribe(({ context }) => {
    if (context.saved !== remembered) save(memory, key, context.saved);
    remembered = context.saved;
  });
  const stopWaking = onWaking(() => actor.send({ type: 'RETRY' }));
  actor.start();

  let shown: { of: SnapshotFrom<typeof roomMachine>; view: HostView } | undefined;
  function end(): void {
    stopWaking();
    actor.stop();
  }
  return {
    context: () => actor.getSnapshot().context,
    send: (event) => actor.send(event),
    get: () => {
      const of = actor.getSnapshot();
      if (shown?.of !== of) shown = { of, view: viewOf(of) };
      return shown.view;
    },
    subscribe: (listener) => {
      const subscription = actor.subscribe(listener);
      return () => subscription.unsubscribe();
    },
    onPress: (listener) => {
      const subscription = actor.on('heard', ({ topic, text }) => {
        const passed = pressIn(topic, text);
        if (passed !== null) listener(passed.press, passed.from);
      });
      return () => subscription.unsubscribe();
    },
    close: end,
    leave: () => {
      actor.send({ type: 'LEAVE' });
      end();
      memory.removeItem(key);
    },
  };
}

/** Says goodbye when a page is gone for good, not when it may come back by "Back". Outside of a page never. */
export function onLeaving(leave: () => void): () => void {
  if (typeof document === 'undefined') return () => {};
  const listener = ({ persisted }: PageTransitionEvent): void => {
    if (!persisted) leave();
  };
  addEventListener('pagehide', listener);
  return () => removeEventListener('pagehide', listener);
}

function viewOf(snapshot: SnapshotFrom<typeof roomMachine>): HostView {
  const { context } = snapshot;
  const { pid, state, poll, vote, hint, status, readiness, saved, board, people } = context;
  const driving = isDriving(context);
  return {
    connection: connectionOf(snapshot),
    refusal: context.refusal,
    retryAtMs: context.retryAtMs,
    code: context.code,
    secret: context.secret,
    pid,
    state,
    following: context.following && !driving,
    driving,
    poll: poll.poll,
    vote: vote?.choice ?? null,
    voteOnItsWay: vote !== null && !vote.acked,
    hint,
    status,
    readiness,
    name: saved.name,
    hosting: isHosting(context),
    board,
    roster: [...people]
      .map(([each, presence]) => ({ pid: each, presence }))
      .filter((each) => board?.removed.includes(each.pid) !== true),
  };
}

function connectionOf(snapshot: SnapshotFrom<typeof roomMachine>): RoomView['connection'] {
  if (snapshot.matches({ line: 'left' })) return 'left';
  if (snapshot.matches({ line: 'refused' })) return 'refused';
  if (snapshot.matches({ line: { online: 'in' } })) return 'in';
  if (snapshot.matches({ line: 'away' })) return 'away';
  const { tries, entered } = snapshot.context;
  return tries > 0 || entered ? 'away' : 'joining';
}

/** Calls when a page that slept wakes up, or the network is back. Outside of a page never. */
function onWaking(wake: () => void): () => void {
  if (typeof document === 'undefined') return () => {};
  let hiddenAtMs = Date.now();
  const turned = () => {
    if (document.visibilityState === 'hidden') hiddenAtMs = Date.now();
    else if (Date.now() - hiddenAtMs > ASLEEP_MS) wake();
  };
  document.addEventListener('visibilitychange', turned);
  addEventListener('online', wake);
  return () => {
    document.removeEventListener('visibilitychange', turned);
    removeEventListener('online', wake);
  };
}

/**
 * A room, as the pages see it. Load this module when somebody joins or teaches, not before.
 *
 *     const server = await findServer();          // null: tabs of this browser (level 0)
 *     const room = joinRoom({ server, code });    // /join/CODE; with `role: 'screen'` on /project
 *     const room = hostRoom({ server, code, secret, start });         // /present, /clicker
 *     const room = hostRoom({ server: null, code: null, secret: null, start }); // level 0: makes a room
 *
 *     const view = useSyncExternalStore(room.subscribe, room.get);    // a new object at each change
 *
 * **Where the class is**: `view.state`. While `view.following`, show `state.moment`, `playhead`,
 * `playing` and `speed`, blank, locked and hidden controls; a link is opened with `decodeLink` of
 * playback like any other. When a person touches anything, call `stray()`, and
 * `follow()` for "Back to the instructor". Whoever has `view.driving` calls `drive(scene)` at each
 * change instead of following: as often as it likes, at most ten a second leave. What plays need not
 * be said again: `playing` with a playhead and a speed is enough for all to play.
 *
 * **Questions**: `view.poll` with `view.vote`; `vote(option)`. `poll.counts` is there once the
 * instructor revealed it. Instructors have the counts before that in `view.board`.
 *
 * **On the way**: `view.connection` is `away` while the network is gone, and mends by itself; say
 * when it will try again (`retryAtMs`) and offer `retry()`. It is `refused` with a `refusal`.
 *
 * `close()` when the page goes. The person stays known: a reload is the same person with the same
 * vote, and an instructor who reloads finds their room as it was.
 */
import { codeFrom, newPid } from '../ids.ts';
import { nameFrom, type Order, type RoomScene } from '../protocol.ts';
import { type Client, onLeaving, startClient } from './client.ts';
import { makeHub } from './hub.ts';
import { mqttTransport } from './mqtt.ts';
import { type Memory, tabMemory } from './saved.ts';
import { browserChannel, tabsTransport } from './tabs.ts';
import type { Transport } from './transport.ts';
import type { HostRoom, Room, RoomActions } from './view.ts';

export type {
  HostRoom,
  HostView,
  Observable,
  Person,
  Room,
  RoomView,
} from './view.ts';

interface Options {
  /** Of `findServer()`, or another address of a room's server; `null` for the tabs of this browser. */
  readonly server: string | null;
  /** What is remembered over a reload: `sessionStorage`, unless a test has another. */
  readonly memory?: Memory;
}

export interface JoinOptions extends Options {
  /** As typed: `codeFrom` of ids.ts tells what is none. */
  readonly code: string;
  readonly role?: 'participant' | 'screen';
}

export type HostOptions = Options & {
  /** What the class sees first, where nothing was shown yet; `null` on a clicker, which shows nothing. */
  readonly start: (() => RoomScene) | null;
} & (
    | {
        readonly code: string;
        /** From the fragment of the instructor's link. */
        readonly secret: string;
      }
    /** Level 0: this tab makes a room, or takes up the one that it had before a reload. */
    | { readonly server: null; readonly code: null; readonly secret: null }
  );

/** The address of the room's server that serves this app, `null` where something else serves it. */
export async function findServer(): Promise<string | null> {
  try {
    const address = `${location.origin}/`;
    const answer = await fetch(`${address}room/about`);
    const isRoom = answer.headers.get('content-type')?.startsWith('application/json') === true;
    return answer.ok && isRoom ? address : null;
  } catch {
    return null;
  }
}

export function joinRoom({ server, code, role = 'participant', memory }: JoinOptions): Room {
  const known = codeFrom(code) ?? code;
  const { transport, close } = toServer(server, known);
  const asked = { transport, role, code: known, secret: null, start: null };
  const client = startClient({ ...asked, memory: memory ?? tabMemory() });
  const { get, subscribe } = client;
  return { get, subscribe, ...actionsOf(client, close) };
}

export function hostRoom({
  server,
  code,
  secret,
  start,
  memory = tabMemory(),
}: HostOptions): HostRoom {
  if (code === null) return hostHere(start, memory);
  const known = codeFrom(code) ?? code;
  const { transport, close } = toServer(server, known);
  const asked = { transport, role: 'instructor' as const, code: known, secret, start, memory };
  return hostOf(startClient(asked), close);
}

/** This tab is the server of the room. */
function hostHere(start: (() => RoomScene) | null, memory: Memory): HostRoom {
  const channel = browserChannel();
  const hub = makeHub(channel, memory, () => client.send({ type: 'DISPLACED' }));
  const { code, secret } = hub;
  const transport = tabsTransport(hub.own, code);
  const client = startClient({ transport, role: 'instructor', code, secret, start, memory });
  return hostOf(client, () => {
    hub.close();
    channel.close();
  });
}

function toServer(
  server: string | null,
  code: string,
): { transport: Transport; close: () => void } {
  if (server !== null) return { transport: mqttTransport(server), close: () => {} };
  const channel = browserChannel();
  return { transport: tabsTransport(channel, code), close: channel.close };
}

function actionsOf({ send, ...client }: Client, hangUp: () => void): RoomActions {
  const close = (): void => {
    stopWaiting();
    client.close();
    hangUp();
  };
  const stopWaiting = onLeaving(close);
  return {
    follow: () => send({ type: 'FOLLOW' }),
    stray: () => send({ type: 'STRAY' }),
    drive: (scene) => send({ type: 'DRIVE', scene }),
    vote: (choice) => send({ type: 'VOTE', choice }),
    setStatus: (status) => send({ type: 'STATUS', status }),
    setReadiness: (readiness) => send({ type: 'READINESS', readiness }),
    setName: (name) => send({ type: 'NAME', name: nameFrom(name) }),
    setStep: (step) => send({ type: 'STEP', step }),
    retry: () => send({ type: 'RETRY' }),
    close,
    leave: () => {
      client.leave();
      close();
    },
  };
}

function hostOf(client: Client, close: () => void): HostRoom {
  const { get, subscribe, send, onPress, context } = client;
  const order = (order: Order) => send({ type: 'ORDER', order });
  const ofPoll = (type: 'again' | 'close' | 'reveal' | 'clear') => () => {
    const { poll } = get();
    if (poll !== null) order({ type, poll: poll.id });
  };
  return {
    get,
    subscribe,
    ...actionsOf(client, close),
    set: (change) => send({ type: 'SET', change }),
    takeOver: () => send({ type: 'TAKE_OVER' }),
    handOver: (driver) => send({ type: 'SET', change: { driver } }),
    openPoll: (about, options) =>
      order({ type: 'open', poll: newPid(bytes), about, options: [...options] }),
    askAgain: ofPoll('again'),
    closePoll: ofPoll('close'),
    revealPoll: ofPoll('reveal'),
    clearPoll: ofPoll('clear'),
    hint: (hint) => send({ type: 'HINT', hint: { type: 'hint', ...hint } }),
    lock: (locked) => order({ type: 'lock', locked }),
    remove: (pid) => order({ type: 'remove', pid }),
    press: (press) => send({ type: 'PRESS', press }),
    onPress,
    answers: () => {
      const { transport, saved } = context();
      return transport.votes(saved.pass ?? '');
    },
  };
}

const bytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

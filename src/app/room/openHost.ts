/** Opens the instructor's room: of a server, or for the tabs of this browser. */
import { findServer, type HostRoom, hostRoom } from '../../room/client/room.ts';
import type { RoomState } from '../../room/protocol.ts';
import { type Desk, openDesk } from './desk.ts';
import { type Following, followClass } from './follow.ts';
import { recallHost, rememberHost } from './hostKey.ts';

export interface OpenHost {
  readonly room: HostRoom;
  readonly desk: Desk;
  /** What somebody shows who was given the wheel. */
  readonly following: Following;
  /** `null`: the room is this browser's own. */
  readonly server: string | null;
  readonly close: () => void;
}

/** Rejects when the flow or the scenario cannot be loaded. */
export async function openHost(place: Pick<Location, 'search' | 'hash'>): Promise<OpenHost> {
  rememberHost(place.hash);
  const key = recallHost();
  const server = key === null ? null : await findServer();
  const desk = await openDesk(place);
  const scene = await desk.start();
  const start = () => scene;
  const room =
    server === null || key === null
      ? hostRoom({ server: null, code: null, secret: null, start })
      : hostRoom({ server, ...key, start });
  // A reload finds what was shown last, not this again.
  history.replaceState(null, '', location.pathname);
  const isNew = new URLSearchParams(place.search).has('s') || place.hash.startsWith('#v1:');
  const following = followClass(room);
  const letGo = whenIn(room, async (shown) => {
    // Who comes back finds the class where it was.
    if (!isNew) await desk.resume(shown);
    desk.show(room);
  });
  return {
    room,
    desk,
    following,
    server,
    close: () => {
      letGo();
      following.close();
      desk.close();
      room.close();
    },
  };
}

/** Once, as soon as this device is in and knows what was shown. */
function whenIn(room: HostRoom, act: (shown: RoomState) => Promise<void>): () => void {
  const look = () => {
    const { connection, state } = room.get();
    if (connection !== 'in' || state === null) return;
    stop();
    void act(state);
  };
  const stop = room.subscribe(look);
  look();
  return stop;
}

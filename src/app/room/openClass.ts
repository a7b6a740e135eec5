/** Opens a room for somebody who watches: a participant, or the projector. */
import { findServer, joinRoom, type Room } from '../../room/client/room.ts';
import { type Following, followClass } from './follow.ts';
import { makeOwn, type Own } from './own.ts';

export type { ClassStep } from './classRun.ts';

export interface OpenClass {
  readonly room: Room;
  readonly following: Following;
  /** What a participant does by themselves. */
  readonly own: Own;
  readonly close: () => void;
}

export async function openClass(code: string, role: 'participant' | 'screen'): Promise<OpenClass> {
  const room = joinRoom({ server: await findServer(), code, role });
  const following = followClass(room);
  const own = makeOwn(room);
  return {
    room,
    following,
    own,
    close: () => {
      own.close();
      following.close();
      room.close();
    },
  };
}

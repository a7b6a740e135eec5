/** What happens to a client of a room: on its line, and by its page. */
import type { Ctl, Order, Press, Readiness, RoomScene, RoomState, Status } from '../protocol.ts';
import type { Line } from './transport.ts';

export type RoomEvent =
  | { readonly type: 'OPENED'; readonly line: Line }
  | { readonly type: 'CLOSED' }
  | { readonly type: 'HEARD'; readonly topic: string; readonly text: string }
  | {
      readonly type: 'ACKED';
      readonly poll: string;
      readonly round: 1 | 2;
      readonly choice: string;
    }
  | { readonly type: 'RETRY' }
  /** Another tab is this person. */
  | { readonly type: 'DISPLACED' }
  | { readonly type: 'LEAVE' }
  | { readonly type: 'FOLLOW' }
  | { readonly type: 'STRAY' }
  | { readonly type: 'DRIVE'; readonly scene: RoomScene }
  | { readonly type: 'SET'; readonly change: Partial<RoomState> }
  | { readonly type: 'TAKE_OVER' }
  | { readonly type: 'VOTE'; readonly choice: string }
  | { readonly type: 'STATUS'; readonly status: Status }
  | { readonly type: 'READINESS'; readonly readiness: Readiness | null }
  | { readonly type: 'NAME'; readonly name: string | null }
  | { readonly type: 'STEP'; readonly step: string | null }
  | { readonly type: 'ORDER'; readonly order: Order }
  | { readonly type: 'HINT'; readonly hint: Ctl }
  | { readonly type: 'PRESS'; readonly press: Press };

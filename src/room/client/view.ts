/** What the pages see of a room and can do in it: the types of `joinRoom` and `hostRoom`. */
import type {
  Board,
  Ctl,
  Passed,
  Poll,
  Presence,
  Press,
  Readiness,
  Refusal,
  RoomScene,
  RoomState,
  Status,
  Vote,
} from '../protocol.ts';

export interface RoomView {
  /** `joining`: for the first time. `away`: was in, or tried, and tries again. */
  readonly connection: 'joining' | 'in' | 'away' | 'refused' | 'left';
  /** Why it is `refused`. */
  readonly refusal: Refusal | null;
  /** While `away`: when it tries again, as `Date.now()`. */
  readonly retryAtMs: number | null;
  /** `null` until a room is made, at level 0. */
  readonly code: string | null;
  /** This device in the room: `null` until it was let in. */
  readonly pid: string | null;
  /** Where the class is: `null` until the instructor shows something. */
  readonly state: RoomState | null;
  /** On at joining; off after `stray()`. The one who drives does not follow. */
  readonly following: boolean;
  readonly driving: boolean;
  readonly poll: Poll | null;
  /** What this person chose in this round: `null` before. */
  readonly vote: string | null;
  /** The vote was sent, and the server did not yet say that it has it. */
  readonly voteOnItsWay: boolean;
  /** The last hint for this person. */
  readonly hint: Ctl | null;
  readonly status: Status;
  readonly readiness: Readiness | null;
  readonly name: string | null;
}

export interface Person {
  readonly pid: string;
  readonly presence: Presence;
}

export interface HostView extends RoomView {
  /** Of this room's instructor: for the links of one's other devices. */
  readonly secret: string | null;
  /** This device publishes where the class is. Another device of the instructor says `takeOver()` first. */
  readonly hosting: boolean;
  /** Counts before they are revealed, who voted, the lock. */
  readonly board: Board | null;
  /** Participants, also those who left (`presence.here` is false). */
  readonly roster: readonly Person[];
}

export interface Observable<V> {
  readonly get: () => V;
  readonly subscribe: (listener: () => void) => () => void;
}

export interface RoomActions {
  readonly follow: () => void;
  /** They touched something: their own state from now on. */
  readonly stray: () => void;
  /** What the driver's screen shows. Does nothing for others. */
  readonly drive: (scene: RoomScene) => void;
  readonly vote: (option: string) => void;
  readonly setStatus: (status: Status) => void;
  readonly setReadiness: (readiness: Readiness | null) => void;
  /** Of at most 40 characters, seen by the instructor only; `null` is anonymous. */
  readonly setName: (name: string | null) => void;
  /** The step on which somebody is who follows nobody: for the roster. */
  readonly setStep: (step: string | null) => void;
  /** Now, instead of waiting. */
  readonly retry: () => void;
  /** The page goes; a reload comes back as the same person. */
  readonly close: () => void;
  /** Leaves for good: the next time is somebody new. */
  readonly leave: () => void;
}

export interface HostActions extends RoomActions {
  readonly set: (
    change: Partial<Pick<RoomState, 'blank' | 'reveal' | 'locked' | 'hidden'>>,
  ) => void;
  /** This device publishes and drives from now on. */
  readonly takeOver: () => void;
  /** Lets a participant drive (their changes pass through this device); one's own pid takes it back. */
  readonly handOver: (pid: string) => void;
  /** `about` is the step that asks; `null` for a question asked aloud, with options like `A`, `B`. */
  readonly openPoll: (about: Poll['about'], options: readonly string[]) => void;
  /** The second round. */
  readonly askAgain: () => void;
  readonly closePoll: () => void;
  readonly revealPoll: () => void;
  readonly clearPoll: () => void;
  readonly hint: (hint: Omit<Ctl, 'type'>) => void;
  readonly lock: (locked: boolean) => void;
  readonly remove: (pid: string) => void;
  /** A clicker's own button. */
  readonly press: (press: Press) => void;
  /** What clickers press; a host does it. */
  readonly onPress: (listener: (press: Press, from: Passed['from']) => void) => () => void;
  /** All votes of all polls, for the table of answers. Rejects when the server cannot be asked. */
  readonly answers: () => Promise<readonly Vote[]>;
}

export type Room = Observable<RoomView> & RoomActions;
export type HostRoom = Observable<HostView> & HostActions;

/**
 * A room, as the pages see it. Load this module when somebody joins or teaches, not before.
 *
 *     const server = await findServer();          // null: tabs of this browser (level 0)
 *     const room = joinRoom({ server, code });    // /join/CODE; with `role: 'screen'` on /project
 *     const room = hostRoom({ server, code, secret, start });         // /present, /clicker
 *     const room = hostRoom({ server: null, code: null, start });     // /present at level 0: makes a room
 *
 *     const view = useSyncExternalStore(room.subscribe, room.get);    // a new object at each change
 *
 * **Where the class is**: `view.state`. While `view.following`, show `state.moment`, `playhead`,
 * `playing` and `speed`, blank, locked and hidden controls; a link is opened with `decodeLink` of
 * playback like any other. When a person touches anything, call `stray()`, and
 * `follow()` for "Back to the instructor". Whoever has `view.driving` calls `drive(scene)` at each
 * change instead of following: as often as it likes, at most ten a second leave.
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

export interface JoinOptions {
  /** Of `findServer()`, or another address of a room's server; `null` for the tabs of this browser. */
  readonly server: string | null;
  /** As typed: `codeFrom` of ids.ts tells what is none. */
  readonly code: string;
  readonly role?: 'participant' | 'screen';
}

export type HostOptions =
  | {
      readonly server: string;
      readonly code: string;
      /** From the fragment of the instructor's link. */
      readonly secret: string;
      /** What the class sees first, in a room where nothing was shown yet. */
      readonly start: () => RoomScene;
    }
  | {
      readonly server: null;
      /** `null` makes a room, or takes up the one of this tab before it was reloaded. */
      readonly code: null;
      readonly start: () => RoomScene;
    };

/** The address of the room's server that serves this app, `null` where it is served by another. */
export async function findServer(): Promise<string | null> {
  throw new Error('Not there yet.');
}

export function joinRoom(options: JoinOptions): Room {
  throw new Error(`Not there yet: ${options.code}`);
}

export function hostRoom(options: HostOptions): HostRoom {
  throw new Error(`Not there yet: ${options.code}`);
}

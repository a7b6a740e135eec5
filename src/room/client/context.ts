/** What a client of a room knows, and how what it hears changes that. Pure. */
import type { Packet } from '../authorise.ts';
import { parseTopic, topicText } from '../ids.ts';
import {
  type Board,
  boardSchema,
  type Ctl,
  ctlSchema,
  isNewer,
  type PollTopic,
  type Presence,
  type Press,
  parsed,
  passedSchema,
  pollTopicSchema,
  presenceSchema,
  type Readiness,
  type Refusal,
  type Role,
  type RoomScene,
  type RoomState,
  type Status,
  stateSchema,
} from '../protocol.ts';
import type { Saved } from './saved.ts';
import type { Line, Transport } from './transport.ts';

export interface OwnVote {
  readonly poll: string;
  readonly round: 1 | 2;
  readonly choice: string;
  /** The server has it. */
  readonly acked: boolean;
}

export interface Context {
  readonly transport: Transport;
  readonly role: Role;
  readonly secret: string | null;
  readonly code: string;
  /** What is shown first, if this device is to show anything. */
  readonly start: (() => RoomScene) | null;
  readonly saved: Saved;
  readonly pid: string | null;
  readonly refusal: Refusal | null;
  readonly retryAtMs: number | null;
  /** Attempts in a row that did not last. */
  readonly tries: number;
  /** Lines in a row that broke soon after they were open. */
  readonly falls: number;
  /** Was in at least once. */
  readonly entered: boolean;
  readonly line: Line | null;
  /** What the room keeps has been heard on this line. */
  readonly settled: boolean;
  readonly state: RoomState | null;
  /** What the driver's page changed and is not sent yet. */
  readonly pending: Partial<RoomState> | null;
  readonly following: boolean;
  readonly poll: PollTopic;
  readonly vote: OwnVote | null;
  readonly hint: Ctl | null;
  readonly status: Status;
  readonly readiness: Readiness | null;
  readonly step: string | null;
  readonly board: Board | null;
  readonly people: ReadonlyMap<string, Presence>;
}

export const isHosting = ({ role, state, pid }: Context): boolean =>
  role === 'instructor' && state !== null && state.host === pid;

export const isDriving = ({ state, pid }: Context): boolean =>
  state !== null && state.driver === pid;

/** What is in a message from the room. Garbage and what is older changes nothing. */
export function heard(context: Context, topic: string, text: string): Partial<Context> {
  const read = parseTopic(topic);
  if (read === null || read.code !== context.code) return {};
  switch (read.name) {
    case 'state': {
      const state = parsed(stateSchema, text);
      return state !== null && isNewer(state, context.state) ? { state } : {};
    }
    case 'poll': {
      const poll = parsed(pollTopicSchema, text);
      if (poll === null || poll.rev < context.poll.rev) return {};
      return { poll, vote: voteAfter(context, poll) };
    }
    case 'ctl': {
      const hint = parsed(ctlSchema, text);
      const isMine = hint !== null && (hint.to === undefined || hint.to === context.pid);
      return isMine ? { hint } : {};
    }
    case 'board': {
      const board = parsed(boardSchema, text);
      return board === null || board.rev < (context.board?.rev ?? 0) ? {} : { board };
    }
    case 'pres': {
      const presence = parsed(presenceSchema, text);
      const former = context.people.get(read.pid);
      if (presence === null || presence.n < (former?.n ?? 0)) return {};
      return { people: new Map(context.people).set(read.pid, presence) };
    }
    case 'act': {
      const passed = parsed(passedSchema, text);
      if (passed?.act.type !== 'drive' || !isHosting(context)) return {};
      if (passed.from !== context.state?.driver) return {};
      return { pending: { ...context.pending, ...passed.act.scene } };
    }
    case 'in':
    case 'desk':
      return {};
  }
}

/** A vote of which the server said nothing when the question was closed did not arrive in time. */
function voteAfter({ vote, saved }: Context, { poll }: PollTopic): OwnVote | null {
  if (poll === null) return null;
  const { id, round } = poll;
  if (vote?.poll === id && vote.round === round) {
    return vote.acked || poll.phase === 'open' ? vote : null;
  }
  if (saved.vote?.[0] !== `${id}/${round}`) return null;
  return { poll: id, round, choice: saved.vote[1], acked: true };
}

/** The press in a message, for those who listen. */
export function pressIn(topic: string, text: string): { press: Press; from: string } | null {
  if (parseTopic(topic)?.name !== 'act') return null;
  const passed = parsed(passedSchema, text);
  return passed?.act.type === 'press' ? { press: passed.act.press, from: passed.from } : null;
}

/** What the host says about where the class is, with what changed. */
export function written(context: Context): RoomState | null {
  const { state, pending, pid, start } = context;
  if (pid === null) return null;
  if (state !== null) return { ...state, ...pending, rev: state.rev + 1 };
  if (start === null) return null;
  const first = { term: 1, rev: 1, host: pid, driver: pid, ...start(), ...nothingHidden };
  return { ...first, ...pending };
}

/** What everybody begins with. */
export const BEGINNING = {
  pid: null,
  refusal: null,
  retryAtMs: null,
  tries: 0,
  falls: 0,
  entered: false,
  line: null,
  settled: false,
  state: null,
  pending: null,
  following: true,
  poll: { rev: 0, poll: null },
  vote: null,
  hint: null,
  status: 'working',
  readiness: null,
  step: null,
  board: null,
  people: new Map(),
} as const satisfies Partial<Context>;

const nothingHidden = { blank: false, reveal: false, locked: [], hidden: [] };

export function presenceOf(context: Context, here: boolean): Presence {
  const { saved, following, status, readiness, step } = context;
  const { n, name } = saved;
  return { n, here, following, status, readiness, step: following ? null : step, name };
}

/** A message of this person as a packet: QoS 1 where it must not be lost. */
export function packetOf(
  context: Context,
  name: 'state' | 'ctl' | 'desk' | 'in' | 'pres',
  message: object,
  qos: 0 | 1 = 1,
): Packet {
  const { code, pid } = context;
  const topic =
    name === 'in' || name === 'pres'
      ? topicText({ code, name, pid: pid ?? '' })
      : topicText({ code, name });
  const retain = name === 'state' || name === 'pres';
  return { topic, text: JSON.stringify(message), retain, qos };
}

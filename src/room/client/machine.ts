/**
 * A client of a room as a machine: it asks to be let in, opens a line, and when the line breaks it
 * waits and comes back as the same person. Whoever drives writes at most so often.
 */
import { assign, emit, setup } from 'xstate';
import type { RoomScene } from '../protocol.ts';
import {
  type Context,
  heard,
  isDriving,
  isHosting,
  packetOf,
  presenceOf,
  written,
} from './context.ts';
import type { RoomEvent } from './event.ts';
import { askIn, line } from './line.ts';
import { NOTHING, type Saved } from './saved.ts';

/** A line that does not open, and one that is open and has said what the room keeps. */
const OPEN_MS = 10_000;
const SETTLE_MS = 700;
/** A line that lasted so long was no failure. */
const LASTING_MS = 5_000;
/** Falls in a row after which a person comes back as somebody new: another tab is the same person. */
const FALLS = 4;
const WAIT_FIRST_MS = 500;
const WAIT_LONGEST_MS = 15_000;
const HOST_WRITES_MS = 100;
const DRIVER_WRITES_MS = 250;
const LINK_CHARS_PER_MS = 20;

export const roomMachine = setup({
  types: {
    context: {} as Context,
    input: {} as Context,
    events: {} as RoomEvent,
    emitted: {} as { type: 'heard'; topic: string; text: string },
  },
  actors: {
    askIn,
    line,
  },
  actions: {
    fall: assign(({ context: { falls, saved } }) =>
      falls + 1 < FALLS ? { falls: falls + 1 } : { falls: 0, saved: somebodyNew(saved) },
    ),
    forget: assign({ line: null, settled: false }),
    sendPresence: ({ context }) => {
      if (context.role !== 'participant') return;
      // What is lost is said again at the next connection.
      void context.line
        ?.publish(packetOf(context, 'pres', presenceOf(context, true)))
        .catch(() => {});
    },
    sendVote: ({ context, self }) => {
      const { vote, line } = context;
      if (vote === null || vote.acked || line === null) return;
      const { poll, round, choice } = vote;
      line.publish(packetOf(context, 'in', { type: 'vote', poll, round, choice })).then(
        () => self.send({ type: 'ACKED', poll, round, choice }),
        () => {},
      );
    },
    write: assign(({ context }) => {
      const { line, pending } = context;
      if (!isHosting(context) && context.state !== null) {
        const { moment, playhead, playing, speed } = { ...context.state, ...pending };
        const scene = { moment, playhead, playing, speed } satisfies RoomScene;
        void line?.publish(packetOf(context, 'in', { type: 'drive', scene }, 0)).catch(() => {});
        return { pending: null };
      }
      const state = written(context);
      if (state === null) return { pending: null };
      void line?.publish(packetOf(context, 'state', state, 0)).catch(() => {});
      return { state, pending: null };
    }),
  },
  guards: {
    isUsable: ({ context }) =>
      context.poll.poll?.phase === 'open' && context.role === 'participant',
    mayDrive: ({ context }) =>
      isDriving(context) || (context.state === null && context.start !== null),
    mayWrite: ({ context }) => {
      if (context.pending === null || !context.settled || context.line === null) return false;
      return isHosting(context) || isDriving(context) || context.state === null;
    },
  },
  delays: {
    wait: ({ context }) => Math.max(0, (context.retryAtMs ?? 0) - Date.now()),
    // A class of 200 gets 200 copies: a long run is said less often.
    pen: ({ context }) =>
      (isHosting(context) ? HOST_WRITES_MS : DRIVER_WRITES_MS) +
      (context.state?.moment.link?.length ?? 0) / LINK_CHARS_PER_MS,
  },
}).createMachine({
  context: ({ input }) => input,
  type: 'parallel',
  on: {
    FOLLOW: { actions: [assign({ following: true }), 'sendPresence'] },
    STRAY: {
      guard: ({ context }) => context.following,
      actions: [assign({ following: false }), 'sendPresence'],
    },
    STATUS: {
      actions: [assign({ status: ({ event }) => event.status }), 'sendPresence'],
    },
    READINESS: {
      actions: [assign({ readiness: ({ event }) => event.readiness }), 'sendPresence'],
    },
    NAME: {
      actions: [
        assign({ saved: ({ context, event }) => ({ ...context.saved, name: event.name }) }),
        'sendPresence',
      ],
    },
    STEP: {
      guard: ({ context, event }) => context.step !== event.step,
      actions: [assign({ step: ({ event }) => event.step }), 'sendPresence'],
    },
    VOTE: {
      guard: 'isUsable',
      actions: [
        assign(({ context, event }) => {
          const { poll } = context.poll;
          if (poll === null) return {};
          return { vote: { poll: poll.id, round: poll.round, choice: event.choice, acked: false } };
        }),
        'sendVote',
      ],
    },
    ACKED: {
      guard: ({ context: { vote }, event }) =>
        vote?.poll === event.poll && vote.round === event.round && vote.choice === event.choice,
      actions: assign({
        vote: ({ context: { vote } }) => vote && { ...vote, acked: true },
        saved: ({ context: { saved }, event }) => ({
          ...saved,
          vote: [`${event.poll}/${event.round}`, event.choice] as const,
        }),
      }),
    },
    DRIVE: {
      guard: 'mayDrive',
      actions: assign({
        pending: ({ context, event }) => ({ ...context.pending, ...event.scene }),
      }),
    },
    SET: {
      guard: ({ context }) => isHosting(context),
      actions: assign({
        pending: ({ context, event }) => ({ ...context.pending, ...event.change }),
      }),
    },
    TAKE_OVER: {
      guard: ({ context }) => context.role === 'instructor' && context.state !== null,
      actions: assign(({ context: { state, pid } }) =>
        state === null || pid === null
          ? {}
          : {
              // Its own from now on; the server hears of it with the next stroke of the pen.
              state: { ...state, term: state.term + 1, host: pid, driver: pid },
              pending: {},
            },
      ),
    },
    ORDER: { actions: ({ context, event }) => send(context, 'desk', event.order) },
    HINT: { actions: ({ context, event }) => send(context, 'ctl', event.hint) },
    PRESS: {
      actions: ({ context, event }) => send(context, 'in', { type: 'press', press: event.press }),
    },
  },
  states: {
    line: {
      initial: 'asking',
      on: {
        LEAVE: '.left',
        DISPLACED: {
          target: '.asking',
          actions: assign({ saved: ({ context }) => somebodyNew(context.saved) }),
        },
      },
      states: {
        asking: {
          invoke: {
            src: 'askIn',
            input: ({ context }) => context,
            onDone: [
              {
                guard: ({ event }) => event.output.ok,
                target: 'online',
                actions: assign(({ context, event }) => {
                  const joined = event.output;
                  if (!joined.ok) return {};
                  const n = context.saved.n + 1;
                  return {
                    pid: joined.pid,
                    refusal: null,
                    saved: { ...context.saved, pass: joined.pass, n },
                  };
                }),
              },
              {
                target: 'refused',
                actions: assign({
                  refusal: ({ event }) => (event.output.ok ? null : event.output.refusal),
                }),
              },
            ],
            onError: 'away',
          },
        },
        online: {
          initial: 'opening',
          invoke: { src: 'line', input: ({ context }) => context },
          exit: 'forget',
          on: {
            CLOSED: 'away',
            RETRY: 'asking',
            HEARD: {
              actions: [
                assign(({ context, event }) => heard(context, event.topic, event.text)),
                // A press is an act and no state: it goes by, to whoever listens.
                emit(({ event: { topic, text } }) => ({ type: 'heard', topic, text })),
              ],
            },
          },
          states: {
            opening: {
              on: {
                OPENED: {
                  target: 'in',
                  actions: assign({
                    line: ({ event }) => event.line,
                    entered: true,
                    retryAtMs: null,
                  }),
                },
              },
              after: { [OPEN_MS]: '#away' },
            },
            in: {
              entry: ['sendPresence', 'sendVote'],
              after: {
                [SETTLE_MS]: {
                  actions: assign(({ context }) => ({
                    settled: true,
                    // Says what it shows: at first, and to a server that may have lost it.
                    pending:
                      isHosting(context) || (context.state === null && context.start !== null)
                        ? { ...context.pending }
                        : context.pending,
                  })),
                },
                [LASTING_MS]: { actions: assign({ tries: 0, falls: 0 }) },
              },
              on: { CLOSED: { target: '#away', actions: 'fall' } },
            },
          },
        },
        away: {
          id: 'away',
          entry: assign(({ context }) => {
            const tries = context.tries + 1;
            return { tries, retryAtMs: Date.now() + waitMs(tries) };
          }),
          after: { wait: 'asking' },
          on: { RETRY: 'asking' },
        },
        refused: { on: { RETRY: 'asking' } },
        left: { type: 'final' },
      },
    },
    pen: {
      initial: 'ready',
      states: {
        ready: { always: { guard: 'mayWrite', target: 'resting', actions: 'write' } },
        resting: { after: { pen: 'ready' } },
      },
    },
  },
});

function send(context: Context, name: 'desk' | 'ctl' | 'in', message: object): void {
  // On a line that is broken it is lost, and the page shows that the line is broken.
  void context.line?.publish(packetOf(context, name, message)).catch(() => {});
}

const somebodyNew = ({ name }: Saved): Saved => ({ ...NOTHING, name });

/** Doubles, with luck, so that a class does not come back at one instant. */
function waitMs(tries: number): number {
  const doubled = Math.min(WAIT_LONGEST_MS, WAIT_FIRST_MS * 2 ** Math.min(tries - 1, 10));
  return doubled * (0.7 + 0.6 * Math.random());
}

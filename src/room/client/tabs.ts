/** Level 0: the tabs of one browser, without a server. The instructor's tab answers, see hub.ts. */

import type { Packet } from '../authorise.ts';
import { newPid } from '../ids.ts';
import type { Join, Joined, Vote } from '../protocol.ts';
import type { Caller, Line, Transport } from './transport.ts';

/** What goes from a tab to the hub. Each is answered by a `reply` with its number. */
export type Request =
  | { readonly type: 'join'; readonly join: Join }
  | {
      readonly type: 'open';
      readonly clientId: string;
      readonly pass: string;
      readonly will: Packet | null;
      readonly topics: readonly string[];
    }
  | { readonly type: 'publish'; readonly packet: Packet }
  | { readonly type: 'votes'; readonly pass: string }
  | { readonly type: 'beat' }
  | { readonly type: 'hang-up' };

export type Frame =
  | {
      readonly to: 'hub';
      readonly room: string;
      readonly from: string;
      readonly n: number;
      readonly request: Request;
    }
  | { readonly to: string; readonly room: string; readonly n: number; readonly reply: unknown }
  | { readonly to: string; readonly room: string; readonly topic: string; readonly text: string }
  | { readonly to: string; readonly room: string; readonly closed: true }
  /** A tab hosts this room from now on. */
  | { readonly to: 'hubs'; readonly room: string; readonly hub: string };

/** What a `BroadcastChannel` does; a hub gives its own tab one that is a pair of functions. */
export interface Channel {
  readonly post: (frame: Frame) => unknown;
  readonly listen: (hear: (frame: Frame) => void) => () => void;
}

const NAME = 'data-flows-room';
const ANSWER_MS = 1_500;
export const BEAT_MS = 5_000;

export function browserChannel(): Channel & { readonly close: () => void } {
  const channel = new BroadcastChannel(NAME);
  let isOpen = true;
  return {
    // What is still under way when the page goes is for nobody.
    post: (frame) => isOpen && channel.postMessage(frame),
    listen: (hear) => {
      // Same origin: the app itself in other tabs. What is in a frame is checked by who gets it.
      const listener = ({ data }: MessageEvent<Frame>) => hear(data);
      channel.addEventListener('message', listener);
      return () => channel.removeEventListener('message', listener);
    },
    close: () => {
      isOpen = false;
      channel.close();
    },
  };
}

const bytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** `room` is the code. */
export function tabsTransport(channel: Channel, room: string): Transport {
  let asked = 0;

  /** Rejects when the hub does not answer: its tab is closed, or being loaded. */
  function ask(from: string, request: Request): Promise<unknown> {
    const n = ++asked;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        stop();
        reject(new Error("The instructor's tab does not answer."));
      }, ANSWER_MS);
      const stop = channel.listen((frame) => {
        if (frame.to !== from || frame.room !== room || !('reply' in frame) || frame.n !== n)
          return;
        clearTimeout(late);
        stop();
        resolve(frame.reply);
      });
      channel.post({ to: 'hub', room, from, n, request });
    });
  }

  async function open(caller: Caller): Promise<Line> {
    const me = newPid(bytes);
    let isOpen = true;
    const { clientId, pass, will, topics } = caller;
    const stop = channel.listen((frame) => {
      if (frame.to !== me || frame.room !== room) return;
      if ('topic' in frame) caller.onMessage(frame.topic, frame.text);
      if ('closed' in frame) lose();
    });
    const beat = setInterval(() => {
      ask(me, { type: 'beat' }).then((known) => known === true || lose(), lose);
    }, BEAT_MS);
    function end(): void {
      isOpen = false;
      stop();
      clearInterval(beat);
    }
    function lose(): void {
      if (!isOpen) return;
      end();
      caller.onClose();
    }
    try {
      const request: Request = { type: 'open', clientId, pass, will, topics };
      if ((await ask(me, request)) !== true) throw new Error('The line was refused.');
    } catch (error) {
      end();
      throw error;
    }
    return {
      publish: async (packet) => {
        if (!isOpen) throw new Error('The line is closed.');
        if ((await ask(me, { type: 'publish', packet })) !== true) throw new Error('Not taken.');
      },
      close: () => {
        if (isOpen) void ask(me, { type: 'hang-up' }).catch(() => {});
        end();
      },
    };
  }

  const visitor = newPid(bytes);
  return {
    open,
    // The hub is this very app.
    join: async (join) => (await ask(visitor, { type: 'join', join })) as Joined,
    votes: async (pass) => (await ask(visitor, { type: 'votes', pass })) as Vote[],
  };
}

/** The whole of the wire, loaded after the first paint: MSW is too large for the first load. */
import type { Flow } from '../flow/flow.ts';
import { type NodeId, nodeOf } from '../kernel/system.ts';
import type { Trace } from '../kernel/trace.ts';
import type { CarriedOf } from './carried.ts';
import { Desk } from './desk.ts';
import { Foreign, type Host } from './foreign.ts';
import type { CarriedFrame } from './frame.ts';
import { Session, type SessionOptions } from './session.ts';
import { intercept } from './worker.ts';

export interface Wire {
  readonly mode: 'wire' | 'in-page';
  /** How many requests reached a handler. */
  readonly requestCount: () => number;
  /** The messages that streams carried: how many, and the last of them. */
  readonly frameCount: () => number;
  readonly frames: () => readonly CarriedFrame[];
  /** What the network brought back for a request of a trace. */
  readonly carried: CarriedOf;
  /** How the clients of a run that have a box of their own talk to its servers. Linear in the trace. */
  readonly waysOf: (flow: Flow, clients: ReadonlySet<NodeId>, trace: Trace) => ReadonlySet<Way>;
  readonly foreign: Foreign;
  /** Before a session: makes sure that the worker still knows this page. Rejects with the reason. */
  readonly renew: () => Promise<void>;
  readonly session: (options: Omit<SessionOptions, 'desk'>) => Session;
  readonly close: () => void;
}

/** `base` is the folder of the app. Rejects with an Error that says why there is no wire. */
export async function openWire(base: URL, host: Host): Promise<Wire> {
  const foreign = new Foreign(host);
  const desk = new Desk(base, (request, path) => foreign.answer(request, path));
  const { mode, renew, close } = await intercept(desk);
  return {
    mode,
    requestCount: () => desk.requestCount,
    frameCount: () => desk.frameCount,
    frames: () => desk.frames,
    carried: (trace, request) => desk.carried.get(trace, request),
    waysOf,
    foreign,
    renew,
    session: (options) => new Session({ ...options, desk }),
    close: () => {
      foreign.close();
      close();
    },
  };
}

export type Way = 'request' | 'stream';

function waysOf(
  { messages }: Flow,
  clients: ReadonlySet<NodeId>,
  { entries }: Trace,
): ReadonlySet<Way> {
  const ways = new Set<Way>();
  for (const entry of entries) {
    if (entry.kind !== 'send') continue;
    const http = messages[entry.event.type]?.http;
    if (http === undefined || !('method' in http) || !clients.has(nodeOf(entry.from))) continue;
    ways.add(http.opens === undefined ? 'request' : 'stream');
  }
  return ways;
}

/** One exchange at a moment: what a network panel would show of it then, and nothing of what comes later. */
import type { EntryId, SendEntry } from '../../kernel/entry.ts';
import type { Micros } from '../../kernel/time.ts';
import { type Scene, titleOf } from '../scene.ts';
import { waysOf } from '../ways.ts';
import type { Exchange } from './exchanges.ts';
import { frameText, type Part, partOf, requestText, responseText } from './parts.ts';
import { statusText } from './status-text.ts';

/** How it stands: the words of a network panel, and whether they are good news. */
export const EXCHANGE_STATES = [
  'pending',
  'open',
  'closed',
  'answered',
  'failed',
  'refused',
  'given up',
] as const;
export type ExchangeState = (typeof EXCHANGE_STATES)[number];

export interface ExchangeLook {
  readonly request: EntryId;
  readonly method: string;
  readonly path: string;
  readonly clientTitle: string;
  readonly serverTitle: string;
  readonly by: Exchange['by'];
  readonly state: ExchangeState;
  /** `200 OK`, `pending`. */
  readonly status: string;
  readonly sentAtUs: Micros;
  /** From request to reply, or to where the client gave up; `null` while it is pending. */
  readonly tookUs: Micros | null;
  /** How many frames a stream has carried. */
  readonly frameCount: number;
}

export interface Phase {
  readonly words: string;
  /** `null`: it has not happened yet. */
  readonly atUs: Micros | null;
  /** Where one goes to see it. */
  readonly entry: EntryId;
  readonly bad: boolean;
}

export interface FrameLook {
  readonly at: EntryId;
  readonly atUs: Micros;
  readonly direction: 'up' | 'down';
  readonly text: string;
}

export interface ExchangeDetails {
  readonly requestPart: Part;
  /** `null` while there is none. */
  readonly responsePart: (Part & { readonly status: number; readonly reply: EntryId }) | null;
  /** What happened to request and reply, one after the other. */
  readonly phases: readonly Phase[];
}

/** How many of these were sent by then. */
export function sentBy(exchanges: readonly Exchange[], index: EntryId): number {
  let low = 0;
  let high = exchanges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((exchanges[middle]?.request ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function exchangeAt(scene: Scene, exchange: Exchange, index: EntryId): ExchangeLook {
  const { request, by } = exchange;
  const sent = sendOf(scene, request);
  const { method, path } = requestText(scene.flow, sent);
  const end = exchange.end !== undefined && exchange.end.at <= index ? exchange.end : undefined;
  const closed = exchange.closed !== undefined && exchange.closed <= index;
  const sentAtUs = sent.atUs;
  const endUs = end === undefined ? undefined : atUsOf(scene, end.at);
  const code =
    end?.kind === 'reply' ? responseText(scene.flow, sendOf(scene, end.reply))?.status : undefined;
  const state = stateOf(end?.kind, code, by, closed);
  return {
    request,
    method,
    path,
    clientTitle: titleOf(scene, exchange.client),
    serverTitle: titleOf(scene, exchange.server),
    by,
    state,
    status: code === undefined ? state : statusText(code),
    sentAtUs,
    tookUs: endUs === undefined ? null : endUs - sentAtUs,
    frameCount: framesBy(exchange, index),
  };
}

function stateOf(
  end: 'reply' | 'refused' | 'given up' | undefined,
  code: number | undefined,
  by: Exchange['by'],
  closed: boolean,
): ExchangeState {
  if (end === undefined) return 'pending';
  if (end !== 'reply') return end;
  if (code === undefined || code >= 400) return 'failed';
  if (by === 'fetch') return 'answered';
  return closed ? 'closed' : 'open';
}

/** Headers, bodies and what happened, of the one that somebody looks into. */
export function detailsAt(scene: Scene, exchange: Exchange, index: EntryId): ExchangeDetails {
  const { flow } = scene;
  const sent = sendOf(scene, exchange.request);
  const { end } = exchange;
  const reply =
    end?.kind === 'reply' && end.at <= index ? responseText(flow, sendOf(scene, end.reply)) : null;
  return {
    requestPart: partOf(requestText(flow, sent)),
    responsePart:
      reply === null || end?.kind !== 'reply'
        ? null
        : { ...partOf(reply), status: reply.status, reply: end.reply },
    phases: phasesOf(scene, exchange).filter(({ entry }) => entry <= index),
  };
}

/** In the order of the trace, whether or not they have happened. */
function phasesOf(scene: Scene, exchange: Exchange): Phase[] {
  const sent = sendOf(scene, exchange.request);
  const server = titleOf(scene, exchange.server);
  const client = titleOf(scene, exchange.client);
  const phases: Phase[] = [phase(scene, sent.id, `${client} sends it`)];
  const way = wayOf(scene, sent, server);
  if (way !== undefined) phases.push(way);
  const { end } = exchange;
  if (end?.kind === 'reply') {
    phases.push(phase(scene, end.reply, `${server} answers`));
    phases.push(phase(scene, end.at, `${client} has the answer`));
  } else if (end?.kind === 'refused') {
    phases.push(phase(scene, end.at, `${client} hears that ${server} is down`, true));
  } else if (end !== undefined) {
    phases.push(phase(scene, end.at, `${client} gives up`, true));
  }
  for (const lost of exchange.lost) {
    phases.push(phase(scene, lost, `the answer of ${server} is lost`, true));
  }
  for (const late of exchange.late) {
    phases.push(phase(scene, late, 'an answer comes too late, and nobody reads it', true));
  }
  if (exchange.closed !== undefined) {
    phases.push(phase(scene, exchange.closed, 'the stream is closed'));
  }
  return phases.sort((a, b) => a.entry - b.entry);
}

function wayOf(scene: Scene, sent: SendEntry, server: string): Phase | undefined {
  const ended = scene.trace.entries[waysOf(scene.trace).endOf[sent.id] ?? -1];
  if (ended === undefined) return undefined;
  if (ended.kind === 'lose') return phase(scene, ended.id, `it is lost: ${ended.why}`, true);
  if (ended.kind === 'fail') return phase(scene, ended.id, `${server} fails`, true);
  return phase(scene, ended.id, `${server} has it`);
}

const phase = (scene: Scene, entry: EntryId, words: string, bad = false): Phase => ({
  entry,
  words,
  bad,
  atUs: atUsOf(scene, entry),
});

/** At most `limit` of the frames that a stream has carried: the last. */
export function framesAt(
  scene: Scene,
  exchange: Exchange,
  index: EntryId,
  limit: number,
): FrameLook[] {
  const count = framesBy(exchange, index);
  return exchange.frames
    .slice(Math.max(0, count - limit), count)
    .map(({ send, at, direction }) => ({
      at,
      atUs: atUsOf(scene, at),
      direction,
      text: frameText(scene.flow, sendOf(scene, send), exchange.by),
    }));
}

function framesBy({ frames }: Exchange, index: EntryId): number {
  let low = 0;
  let high = frames.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((frames[middle]?.at ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sendOf({ trace }: Scene, id: EntryId): SendEntry {
  const entry = trace.entries[id];
  if (entry?.kind !== 'send') throw new Error(`The entry ${id} is no message that set out.`);
  return entry;
}

const atUsOf = ({ trace }: Scene, id: EntryId): Micros => trace.entries[id]?.atUs ?? 0;

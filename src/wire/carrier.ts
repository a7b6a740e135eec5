/** Carries the requests of a flow's clients, the replies to them, and the streams that they open, over the real network. */
import type { Flow } from '../flow/flow.ts';
import { ShapeError } from '../flow/http/text.ts';
import type { HttpRequestShape, HttpResponseShape } from '../flow/message.ts';
import { originalAddress } from '../kernel/address.ts';
import type { Entry, SendEntry } from '../kernel/entry.ts';
import type { Exchange } from '../kernel/exchanges.ts';
import { type ActorId, type Message, type NodeId, nodeOf } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import { compare, inShape } from './check.ts';
import type { Desk } from './desk.ts';
import { WireExchange } from './exchange.ts';
import { WireFailure } from './failure.ts';
import {
  type ResponseParts,
  readRequest,
  readResponse,
  writeRequest,
  writeResponse,
} from './shape.ts';
import { Streams, type StreamsOptions } from './streams.ts';

interface Carriage {
  readonly id: string;
  readonly request: SendEntry;
  readonly exchange: WireExchange;
  /** The simulation still waits for its reply. */
  open: boolean;
}

export class Carrier {
  private readonly flow: Flow;
  private readonly desk: Desk;
  private readonly clients: ReadonlySet<NodeId>;
  /** What a message was in the trace that is shown: what the network brings is compared with it. */
  private readonly expected: (send: SendEntry) => Message;
  private readonly carriages = new Map<string, Carriage>();
  private readonly streams: Streams;
  private readonly onResponse: StreamsOptions['onResponse'];

  constructor(clients: ReadonlySet<NodeId>, options: StreamsOptions) {
    this.flow = options.flow;
    this.clients = clients;
    this.desk = options.desk;
    this.expected = options.expected;
    this.onResponse = options.onResponse;
    this.streams = new Streams(options);
  }

  isClient(actor: ActorId): boolean {
    return this.clients.has(nodeOf(actor));
  }

  /** A message sets out. Those of crowds, and those without a shape, stay in-process. */
  begin(request: SendEntry): void {
    const { from, address, event } = request;
    if (!this.isClient(from) || originalAddress(address) !== address) return;
    this.streams.begin(request);
    this.streams.say(request);
    const shape = this.requestShape(event.type);
    if (shape === undefined) return;
    const exchange = new WireExchange(address);
    const id = this.desk.add(exchange);
    const parts = inShape(exchange.name, () => writeRequest(shape, event));
    exchange.send(this.desk.base, id, parts);
    this.carriages.set(address, { id, request, exchange, open: true });
  }

  /** A request arrives: what its handler read. `undefined` if it is not carried. */
  async request(entry: SendEntry): Promise<Message | undefined> {
    const { address, event } = entry;
    if (this.streams.opens(event.type)) return this.streams.request(entry);
    const carriage = this.carriages.get(originalAddress(address));
    const shape = this.requestShape(event.type);
    if (carriage === undefined || shape === undefined) return undefined;
    const { exchange, request } = carriage;
    const parts = await exchange.whenReached();
    const read = inShape(exchange.name, () => readRequest(event.type, shape, parts));
    if (read === undefined) {
      throw new WireFailure(exchange.name, `arrived as ${parts.method} ${parts.path}`);
    }
    compare(exchange.name, read, this.expected(request));
    return read;
  }

  /** A reply arrives at whoever sent the request: what the page read. `undefined` if it is not carried. */
  async reply(request: SendEntry, reply: SendEntry): Promise<Message | undefined> {
    if (this.streams.opens(request.event.type)) {
      await this.streams.reply(request, reply, () => this.responseTo(reply));
      return undefined;
    }
    const carriage = this.carriages.get(request.address);
    if (carriage === undefined) return undefined;
    const { exchange } = carriage;
    carriage.open = false;
    await exchange.whenReached();
    const shape = this.responseShape(reply.event.type);
    exchange.release(this.responseTo(reply));
    const ended = await exchange.whenEnded();
    this.desk.remove(carriage.id);
    if (shape === undefined) {
      if (ended === 'error') return undefined;
      throw new WireFailure(exchange.name, `came back as ${ended.status}, and not refused`);
    }
    if (ended === 'error') throw new WireFailure(exchange.name, 'came back as a network error');
    this.onResponse?.(request, ended, performance.now() - exchange.sentAtMs);
    const read = this.read(exchange, request.event.type, ended);
    compare(exchange.name, read, this.expected(reply));
    return read;
  }

  /** Any other message arrives: what was read of it, if a stream carries it. */
  async arrive(entry: SendEntry, atUs: Micros): Promise<Message | undefined> {
    const isOurs = this.isClient(entry.from) || this.isClient(entry.to);
    return isOurs ? this.streams.arrive(entry, atUs) : undefined;
  }

  /** While a session catches up: a message arrives that may open a stream, or end one. */
  note(request: SendEntry | undefined, entry: SendEntry): void {
    if (this.isClient(entry.to)) this.streams.note(request, entry);
  }

  /** While a session catches up: what happened to streams beside that. */
  noteAfter(entries: readonly Entry[]): void {
    this.streams.follow(entries);
  }

  /** A session has caught up: what is open at the playhead is opened and asked for again. */
  async join(open: readonly Exchange[]): Promise<void> {
    for (const { request } of open) this.begin(request);
    await this.streams.join();
  }

  /** The network does what the simulation did. `open`: the calls that still wait. */
  async follow(entries: readonly Entry[], open: () => readonly Exchange[]): Promise<void> {
    for (const entry of entries) {
      if (entry.kind === 'send' && !entry.local) this.begin(entry);
    }
    this.streams.follow(entries);
    if (entries.some(({ kind }) => kind === 'abandon' || kind === 'end' || kind === 'down')) {
      await Promise.all([this.abandonAllBut(open), this.streams.abandonAllBut(open)]);
    }
  }

  /** Callers gave up, or are no more: their fetches are aborted. */
  private async abandonAllBut(open: () => readonly Exchange[]): Promise<void> {
    const carried = Array.from(this.carriages.values()).filter((each) => each.open);
    if (carried.length === 0) return;
    const waiting = new Set(open().map(({ request }) => request.address));
    const gone = carried.filter(({ request }) => !waiting.has(request.address));
    await Promise.all(
      gone.map(async (carriage) => {
        carriage.open = false;
        // An abort before the handler was reached would leave nothing for the simulation to deliver.
        await carriage.exchange.whenReached();
        carriage.exchange.abort();
        await carriage.exchange.whenEnded();
        this.desk.remove(carriage.id);
      }),
    );
  }

  /** When the oldest request that still waits or streams set out, by the page's clock; Infinity for none. */
  get oldestAtMs(): number {
    const carried = Array.from(this.carriages.values()).find(({ open }) => open);
    return Math.min(carried?.exchange.sentAtMs ?? Infinity, this.streams.oldestAtMs);
  }

  /** Aborts and releases everything that is parked or open. */
  close(): void {
    this.streams.close();
    for (const { exchange, id } of this.carriages.values()) {
      exchange.abort();
      this.desk.remove(id);
    }
  }

  private read(exchange: WireExchange, request: string, parts: ResponseParts): Message {
    const reasons: string[] = [];
    for (const type of this.flow.messages[request]?.replies ?? []) {
      const shape = this.responseShape(type);
      try {
        const message = shape && readResponse(type, shape, parts);
        if (message !== undefined) return message;
      } catch (error) {
        if (!(error instanceof ShapeError)) throw error;
        reasons.push(`${type}: ${error.message}`);
      }
    }
    const why = reasons.length === 0 ? 'no reply has that status' : reasons.join('; ');
    throw new WireFailure(exchange.name, `came back as a ${parts.status}: ${why}`);
  }

  /** Throws a WireFailure. */
  private responseTo({ event, address }: SendEntry): Response {
    const shape = this.responseShape(event.type);
    if (shape === undefined) return Response.error();
    return toResponse(inShape(address, () => writeResponse(shape, event)));
  }

  private requestShape(type: string): HttpRequestShape | undefined {
    const http = this.flow.messages[type]?.http;
    const isRequest = http !== undefined && 'method' in http;
    return isRequest && http.opens === undefined ? http : undefined;
  }

  private responseShape(type: string): HttpResponseShape | undefined {
    const http = this.flow.messages[type]?.http;
    return http !== undefined && 'statuses' in http ? http : undefined;
  }
}

export function toResponse({ status, headers, body }: ResponseParts): Response {
  return new Response(body === '' ? null : body, { status, headers });
}

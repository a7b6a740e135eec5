/** Carries the requests of a flow's clients, and the replies to them, over the real network. */
import type { Flow } from '../flow/flow.ts';
import type { HttpRequestShape, HttpResponseShape } from '../flow/message.ts';
import { originalAddress } from '../kernel/address.ts';
import type { SendEntry } from '../kernel/entry.ts';
import type { Exchange } from '../kernel/exchanges.ts';
import { type ActorId, type Message, type NodeId, nodeOf } from '../kernel/system.ts';
import type { Desk } from './desk.ts';
import { WireExchange, WireFailure } from './exchange.ts';
import { sameJson } from './same.ts';
import {
  type ResponseParts,
  readRequest,
  readResponse,
  writeRequest,
  writeResponse,
} from './shape.ts';
import { ShapeError } from './text.ts';

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

  constructor(
    flow: Flow,
    clients: ReadonlySet<NodeId>,
    desk: Desk,
    expected: (send: SendEntry) => Message,
  ) {
    this.flow = flow;
    this.clients = clients;
    this.desk = desk;
    this.expected = expected;
  }

  isClient(actor: ActorId): boolean {
    return this.clients.has(nodeOf(actor));
  }

  /** A request sets out. Those of crowds, and those that are no HTTP, stay in-process. */
  begin(request: SendEntry): void {
    const { from, address, event } = request;
    if (!this.isClient(from) || originalAddress(address) !== address) return;
    const shape = this.requestShape(event.type);
    if (shape === undefined) return;
    const exchange = new WireExchange(address);
    const id = this.desk.add(exchange);
    const parts = inShape(exchange, () => writeRequest(shape, event));
    exchange.send(this.desk.base, id, parts);
    this.carriages.set(address, { id, request, exchange, open: true });
  }

  /** A request arrives: what its handler read. `undefined` if it is not carried. */
  async request({ address, event }: SendEntry): Promise<Message | undefined> {
    const carriage = this.carriages.get(originalAddress(address));
    const shape = this.requestShape(event.type);
    if (carriage === undefined || shape === undefined) return undefined;
    const { exchange, request } = carriage;
    const parts = await exchange.whenReached();
    const read = inShape(exchange, () => readRequest(event.type, shape, parts));
    if (read === undefined) {
      throw new WireFailure(exchange.name, `arrived as ${parts.method} ${parts.path}`);
    }
    compare(exchange, read, this.expected(request));
    return read;
  }

  /** A reply arrives at whoever sent the request: what the page read. `undefined` if it is not carried. */
  async reply(request: SendEntry, reply: SendEntry): Promise<Message | undefined> {
    const carriage = this.carriages.get(request.address);
    if (carriage === undefined) return undefined;
    const { exchange } = carriage;
    carriage.open = false;
    await exchange.whenReached();
    const shape = this.responseShape(reply.event.type);
    exchange.release(
      shape === undefined
        ? Response.error()
        : toResponse(inShape(exchange, () => writeResponse(shape, reply.event))),
    );
    const ended = await exchange.whenEnded();
    this.desk.remove(carriage.id);
    if (shape === undefined) {
      if (ended === 'error') return undefined;
      throw new WireFailure(exchange.name, `came back as ${ended.status}, and not refused`);
    }
    if (ended === 'error') throw new WireFailure(exchange.name, 'came back as a network error');
    const read = this.read(exchange, request.event.type, ended);
    compare(exchange, read, this.expected(reply));
    return read;
  }

  /** Callers gave up, or are no more: their fetches are aborted. `open`: the calls that still wait. */
  async abandonAllBut(open: () => readonly Exchange[]): Promise<void> {
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

  /** When the oldest fetch that still waits set out, by the page's clock. */
  get oldestAtMs(): number | undefined {
    for (const { open, exchange } of this.carriages.values()) {
      if (open) return exchange.sentAtMs;
    }
    return undefined;
  }

  /** Aborts and releases everything that is parked. */
  close(): void {
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

  private requestShape(type: string): HttpRequestShape | undefined {
    const http = this.flow.messages[type]?.http;
    return http !== undefined && 'method' in http ? http : undefined;
  }

  private responseShape(type: string): HttpResponseShape | undefined {
    const http = this.flow.messages[type]?.http;
    return http !== undefined && 'statuses' in http ? http : undefined;
  }
}

export function toResponse({ status, headers, body }: ResponseParts): Response {
  return new Response(body === '' ? null : body, { status, headers });
}

function inShape<T>({ name }: WireExchange, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ShapeError) throw new WireFailure(name, error.message);
    throw error;
  }
}

function compare({ name }: WireExchange, read: Message, expected: Message): void {
  const { from: _from, op: _op, ...said } = expected;
  const names = Object.keys({ ...said, ...read });
  const field = names.find((each) => !sameJson(read[each], said[each]));
  if (field === undefined) return;
  const [carried, computed] = [read, said].map((message) => JSON.stringify(message[field]));
  throw new WireFailure(name, `carried ${field} ${carried}, where the trace has ${computed}`);
}

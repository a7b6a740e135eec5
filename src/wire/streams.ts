/**
 * Carries the streams that a flow's clients open, and the messages on them, over real WebSockets
 * and EventSources. While a session catches up it is only noted which streams there are; what is
 * open when it joins is opened then.
 */
import type { Flow } from '../flow/flow.ts';
import { type Frame, toEventText, toSocketText, writeFrame } from '../flow/http/frame.ts';
import { originalAddress } from '../kernel/address.ts';
import type { Entry, SendEntry } from '../kernel/entry.ts';
import type { Exchange } from '../kernel/exchanges.ts';
import type { ActorId, Message } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import type { Channel } from './channel.ts';
import { compare, inShape } from './check.ts';
import type { Desk } from './desk.ts';
import type { WireFailure } from './failure.ts';
import { readFrame } from './frame.ts';
import { Lines } from './lines.ts';
import {
  type Opening,
  type OpeningShape,
  readOpening,
  saysAgain,
  writeOpening,
} from './opening.ts';
import type { ResponseParts } from './shape.ts';
import { SocketChannel } from './socket.ts';
import { SourceChannel } from './source.ts';

export interface StreamsOptions {
  readonly flow: Flow;
  readonly desk: Desk;
  /** What a message was in the trace that is shown. */
  readonly expected: (send: SendEntry) => Message;
  readonly isStreaming: (actor: ActorId, peer: ActorId) => boolean;
  /** A request came back from the network, with these. */
  readonly onResponse?: (request: SendEntry, response: ResponseParts, tookMs: number) => void;
  /** A stream ended by itself, perhaps while nothing is awaited. */
  readonly onBreak: (failure: WireFailure) => void;
}

interface Attempt {
  readonly opening: Opening;
  readonly channel: Channel;
}

export class Streams {
  private readonly options: StreamsOptions;
  private readonly lines = new Lines();
  /** Requests that wait for their reply, by address. */
  private readonly attempts = new Map<string, Attempt>();
  /** What handlers hear of what pages say, by address. */
  private readonly heard = new Map<string, Promise<Frame>>();

  constructor(options: StreamsOptions) {
    this.options = options;
  }

  /** Whether a message of this type opens a stream that can be carried. */
  opens(type: string): boolean {
    return this.openingShape(type) !== undefined;
  }

  /** A request sets out that opens a stream. */
  begin(request: SendEntry): void {
    const shape = this.openingShape(request.event.type);
    if (shape === undefined) return;
    const opening = { request, shape };
    this.attempts.set(request.address, { opening, channel: this.channelFor(opening) });
  }

  /** A request arrives: what its handler read. */
  async request({ address }: SendEntry): Promise<Message | undefined> {
    const attempt = this.attempts.get(originalAddress(address));
    if (attempt === undefined) return undefined;
    const { opening, channel } = attempt;
    const parts = await channel.whenReached();
    const id = channel instanceof SourceChannel ? channel.lastEventId : '';
    const read = inShape(channel.name, () => readOpening(opening, parts, id));
    compare(channel.name, read, this.options.expected(opening.request));
    return read;
  }

  /** Its reply arrives: the page has it open, or knows that it has not. */
  async reply(request: SendEntry, reply: SendEntry, respond: () => Response): Promise<void> {
    const attempt = this.attempts.get(request.address);
    if (attempt === undefined) return;
    this.attempts.delete(request.address);
    const { opening, channel } = attempt;
    await channel.whenReached();
    if (this.accepts(reply)) {
      await channel.accept();
      this.drop(this.lines.get(reply.to, reply.from)?.channel);
      this.lines.add({ client: reply.to, peer: reply.from, opening, channel, state: 'open' });
      return;
    }
    await channel.refuse(respond());
    this.putAway(opening, '', channel);
  }

  /** Whether a reply opens the stream that was asked for. */
  private accepts({ event }: SendEntry): boolean {
    const http = this.options.flow.messages[event.type]?.http;
    return http !== undefined && 'statuses' in http && http.statuses.every((each) => each < 300);
  }

  /** While a session catches up: a message arrives that opens a stream, or tells that it is closed. */
  note(request: SendEntry | undefined, entry: SendEntry): void {
    const { from, to, event } = entry;
    const shape = request && this.openingShape(request.event.type);
    if (request !== undefined && shape !== undefined && this.accepts(entry)) {
      const opening = { request, shape };
      this.lines.add({ client: to, peer: from, opening, channel: undefined, state: 'open' });
    }
    const line = event.type === 'closed' ? this.lines.get(to, from) : undefined;
    if (line !== undefined) this.lines.remove(line);
  }

  /** A client says something on a stream. */
  say({ from, to, event, address, atUs }: SendEntry): void {
    const shape = this.options.flow.messages[event.type]?.frame;
    const channel = this.lines.get(from, to)?.channel;
    if (shape === undefined || !(channel instanceof SocketChannel)) return;
    const frame = inShape(address, () => writeFrame(shape, event));
    this.heard.set(address, channel.say(frame));
    const text = toSocketText(frame);
    this.options.desk.note({ by: 'WebSocket', client: from, direction: 'up', atUs, text });
  }

  /** A message on a stream arrives: what was read of it. `undefined` if it is not carried. */
  async arrive(entry: SendEntry, atUs: Micros): Promise<Message | undefined> {
    const { from, to, address, event } = entry;
    if (event.type === 'closed') return this.closed(entry);
    const down = this.lines.get(to, from);
    if (down?.state === 'open') return this.push(down.channel, entry, atUs);
    const first = originalAddress(address);
    // What was on its way already when the session began is said now.
    if (first === address && !this.heard.has(address)) this.say(entry);
    const frame = await this.heard.get(first);
    return frame && this.read(frame, entry);
  }

  /** The network does what the simulation did. */
  follow(entries: readonly Entry[]): void {
    for (const line of this.lines.follow(entries, this.options.isStreaming)) {
      this.lines.remove(line);
      this.drop(line.channel);
    }
  }

  /** The callers gave up, or are no more. */
  async abandonAllBut(open: () => readonly Exchange[]): Promise<void> {
    if (this.attempts.size === 0) return;
    const waiting = new Set(open().map(({ request }) => request.address));
    for (const [address, { channel }] of this.attempts) {
      if (waiting.has(address)) continue;
      this.attempts.delete(address);
      await channel.whenReached();
      this.drop(channel);
    }
  }

  /** A session has caught up: the streams that are open at the playhead are opened. */
  async join(): Promise<void> {
    for (const line of this.lines.all) {
      if (line.state === 'deaf') continue;
      line.channel = this.channelFor(line.opening);
      await line.channel.whenReached();
      await line.channel.accept();
    }
  }

  /** When the oldest request that is parked or still streams set out, by the page's clock. */
  get oldestAtMs(): number {
    const sources = this.lines.all.flatMap(({ channel }) =>
      channel instanceof SourceChannel ? [channel] : [],
    );
    const attempts = Array.from(this.attempts.values(), ({ channel }) => channel);
    return Math.min(...[...sources, ...attempts].map(({ sentAtMs }) => sentAtMs));
  }

  /** Closes every page's end. */
  close(): void {
    for (const { channel } of this.attempts.values()) this.drop(channel);
    for (const { channel } of this.lines.all) this.drop(channel);
    this.attempts.clear();
  }

  private openingShape(type: string): OpeningShape | undefined {
    const { flow, desk } = this.options;
    const http = desk.hasStreams ? flow.messages[type]?.http : undefined;
    if (http === undefined || !('method' in http) || http.opens === undefined) return undefined;
    return { ...http, opens: http.opens };
  }

  /** The browser's own second request, where there is one and it says the right thing; else a new one. */
  private channelFor(opening: Opening): Channel {
    const { request, shape } = opening;
    const name = request.address;
    for (const line of this.lines.leftBehindBy(request.from)) {
      const { channel } = line;
      this.lines.remove(line);
      if (
        line.state === 'reopening' &&
        channel instanceof SourceChannel &&
        line.opening.shape.path === shape.path &&
        saysAgain(opening, channel.path, channel.lastEventId)
      ) {
        channel.reopen(name);
        return channel;
      }
      this.drop(channel);
    }
    const { flow, desk, onBreak } = this.options;
    const types = Object.keys(flow.messages).filter((type) => flow.messages[type]?.frame);
    const channel =
      shape.opens.by === 'WebSocket'
        ? new SocketChannel(name, onBreak)
        : new SourceChannel(name, types, onBreak);
    const parts = inShape(name, () => writeOpening(opening));
    channel.id = desk.add(channel);
    channel.send(desk.base, parts);
    return channel;
  }

  private async push(
    channel: Channel | undefined,
    entry: SendEntry,
    atUs: Micros,
  ): Promise<Message | undefined> {
    const { to, event, address } = entry;
    const shape = this.options.flow.messages[event.type]?.frame;
    if (shape === undefined || channel === undefined) return undefined;
    const frame = inShape(address, () => writeFrame(shape, event));
    if (shape.comment === true) {
      if (channel instanceof SourceChannel) channel.comment(event.type);
      return undefined;
    }
    const isSocket = channel instanceof SocketChannel;
    const message = this.read(await channel.push(frame), entry);
    const text = isSocket ? toSocketText(frame) : toEventText(frame);
    const by = isSocket ? 'WebSocket' : 'EventSource';
    this.options.desk.note({ by, client: to, direction: 'down', atUs, text });
    return message;
  }

  private read(frame: Frame, entry: SendEntry): Message {
    const message = inShape(entry.address, () => readFrame(this.options.flow.messages, frame));
    compare(entry.address, message, this.options.expected(entry));
    return message;
  }

  private async closed({ from, to }: SendEntry): Promise<undefined> {
    const line = this.lines.get(to, from);
    if (line?.channel === undefined) return;
    this.lines.remove(line);
    await line.channel.end();
    this.putAway(line.opening, from, line.channel);
  }

  /** A channel that the server's side has ended: an EventSource may open it again. */
  private putAway(opening: Opening, peer: ActorId, channel: Channel): void {
    const client = opening.request.from;
    if (channel instanceof SourceChannel && channel.reopens) {
      this.lines.add({ client, peer, opening, channel, state: 'reopening' });
    } else this.drop(channel);
  }

  private drop(channel: Channel | undefined): void {
    if (channel === undefined) return;
    channel.leave();
    this.options.desk.remove(channel.id);
  }
}

/**
 * A real `EventSource`. When its stream is cut, the browser opens it again by itself: that request
 * waits, parked, until the simulation sends its own.
 */

import { type Frame, toEventText } from '../flow/http/frame.ts';
import { Channel } from './channel.ts';
import { Deferred } from './deferred.ts';
import type { WireFailure } from './failure.ts';
import { fromEvent } from './frame.ts';
import { addressOf, type RequestParts } from './shape.ts';

/** The browser's own wait, as short as can be: how long a client waits is up to the simulation. */
const RETRY = 'retry: 1\n\n';

export class SourceChannel extends Channel {
  /** What the browser will send as `Last-Event-ID`. Service workers do not see that header. */
  lastEventId = '';
  /** Of its requests: all have the same. */
  path = '';
  private readonly types: readonly string[];
  private source: EventSource | undefined;
  private phase: 'parked' | 'open' | 'ending' | 'left' = 'parked';
  private hasOpened = false;
  private stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  private readonly unread: Deferred<Frame>[] = [];
  // Of the request that is parked, or that is open:
  private reached = new Deferred<RequestParts>();
  private answer = new Deferred<Response>();
  private opened = new Deferred<void>();
  private lost = new Deferred<void>();

  /** `types`: of the events that the page listens to. */
  constructor(name: string, types: readonly string[], onBreak: (failure: WireFailure) => void) {
    super(name, onBreak);
    this.types = types;
  }

  override send(base: URL, { path }: RequestParts): void {
    this.path = path;
    const url = addressOf(base, path, this.id);
    const source = new EventSource(url);
    source.addEventListener('open', () => this.opened.resolve());
    source.addEventListener('error', () => {
      if (this.phase === 'ending') this.lost.resolve();
      else if (this.phase !== 'left') this.breakWith('ended before its handler had ended it');
    });
    for (const type of this.types) {
      source.addEventListener(type, ({ data, lastEventId }: MessageEvent<string>) => {
        this.lastEventId = lastEventId;
        const read = this.unread.shift();
        try {
          read?.resolve(fromEvent(type, data));
        } catch (error) {
          read?.reject(error as Error);
        }
      });
    }
    this.source = source;
  }

  /** The handler's side, at the first request and whenever the browser opens it again. */
  handle(request: Request, path: string): Promise<Response> {
    if (this.phase === 'left') return Promise.resolve(Response.error());
    const { method, headers } = request;
    this.reached.resolve({ method, path, headers, body: '' });
    return this.answer.promise;
  }

  override whenReached(): Promise<RequestParts> {
    return this.inTime(this.reached.promise, 'reached no handler');
  }

  override accept(): Promise<void> {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.stream = controller;
        this.write(RETRY);
      },
      cancel: () => {
        this.stream = undefined;
        if (this.phase === 'open') this.breakWith('was left by a page that should have it open');
      },
    });
    const headers = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' };
    this.phase = 'open';
    this.hasOpened = true;
    this.answer.resolve(new Response(body, { headers }));
    return this.inTime(this.opened.promise, 'did not open after its handler had accepted');
  }

  override refuse(response: Response): Promise<void> {
    return this.lose((answer) => answer.resolve(response), 'did not learn that it was refused');
  }

  override push(frame: Frame): Promise<Frame> {
    const read = new Deferred<Frame>();
    this.unread.push(read);
    this.write(toEventText(frame));
    return this.inTime(read.promise, `${frame.type} did not arrive`);
  }

  /** A line that the page never sees. */
  comment(text: string): void {
    this.write(`: ${text}\n\n`);
  }

  override end(): Promise<void> {
    return this.lose(() => this.stream?.close(), 'did not learn that it was cut');
  }

  override leave(): void {
    const wasOpen = this.phase === 'open';
    this.phase = 'left';
    this.source?.close();
    this.answer.resolve(Response.error());
    if (wasOpen) this.stream?.close();
  }

  /** Whether the browser opens it again by itself. Before the first opening it would wait for seconds. */
  get reopens(): boolean {
    return this.hasOpened && this.source?.readyState === EventSource.CONNECTING;
  }

  /** The simulation sends the request that the browser has sent already, or is about to. */
  reopen(name: string): void {
    this.name = name;
    this.sentAtMs = performance.now();
  }

  /** The browser may ask again at once: for that everything is new. */
  private async lose(end: (answer: Deferred<Response>) => void, what: string): Promise<void> {
    const { answer } = this;
    this.phase = 'ending';
    this.reached = new Deferred();
    this.answer = new Deferred();
    this.opened = new Deferred();
    this.lost = new Deferred();
    end(answer);
    await this.inTime(this.lost.promise, what);
    this.phase = 'parked';
  }

  private write(text: string): void {
    this.stream?.enqueue(new TextEncoder().encode(text));
  }
}

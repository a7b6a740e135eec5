/**
 * A stream on the real network: the page's end of it, and that of the handler behind it.
 *
 *     sent → reached → accepted → ended (by the server or the network) or left (by the page)
 *     sent → reached → refused
 *
 * What waits, rejects with a WireFailure when the network does otherwise.
 */

import type { Frame } from '../flow/http/frame.ts';
import { Deferred } from './deferred.ts';
import { patiently, WireFailure } from './failure.ts';
import type { RequestParts } from './shape.ts';

export abstract class Channel {
  /** The address of its request: `open-a/upgrade`. */
  name: string;
  /** How its handler finds it again. */
  id = '';
  /** When that set out, by the clock of the page. */
  sentAtMs = performance.now();
  private readonly broken = new Deferred<never>();
  private readonly onBreak: (failure: WireFailure) => void;

  /** `onBreak`: it ended by itself, perhaps while nobody waits for anything. */
  constructor(name: string, onBreak: (failure: WireFailure) => void) {
    this.name = name;
    this.onBreak = onBreak;
  }

  /** Opens the page's end. */
  abstract send(base: URL, parts: RequestParts): void;
  /** What the handler has of the request. */
  abstract whenReached(): Promise<RequestParts>;
  /** The handler accepts; waits until the page has it open. */
  abstract accept(): Promise<void>;
  /** The handler refuses; waits until the page knows. */
  abstract refuse(response: Response): Promise<void>;
  /** From the handler to the page: what the page reads. */
  abstract push(frame: Frame): Promise<Frame>;
  /** The server closes it, or it is cut; waits until the page knows. */
  abstract end(): Promise<void>;
  /** The page closes it, or gives up waiting for it. */
  abstract leave(): void;

  protected inTime<T>(promise: Promise<T>, what: string): Promise<T> {
    return patiently(this.name, Promise.race([promise, this.broken.promise]), what);
  }

  protected breakWith(what: string): void {
    const failure = new WireFailure(this.name, what);
    this.broken.reject(failure);
    this.onBreak(failure);
  }
}

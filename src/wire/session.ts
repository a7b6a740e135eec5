/**
 * Playing over the wire: a second execution of the run, from the playhead on, item by item. Where
 * an item crosses the wire it waits for the real network before the step; after the step it does
 * on the network what the new entries say. Everything else happens in-process.
 */
import { compile } from '../flow/compile.ts';
import type { Flow } from '../flow/flow.ts';
import type { Run } from '../flow/run.ts';
import type { Entry, EntryId, SendEntry } from '../kernel/entry.ts';
import { Simulation } from '../kernel/simulation.ts';
import type { Message, System } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';
import { Carrier } from './carrier.ts';
import { Deferred } from './deferred.ts';
import type { Desk } from './desk.ts';
import { WireFailure } from './failure.ts';
import { sameEntry } from './same.ts';

/** Chromium ends a parked fetch after 310 s. */
const LONGEST_MS = 4 * 60_000;
/** Work at a stretch, before the page gets its turn. */
const SLICE_MS = 5;

export type SessionEnd =
  | { readonly why: 'failed'; readonly exchange: string; readonly what: string }
  /** A fetch was parked for as long as a browser lets it. Another session may go on from here. */
  | { readonly why: 'expired' };

export interface SessionOptions {
  readonly flow: Flow;
  readonly run: Run;
  /** What is shown, and what the wire must agree with. */
  readonly trace: Trace;
  /** The playhead: the last entry that is shown. */
  readonly from: EntryId;
  readonly desk: Desk;
  /** The machines behind the handlers, when they are not the run's own. */
  readonly system?: System;
  readonly longestMs?: number;
  readonly record?: (entry: Entry) => void;
  /** It has caught up, or has gone on. */
  readonly onAdvance?: () => void;
  /** Why it ended by itself. Not called after `stop`. */
  readonly onEnd?: (end: SessionEnd) => void;
}

interface Arrival {
  readonly entry: SendEntry;
  readonly request: SendEntry | undefined;
  readonly atUs: Micros;
}

export class Session {
  /** The last entry that was made, and carried where it crosses the wire. */
  reached: EntryId = -1;
  private readonly options: SessionOptions;
  private readonly simulation: Simulation;
  private readonly carrier: Carrier;
  private readonly fresh: Entry[] = [];
  private shown: EntryId;
  private wanted: EntryId;
  private joined = false;
  private stopped = false;
  private wake = new Deferred<void>();
  private sliceEndMs = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SessionOptions) {
    this.options = options;
    const { flow, run, trace, desk, from } = options;
    const { choice, system } = compile(flow, run);
    const clients = choice.workload.clients.filter(({ crowd }) => crowd !== true);
    this.carrier = new Carrier(new Set(clients.map(({ id }) => id)), {
      flow,
      desk,
      expected: (send) => {
        const entry = trace.entries[send.id];
        return entry?.kind === 'send' ? entry.event : { type: 'nothing' };
      },
      isStreaming: (actor, peer) => this.simulation.isStreaming(actor, peer),
      onResponse: (request, { status, headers, body }, tookMs) => {
        desk.carried.keep(trace, request.id, { status, headers: [...headers], body, tookMs });
      },
      onBreak: (failure) => this.fail(failure),
    });
    this.shown = from;
    this.wanted = from;
    this.simulation = new Simulation(options.system ?? system, run, (entry) => {
      this.fresh.push(entry);
    });
    void this.play().catch((error: unknown) => this.fail(error));
  }

  /** How far the playhead may go: as far as it likes until this session has caught up with it. */
  get limit(): EntryId {
    return this.joined && !this.stopped ? this.reached : Number.POSITIVE_INFINITY;
  }

  /**
   * The playhead wants to be at an entry, and is at another. Until this has caught up, what is
   * shown is past.
   */
  follow(wanted: EntryId, shown: EntryId = this.shown): void {
    this.shown = Math.max(this.shown, shown);
    if (wanted <= this.wanted) return;
    this.wanted = wanted;
    this.wake.resolve();
  }

  /** Ends it: every fetch is aborted, every handler released. */
  stop(): void {
    if (this.stopped) return;
    this.stopped = true;
    clearTimeout(this.timer);
    this.carrier.close();
    this.wake.resolve();
  }

  private async play(): Promise<void> {
    await this.catchUp();
    while (!this.stopped) {
      if (this.reached >= this.wanted || this.simulation.over) {
        await this.wake.promise;
        this.wake = new Deferred();
        continue;
      }
      const carried = await this.before();
      if (this.stopped) return;
      this.simulation.step(carried);
      await this.after();
      this.options.onAdvance?.();
      await this.breathe();
    }
  }

  /** Up to the playhead nothing is carried: that was before. What is open there is asked again. */
  private async catchUp(): Promise<void> {
    this.take();
    while (this.reached < this.shown && !this.simulation.over) {
      const arrival = this.arrival();
      if (arrival !== undefined) this.carrier.note(arrival.request, arrival.entry);
      this.simulation.step();
      this.carrier.noteAfter(this.take());
      await this.breathe();
      if (this.stopped) return;
    }
    await this.carrier.join(this.simulation.open);
    if (this.stopped) return;
    this.joined = true;
    this.watchAge();
    this.options.onAdvance?.();
  }

  /** The next item crosses the wire: what the network brought of it. */
  private async before(): Promise<Message | undefined> {
    const arrival = this.arrival();
    if (arrival === undefined) return undefined;
    const { entry, request, atUs } = arrival;
    const { role } = this.options.flow.messages[entry.event.type] ?? {};
    if (role === 'request') return this.carrier.request(entry);
    if (request !== undefined) return this.carrier.reply(request, entry);
    return this.carrier.arrive(entry, atUs);
  }

  /** The message that arrives next, and the call that it ends if it is a reply to a client. */
  private arrival(): Arrival | undefined {
    const item = this.simulation.peek();
    if (item?.doing.kind !== 'arrive' || item.doing.flight.doomed !== null) return undefined;
    const { entry, toNode } = item.doing.flight;
    if (this.simulation.isPaused(toNode)) return undefined;
    const asked = this.carrier.isClient(entry.to) ? this.simulation.answered(entry) : undefined;
    return { entry, request: asked?.request, atUs: item.atUs };
  }

  /** The network does what the simulation did. */
  private async after(): Promise<void> {
    const entries = this.take();
    for (const entry of entries) {
      if (!sameEntry(entry, this.options.trace.entries[entry.id])) throw this.difference(entry);
    }
    await this.carrier.follow(entries, () => this.simulation.open);
  }

  private take(): Entry[] {
    const entries = this.fresh.splice(0);
    this.reached = entries.at(-1)?.id ?? this.reached;
    if (this.options.record !== undefined) entries.forEach(this.options.record);
    return entries;
  }

  private difference(entry: Entry): WireFailure {
    const shown = this.options.trace.entries[entry.id];
    const [here, there] = [entry, shown].map((each) => JSON.stringify(each));
    const name = entry.kind === 'send' ? entry.address : `entry ${entry.id}`;
    return new WireFailure(name, `the wire has ${here}, where the trace has ${there}`);
  }

  private fail(error: unknown): void {
    if (this.stopped) return;
    this.stop();
    const exchange = error instanceof WireFailure ? error.exchange : 'the simulation';
    const what = error instanceof Error ? error.message : String(error);
    this.options.onEnd?.({ why: 'failed', exchange, what });
  }

  private watchAge(): void {
    const longestMs = this.options.longestMs ?? LONGEST_MS;
    const oldestAtMs = Math.min(this.carrier.oldestAtMs, performance.now());
    const leftMs = oldestAtMs + longestMs - performance.now();
    if (leftMs > 0) {
      this.timer = setTimeout(() => this.watchAge(), leftMs);
      return;
    }
    this.stop();
    this.options.onEnd?.({ why: 'expired' });
  }

  /** Gives the page its turn when this has worked for a while. */
  private async breathe(): Promise<void> {
    if (performance.now() < this.sliceEndMs) return;
    await new Promise((resolve) => setTimeout(resolve));
    this.sliceEndMs = performance.now() + SLICE_MS;
  }
}

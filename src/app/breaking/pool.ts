/** As many workers as the machine has cores, less one: each searches one thing at a time. */
import type { Progress } from '../../verify/question.ts';
import type { Ended, FromWorker, Job, ToWorker } from './jobs.ts';

/** One search as the page sees it. */
export interface Listener {
  /** Asked when a worker is free: what was found meanwhile may make it smaller. `null`: no longer wanted. */
  readonly job: () => Job | null;
  readonly onBegin: () => void;
  readonly onProgress: (progress: Progress) => void;
  readonly onEnd: (ended: Ended | null) => void;
  readonly onFail: (why: string) => void;
}

interface Seat {
  readonly worker: Worker;
  busyWith: number | null;
}

const coresLessOne = (): number => Math.max(1, (navigator.hardwareConcurrency ?? 2) - 1);

const makeWorker = (): Worker =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'search' });

export class Pool {
  readonly size = coresLessOne();
  private readonly seats: Seat[] = [];
  private readonly listeners = new Map<number, Listener>();
  /** Where a search was begun: it can go on only there. */
  private readonly homes = new Map<number, Seat>();
  private readonly waiting: { readonly id: number; readonly states: number }[] = [];
  private latest = 0;

  /** Returns the search's number. */
  add(listener: Listener, states: number): number {
    const id = ++this.latest;
    this.listeners.set(id, listener);
    // Later, so that whoever adds it knows its number before it begins.
    queueMicrotask(() => this.go(id, states));
    return id;
  }

  /** Goes on with a search that ended for lack of states, or was stopped. */
  go(id: number, states: number): void {
    this.waiting.push({ id, states });
    this.serve();
  }

  /** What is under way ends soon; what waits keeps its place in nobody's queue. Returns who waited. */
  stop(): number[] {
    const waited = this.waiting.splice(0).map(({ id }) => id);
    for (const { worker, busyWith } of this.seats) {
      if (busyWith !== null) tell(worker, { kind: 'stop', id: busyWith });
    }
    return waited;
  }

  /** Everything is forgotten, and its memory free. */
  close(): void {
    for (const { worker } of this.seats.splice(0)) worker.terminate();
    this.waiting.length = 0;
    this.listeners.clear();
    this.homes.clear();
  }

  private serve(): void {
    for (let i = 0; i < this.waiting.length; ) {
      const next = this.waiting[i];
      const seat = next && (this.homes.get(next.id) ?? this.freeSeat());
      if (next === undefined || seat === undefined) return;
      if (seat.busyWith !== null) {
        i++;
        continue;
      }
      this.waiting.splice(i, 1);
      this.seatAt(seat, next.id, next.states);
    }
  }

  private seatAt(seat: Seat, id: number, states: number): void {
    const listener = this.listeners.get(id);
    if (listener === undefined) return;
    if (this.homes.has(id)) tell(seat.worker, { kind: 'go', id, states });
    else {
      const job = listener.job();
      if (job === null) return listener.onEnd(null);
      this.homes.set(id, seat);
      tell(seat.worker, { kind: 'begin', id, job, states });
    }
    seat.busyWith = id;
    listener.onBegin();
  }

  private freeSeat(): Seat | undefined {
    const free = this.seats.find(({ busyWith }) => busyWith === null);
    if (free !== undefined || this.seats.length >= this.size) return free;
    const seat: Seat = { worker: makeWorker(), busyWith: null };
    seat.worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) =>
      this.hear(seat, data),
    );
    seat.worker.addEventListener('error', ({ message }) => {
      const id = seat.busyWith;
      if (id !== null) this.hear(seat, { kind: 'failed', id, why: message || NOT_LOADED });
    });
    this.seats.push(seat);
    return seat;
  }

  private hear(seat: Seat, message: FromWorker): void {
    const listener = this.listeners.get(message.id);
    if (message.kind === 'progress') return listener?.onProgress(message.progress);
    seat.busyWith = null;
    if (message.kind === 'ended') listener?.onEnd(message.ended);
    else listener?.onFail(message.why);
    this.serve();
  }
}

const NOT_LOADED = 'The search could not be loaded. The network may be away.';

const tell = (worker: Worker, message: ToWorker): void => worker.postMessage(message);

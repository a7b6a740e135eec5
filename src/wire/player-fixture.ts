/** Drives sessions in tests. */
import type { Entry } from '../kernel/entry.ts';
import { Desk } from './desk.ts';
import { Session, type SessionEnd, type SessionOptions } from './session.ts';

/** Counts the handlers that have not answered, and may change what they answer. */
export class WatchedDesk extends Desk {
  parked = 0;
  change: ((response: Response) => Response | Promise<Response>) | undefined;

  override async answer(request: Request): Promise<Response> {
    this.parked += 1;
    const response = await super.answer(request);
    this.parked -= 1;
    return this.change?.(response) ?? response;
  }
}

type PlayerOptions = Omit<SessionOptions, 'from'> & { readonly from?: number };

/** Plays a run over the wire, and keeps what the session makes. */
export class Player {
  readonly entries: Entry[] = [];
  readonly ended: Promise<SessionEnd>;
  readonly session: Session;
  private waiting: (() => void)[] = [];
  private readonly last: number;

  constructor(options: PlayerOptions) {
    this.last = options.trace.entries.length - 1;
    let end: (how: SessionEnd) => void = () => {};
    this.ended = new Promise((resolve) => {
      end = resolve;
    });
    this.session = new Session({
      from: -1,
      record: (entry) => this.entries.push(entry),
      onAdvance: () => this.waiting.forEach((check) => check()),
      onEnd: end,
      ...options,
    });
  }

  /** Resolves when the session is there; rejects when it ends before. */
  async to(index: number): Promise<void> {
    this.session.follow(index);
    const there = new Promise<void>((resolve) => {
      const check = (): void => {
        if (this.session.reached >= index) resolve();
      };
      this.waiting.push(check);
      check();
    });
    const ended = this.ended.then((end) => Promise.reject(new Error(JSON.stringify(end))));
    await Promise.race([there, ended]);
  }

  async toEnd(): Promise<void> {
    await this.to(this.last);
    this.session.stop();
  }
}

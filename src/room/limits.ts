/** How much anybody may ask of a room. A class of 200 stays far below each. */

/** Of one packet on the line, and of what a message says. */
export const PACKET_MAX_BYTES = 32 * 1024;
export const PAYLOAD_MAX_CHARS = 16 * 1024;
/** Of a request to join. */
export const REQUEST_MAX_BYTES = 4 * 1024;

/** A bucket: how much may come at once, and how much flows back a second. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** Packets of any kind, of a participant; an instructor moves a playhead ten times a second. */
export const PACKETS: Rate = { burst: 40, perSecond: 10 };
export const INSTRUCTOR_PACKETS: Rate = { burst: 200, perSecond: 50 };
export const BYTES: Rate = { burst: 64 * 1024, perSecond: 16 * 1024 };
export const INSTRUCTOR_BYTES: Rate = { burst: 512 * 1024, perSecond: 256 * 1024 };

export const CLIENTS_PER_ROOM = 500;
/** A whole class may sit behind one address. */
export const LINES_PER_ADDRESS = 600;
export const JOINS_PER_ADDRESS: Rate = { burst: 400, perSecond: 2 };
/** Codes and secrets that were wrong. */
export const MISSES_PER_ADDRESS: Rate = { burst: 20, perSecond: 0.1 };

/** A line that takes nothing for so long is cut: one frozen reader must not hold up the others. */
export const DRAIN_MS = 10_000;
/** A line says who it is within this time. */
export const CONNECT_MS = 10_000;
export const KEEPALIVE_S = 30;
export const KEEPALIVE_MAX_S = 60;
export const TOPIC_LEVELS = 6;
/** A workshop's day. */
export const PASS_MS = 12 * 60 * 60_000;

export class Bucket {
  private readonly rate: Rate;
  private left: number;
  private atMs: number;

  constructor(rate: Rate, nowMs: number) {
    this.rate = rate;
    this.left = rate.burst;
    this.atMs = nowMs;
  }

  /** False when it is empty. */
  take(amount: number, nowMs: number): boolean {
    if (!this.has(amount, nowMs)) return false;
    this.left -= amount;
    return true;
  }

  has(amount: number, nowMs: number): boolean {
    this.flow(nowMs);
    return amount <= this.left;
  }

  private flow(nowMs: number): void {
    const passedS = Math.max(0, nowMs - this.atMs) / 1_000;
    this.left = Math.min(this.rate.burst, this.left + passedS * this.rate.perSecond);
    this.atMs = nowMs;
  }
}

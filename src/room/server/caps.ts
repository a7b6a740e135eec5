/** What one address may do: join, be wrong about a code or a secret, hold lines. */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { Bucket, type Rate } from '../limits.ts';

/** Addresses remembered at a time; those that did nothing lately are forgotten first. */
const ADDRESSES_MAX = 10_000;

export class AddressBuckets {
  private readonly rate: Rate;
  private readonly byAddress = new Map<string, Bucket>();

  constructor(rate: Rate) {
    this.rate = rate;
  }

  take(address: string, nowMs: number): boolean {
    return this.of(address, nowMs).take(1, nowMs);
  }

  /** Something is left. */
  has(address: string, nowMs: number): boolean {
    return this.of(address, nowMs).has(1, nowMs);
  }

  private of(address: string, nowMs: number): Bucket {
    const bucket = this.byAddress.get(address) ?? new Bucket(this.rate, nowMs);
    // The one used last stands last.
    this.byAddress.delete(address);
    this.byAddress.set(address, bucket);
    if (this.byAddress.size > ADDRESSES_MAX) {
      const [oldest] = this.byAddress.keys();
      if (oldest !== undefined) this.byAddress.delete(oldest);
    }
    return bucket;
  }
}

/** How many are held at a time, by name. */
export class Held {
  private readonly byName = new Map<string, number>();

  of(name: string): number {
    return this.byName.get(name) ?? 0;
  }

  add(name: string, count: 1 | -1): void {
    const held = this.of(name) + count;
    if (held <= 0) this.byName.delete(name);
    else this.byName.set(name, held);
  }
}

/**
 * Where a request comes from. Behind a load balancer, which the operator says by `TRUST_PROXY`, it
 * is the last address that the balancer wrote down; else anybody could write one.
 */
export function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined;
  const last =
    String(forwarded ?? '')
      .split(',')
      .at(-1)
      ?.trim() ?? '';
  return isIP(last) > 0 ? last : (request.socket.remoteAddress ?? '');
}

import { describe, expect, test } from 'vitest';
import { PACKETS } from '../limits.ts';
import { Guard } from './guard.ts';

const PING = Uint8Array.of(0xc0, 0);

/** A PUBLISH whose rest is so long: MQTT 3.1.1 §2.2.3, seven bits a byte, the lowest first. */
function publish(length: number): Uint8Array {
  const head = [0x30];
  for (let left = length; head.length === 1 || left > 0; left >>= 7) {
    head.push((left & 127) | (left > 127 ? 128 : 0));
  }
  const bytes = new Uint8Array(head.length + length);
  bytes.set(head);
  return bytes.fill(0xff, head.length);
}

describe('the guard of a line', () => {
  test('lets packets pass, however they are cut into pieces', () => {
    const bytes = Buffer.concat([publish(10), PING, publish(5_000)]);
    for (const size of [1, 2, 3, 7, 1_000, bytes.length]) {
      const guard = new Guard(0);
      const taken = new Set<string | null>();
      for (let at = 0; at < bytes.length; at += size) {
        taken.add(guard.take(bytes.subarray(at, at + size), 0));
      }
      expect([...taken]).toEqual([null]);
    }
  });

  test('cuts it at the head of a packet that says that it is too long', () => {
    expect(new Guard(0).take(publish(40_000).subarray(0, 4), 0)).toBe('too long a packet');
    expect(new Guard(0).take(Uint8Array.of(0x10, 0xff, 0xff, 0xff, 0x7f), 0)).toBe(
      'too long a packet',
    );
    expect(new Guard(0).take(Uint8Array.of(0x30, 0x80, 0x80, 0x80, 0x80, 0x80), 0)).toBe(
      'too long a packet',
    );
  });

  test('cuts it when packets come too fast, and not when they come slowly', () => {
    const fast = new Guard(0);
    const taken = Array.from({ length: PACKETS.burst + 1 }, () => fast.take(PING, 0));
    expect(taken.lastIndexOf(null)).toBe(PACKETS.burst - 1);
    expect(taken.at(-1)).toBe('too many packets');
    const slow = new Guard(0);
    for (let i = 0; i < 1_000; i++) {
      expect(slow.take(PING, i * (1_000 / PACKETS.perSecond))).toBe(null);
    }
  });

  test('cuts it when too many bytes come, also within one packet', () => {
    const guard = new Guard(0);
    const bytes = publish(30_000);
    const taken = [guard.take(bytes, 0), guard.take(bytes, 0), guard.take(bytes, 0)];
    expect(taken).toEqual([null, null, 'too many bytes']);
    expect(guard.take(bytes, 60_000)).toBe(null);
  });

  test('an instructor may say more', () => {
    const guard = new Guard(0);
    guard.promote(0);
    for (let i = 0; i < 10; i++) expect(guard.take(publish(30_000), 0)).toBe(null);
  });
});

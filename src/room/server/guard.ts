/**
 * Stands before the broker and looks at the bytes of one line: how long a packet says that it is,
 * how many packets and bytes come. The broker would collect a packet of 256 MB before it asks.
 */
import {
  Bucket,
  BYTES,
  INSTRUCTOR_BYTES,
  INSTRUCTOR_PACKETS,
  PACKET_MAX_BYTES,
  PACKETS,
} from '../limits.ts';

export class Guard {
  private packets: Bucket;
  private bytes: Bucket;
  /** Bytes of the packet that is under way which are still to come. */
  private toCome = 0;
  /** Of the length in a packet's head, seven bits a byte; `-1` is the byte before it. */
  private lengthByte = -1;
  private length = 0;

  constructor(nowMs: number) {
    this.packets = new Bucket(PACKETS, nowMs);
    this.bytes = new Bucket(BYTES, nowMs);
  }

  /** It was shown to be an instructor, who may say more. */
  promote(nowMs: number): void {
    this.packets = new Bucket(INSTRUCTOR_PACKETS, nowMs);
    this.bytes = new Bucket(INSTRUCTOR_BYTES, nowMs);
  }

  /** Why the line is to be cut; `null` when all is well. */
  take(chunk: Uint8Array, nowMs: number): string | null {
    if (!this.bytes.take(chunk.length, nowMs)) return 'too many bytes';
    let at = 0;
    while (at < chunk.length) {
      if (this.toCome > 0) {
        const taken = Math.min(this.toCome, chunk.length - at);
        this.toCome -= taken;
        at += taken;
        continue;
      }
      const byte = chunk[at++] ?? 0;
      if (this.lengthByte < 0) {
        if (!this.packets.take(1, nowMs)) return 'too many packets';
        this.lengthByte = 0;
        this.length = 0;
        continue;
      }
      this.length += (byte & 127) * 128 ** this.lengthByte;
      this.lengthByte++;
      if (this.length > PACKET_MAX_BYTES || this.lengthByte > 4) return 'too long a packet';
      if (byte < 128) {
        this.toCome = this.length;
        this.lengthByte = -1;
      }
    }
    return null;
  }
}

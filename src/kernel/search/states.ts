/** The states met so far: runs of integers in one arena, found again by their content. */
import { hashOf, type Shape } from './world.ts';

export class States {
  /** How many different states. */
  count = 0;
  data = new Int32Array(1 << 16);
  /** Offset 0 is no state. */
  private end = 1;
  private table = new Int32Array(1 << 12);
  private readonly shape: Shape;

  constructor(shape: Shape) {
    this.shape = shape;
  }

  /** The offset of the state that equals this run; negative when it was not there before. */
  intern(run: Int32Array, length: number): number {
    const { data } = this;
    const mask = this.table.length - 1;
    let slot = hashOf(run, 0, length) & mask;
    for (;;) {
      const at = this.table[slot] as number;
      if (at === 0) break;
      if (equal(data, at, run, length)) return at;
      slot = (slot + 1) & mask;
    }
    const at = this.append(run, length);
    this.table[slot] = at;
    if (++this.count * 3 > this.table.length * 2) this.grow();
    return -at;
  }

  /** The latest visit to a state. */
  visitOf(offset: number): number {
    return this.data[offset] as number;
  }

  setVisit(offset: number, visit: number): void {
    this.data[offset] = visit;
  }

  private append(run: Int32Array, length: number): number {
    const at = this.end;
    this.end += length;
    if (this.end > this.data.length) {
      const wider = new Int32Array(this.data.length * 2);
      wider.set(this.data);
      this.data = wider;
    }
    const { data } = this;
    for (let i = 0; i < length; i++) data[at + i] = run[i] as number;
    return at;
  }

  private grow(): void {
    const { data } = this;
    this.table = new Int32Array(this.table.length * 2);
    const mask = this.table.length - 1;
    for (let at = 1; at < this.end; ) {
      const length = this.shape.lengthAt(data, at);
      let slot = hashOf(data, at, length) & mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & mask;
      this.table[slot] = at;
      at += length;
    }
  }
}

/** The first integer, the visit, does not belong to the content. Equal counts make equal lengths. */
function equal(data: Int32Array, at: number, run: Int32Array, length: number): boolean {
  for (let i = 1; i < length; i++) if (data[at + i] !== run[i]) return false;
  return true;
}

/** The states met so far: runs of integers in one arena, found again by their content. */
import { hashOf } from './world.ts';

const PAGE_BITS = 18;
export const PAGE = 1 << PAGE_BITS;

export class States {
  /** How many different states. */
  count = 0;
  /** The arena. A state does not straddle two pages. */
  private readonly pages: Int32Array[] = [];
  /** Offset 0 is no state. */
  private end = 1;
  /** Hash and offset, for each slot; the hash spares a look into the arena. */
  private table = new Int32Array(2 << 12);
  private mask = (1 << 12) - 1;

  /** The offset of the state that equals this run; negative when it was not there before. */
  intern(run: Int32Array, length: number): number {
    const { table, mask } = this;
    const hash = hashOf(run, length);
    let slot = hash & mask;
    for (;;) {
      const at = table[2 * slot + 1] as number;
      if (at === 0) break;
      if (table[2 * slot] === hash && this.equals(at, run, length)) return at;
      slot = (slot + 1) & mask;
    }
    const at = this.append(run, length);
    table[2 * slot] = hash;
    table[2 * slot + 1] = at;
    if (++this.count * 3 > mask * 2) this.grow();
    return -at;
  }

  /** Where a state's integers are: this page, from `offset % PAGE` on. */
  page(offset: number): Int32Array {
    return this.pages[offset >>> PAGE_BITS] as Int32Array;
  }

  /** The latest visit to a state. */
  visitOf(offset: number): number {
    return this.page(offset)[offset & (PAGE - 1)] as number;
  }

  setVisit(offset: number, visit: number): void {
    this.page(offset)[offset & (PAGE - 1)] = visit;
  }

  private append(run: Int32Array, length: number): number {
    if ((this.end & (PAGE - 1)) + length > PAGE) this.end = this.pages.length * PAGE;
    const offset = this.end;
    this.end += length;
    if (this.end > this.pages.length * PAGE) this.pages.push(new Int32Array(PAGE));
    const page = this.page(offset);
    const at = offset & (PAGE - 1);
    for (let i = 0; i < length; i++) page[at + i] = run[i] as number;
    return offset;
  }

  /** The first integer, the visit, does not belong to the content. Equal counts make equal lengths. */
  private equals(offset: number, run: Int32Array, length: number): boolean {
    const page = this.page(offset);
    const at = offset & (PAGE - 1);
    for (let i = 1; i < length; i++) if (page[at + i] !== run[i]) return false;
    return true;
  }

  private grow(): void {
    const old = this.table;
    this.mask = this.mask * 2 + 1;
    const { mask } = this;
    const table = new Int32Array(2 * (mask + 1));
    this.table = table;
    for (let i = 0; i < old.length; i += 2) {
      if (old[i + 1] === 0) continue;
      let slot = (old[i] as number) & mask;
      while (table[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
      table[2 * slot] = old[i] as number;
      table[2 * slot + 1] = old[i + 1] as number;
    }
  }
}

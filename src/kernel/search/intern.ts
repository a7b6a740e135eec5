/** Things become small whole numbers, so that a state of the search is a short run of integers. */

/** Gives equal keys the same number, from 1 on; 0 is nothing. */
export class Interner<T> {
  private readonly ids = new Map<string, number>();
  private readonly items: T[] = [];

  of(key: string, make: () => T): number {
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.items.push(make());
    this.ids.set(key, id);
    return id;
  }

  at(id: number): T {
    return this.items[id - 1] as T;
  }
}

/** A map from two positive integers to a non-zero one, by open addressing: the search's memo. */
export class PairMap {
  /** Key, key, value, for each slot; a first key of 0 is an empty slot. */
  private table = new Int32Array(3 * 1024);
  private mask = 1023;
  private size = 0;

  /** 0 when absent. */
  get(a: number, b: number): number {
    const { table, mask } = this;
    for (let slot = hashPair(a, b) & mask; ; slot = (slot + 1) & mask) {
      const at = slot * 3;
      const key = table[at] as number;
      if (key === 0) return 0;
      if (key === a && table[at + 1] === b) return table[at + 2] as number;
    }
  }

  /** The pair must not be there yet. */
  set(a: number, b: number, value: number): void {
    if (2 * ++this.size > this.mask) this.grow();
    this.put(a, b, value);
  }

  private put(a: number, b: number, value: number): void {
    const { table, mask } = this;
    let slot = hashPair(a, b) & mask;
    while (table[slot * 3] !== 0) slot = (slot + 1) & mask;
    table[slot * 3] = a;
    table[slot * 3 + 1] = b;
    table[slot * 3 + 2] = value;
  }

  private grow(): void {
    const old = this.table;
    this.mask = this.mask * 2 + 1;
    this.table = new Int32Array(3 * (this.mask + 1));
    for (let at = 0; at < old.length; at += 3) {
      if (old[at] !== 0) {
        this.put(old[at] as number, old[at + 1] as number, old[at + 2] as number);
      }
    }
  }
}

function hashPair(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return h ^ (h >>> 13);
}

/** A small multiset of integers, kept in ascending order unless its user inserts by place. */
export class Bag {
  items = new Int32Array(16);
  size = 0;

  add(item: number): void {
    let at = this.size;
    while (at > 0 && (this.items[at - 1] as number) > item) at--;
    this.insert(at, item);
  }

  insert(at: number, item: number): void {
    if (this.size === this.items.length) {
      const wider = new Int32Array(this.size * 2);
      wider.set(this.items);
      this.items = wider;
    }
    const { items } = this;
    for (let i = this.size++; i > at; i--) items[i] = items[i - 1] as number;
    items[at] = item;
  }

  removeAt(at: number): void {
    const { items } = this;
    this.size--;
    for (let i = at; i < this.size; i++) items[i] = items[i + 1] as number;
  }

  /** Takes one of them out; false when there is none. */
  remove(item: number): boolean {
    for (let i = 0; i < this.size; i++) {
      if (this.items[i] !== item) continue;
      this.removeAt(i);
      return true;
    }
    return false;
  }

  at(i: number): number {
    return this.items[i] as number;
  }

  list(): number[] {
    const list: number[] = [];
    for (let i = 0; i < this.size; i++) list.push(this.items[i] as number);
    return list;
  }
}

/** Integers that only grow in number. */
export class Column {
  private items = new Int32Array(1024);
  size = 0;

  push(item: number): void {
    if (this.size === this.items.length) {
      const wider = new Int32Array(Math.ceil(this.size * 1.5));
      wider.set(this.items);
      this.items = wider;
    }
    this.items[this.size++] = item;
  }

  at(i: number): number {
    return this.items[i] as number;
  }

  clear(): void {
    this.size = 0;
  }
}

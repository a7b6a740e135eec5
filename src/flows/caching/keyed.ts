/** Lists in the order of their keys: an item is found by halving and changed by one copy. */

interface Keyed {
  readonly key: string;
}

export function findKey<T extends Keyed>(list: readonly T[], key: string): T | undefined {
  const item = list[placeOf(list, key)];
  return item?.key === key ? item : undefined;
}

/** With this item in place of the one of its key, or added. */
export function putKey<T extends Keyed>(list: readonly T[], item: T): readonly T[] {
  const at = placeOf(list, item.key);
  return list[at]?.key === item.key ? list.with(at, item) : list.toSpliced(at, 0, item);
}

export function dropKey<T extends Keyed>(list: readonly T[], key: string): readonly T[] {
  const at = placeOf(list, key);
  return list[at]?.key === key ? list.toSpliced(at, 1) : list;
}

/** Where the key stands, or would stand. */
function placeOf(list: readonly Keyed[], key: string): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.key ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How high each box has been so far: one that holds less again leaves the others where they are. */
import { useStore } from '@xyflow/react';
import { useState } from 'react';

type Heights = readonly number[];
const NONE: Heights = [];

/** In the order of the nodes, in the diagram's own pixels; none until they are measured. Forgotten with `key`. */
export function useTallest(key: string): Heights {
  const heights = useStore(({ nodeLookup }) =>
    [...nodeLookup.values()].map(({ measured }) => Math.round(measured.height ?? 0)).join(),
  );
  const [seen, setSeen] = useState({ key, tallest: NONE });
  if (seen.key !== key) {
    // What is measured now belongs to what stood here before.
    setSeen({ key, tallest: NONE });
    return NONE;
  }
  const now = heights === '' ? NONE : heights.split(',').map(Number);
  if (now.every((height, i) => height <= (seen.tallest[i] ?? 0))) return seen.tallest;
  const tallest = now.map((height, i) => Math.max(height, seen.tallest[i] ?? 0));
  setSeen({ key, tallest });
  return tallest;
}

/** How much room there is, in steps that change what is shown and where. */
import { useSyncExternalStore } from 'react';

/**
 * `wide`: panels at both sides. `narrow`: panels are sheets. `phone`: the timeline is one strip.
 * `list`: the list of entries stands for the diagram.
 */
export const LAYOUTS = ['wide', 'narrow', 'phone', 'list'] as const;
export type Layout = (typeof LAYOUTS)[number];

const QUERIES = {
  narrow: '(width <= 900px)',
  phone: '(width <= 600px)',
  list: '(width <= 340px)',
} as const;

export function useLayout(): Layout {
  return useSyncExternalStore(subscribe, layoutNow);
}

function layoutNow(): Layout {
  if (matchMedia(QUERIES.list).matches) return 'list';
  if (matchMedia(QUERIES.phone).matches) return 'phone';
  return matchMedia(QUERIES.narrow).matches ? 'narrow' : 'wide';
}

function subscribe(onChange: () => void): () => void {
  const lists = Object.values(QUERIES).map((query) => matchMedia(query));
  for (const list of lists) list.addEventListener('change', onChange);
  return () => {
    for (const list of lists) list.removeEventListener('change', onChange);
  };
}

/** How much room there is, in steps that change what is shown and where. */
import { useMemo, useSyncExternalStore } from 'react';
import type { Theme } from './theme.ts';

/**
 * `wide`: panels at both sides. `medium`: the setup is a sheet. `narrow`: so is what happens.
 * `phone`: the timeline is one strip. `list`: the list of entries stands for the diagram.
 */
export const LAYOUTS = ['list', 'phone', 'narrow', 'medium', 'wide'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** The widths up to which a layout is used, in pixels at the usual size of type. */
const UP_TO = { list: 340, phone: 600, narrow: 900, medium: 1100 } as const;
const PROJECTOR_SCALE = 1.4;

export function useLayout(theme: Theme): Layout {
  const source = useMemo(() => layoutSource(theme === 'projector' ? PROJECTOR_SCALE : 1), [theme]);
  return useSyncExternalStore(source.subscribe, source.now);
}

function layoutSource(scale: number) {
  const queries = Object.entries(UP_TO).map(
    ([layout, px]) => [layout as Layout, matchMedia(`(width <= ${px * scale}px)`)] as const,
  );
  return {
    now: (): Layout => queries.find(([, { matches }]) => matches)?.[0] ?? 'wide',
    subscribe: (onChange: () => void): (() => void) => {
      for (const [, query] of queries) query.addEventListener('change', onChange);
      return () => {
        for (const [, query] of queries) query.removeEventListener('change', onChange);
      };
    },
  };
}

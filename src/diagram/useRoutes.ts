/** Routes between the boxes as they are measured: a box that grows moves only what leaves its bottom. */
import { type Node, useStore, useStoreApi } from '@xyflow/react';
import { useMemo } from 'react';
import type { Box, Route } from '../views/geometry/curve.ts';
import { type Pair, routesOf, sizeOf } from '../views/geometry/layout.ts';

const UNMEASURED_HEIGHT = 90;

export function useRoutes(
  pairs: readonly Pair[],
  nodes: readonly Node[],
): ReadonlyMap<string, Route> {
  const store = useStoreApi();
  const heights = useStore((state) =>
    [...state.nodeLookup.values()].map(({ measured }) => Math.round(measured.height ?? 0)).join(),
  );
  const names = pairs.map(({ id }) => id).join();
  return useMemo(() => {
    const { nodeLookup } = store.getState();
    const boxes = new Map(
      nodes.map(({ id, data, position: { x, y } }): [string, Box] => {
        const height = nodeLookup.get(id)?.measured.height ?? UNMEASURED_HEIGHT;
        return [id, { x, y, height, ...sizeOf(data) }];
      }),
    );
    return routesOf(pairs, boxes);
    // Pairs are compared by name, boxes by their heights: both change their identity more often.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [store, nodes, heights, names]);
}

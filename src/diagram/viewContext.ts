/** What the boxes of the diagram show now, by node: React Flow keeps only where they stand. */
import { createContext } from 'react';
import type { NodeView } from '../views/nodeViews.ts';

export type DiagramNode = NodeView;

export interface Shown {
  readonly nodes: ReadonlyMap<string, DiagramNode>;
  readonly lit: ReadonlySet<number>;
  readonly inviting: string | null;
}

export const DiagramContext = createContext<Shown>({
  nodes: new Map(),
  lit: new Set(),
  inviting: null,
});

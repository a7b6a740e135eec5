/** What the diagram shows now. React Flow keeps only where boxes and lines stand, so that it need not draw them again. */
import { createContext } from 'react';
import type { Route } from '../views/geometry/curve.ts';
import type { LinkView } from '../views/linkViews.ts';
import type { NodeView } from '../views/nodeViews.ts';

export interface Shown {
  readonly nodes: ReadonlyMap<string, NodeView>;
  readonly links: ReadonlyMap<string, LinkView>;
  /** Entries lit as evidence, and the nodes at which they lie. */
  readonly lit: ReadonlySet<number>;
  readonly litNodes: ReadonlySet<string>;
  /** The node that a first visitor should click. */
  readonly inviting: string | null;
  /** The nodes of which a lesson speaks. */
  readonly matters: ReadonlySet<string>;
  /** No motion is wanted. */
  readonly still: boolean;
}

export const DiagramContext = createContext<Shown>({
  nodes: new Map(),
  links: new Map(),
  lit: new Set(),
  litNodes: new Set(),
  inviting: null,
  matters: new Set(),
  still: false,
});

export const RoutesContext = createContext<ReadonlyMap<string, Route>>(new Map());

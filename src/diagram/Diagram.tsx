import '@xyflow/react/dist/base.css';
import {
  Background,
  BackgroundVariant,
  type Edge,
  type EdgeMouseHandler,
  type Node,
  ReactFlow,
  ReactFlowProvider,
} from '@xyflow/react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { diagramAt } from '../views/diagram.ts';
import type { ActOffer, FaultOffer, Target } from '../views/menus.ts';
import type { Scene } from '../views/scene.ts';
import styles from './Diagram.module.css';
import { DiagramControls } from './DiagramControls.tsx';
import { FlowNode } from './FlowNode.tsx';
import { type LinkEdge, LinkLine } from './LinkLine.tsx';
import { type Placed, placesOf } from './layout.ts';
import { Overlay } from './Overlay.tsx';
import { MenuContext } from './target.ts';
import { useFit } from './useFit.ts';
import { useRoutes } from './useRoutes.ts';
import { DiagramContext, type DiagramNode } from './viewContext.ts';

export interface DiagramProps {
  readonly scene: Scene;
  /** The entry after which everything stands. */
  readonly index: number;
  /** Entries to light: the evidence of a guarantee. */
  readonly lit: ReadonlySet<number>;
  /** The node that a first visitor should click. */
  readonly inviting: string | null;
  /** Columns go down the screen. */
  readonly upright: boolean;
  /** No motion is wanted. */
  readonly still: boolean;
  readonly onFault: (offer: FaultOffer) => void;
  readonly onAct: (offer: ActOffer) => void;
  /** A menu was opened or closed. */
  readonly onMenu: (isOpen: boolean) => void;
}

const FaultMenu = lazy(() =>
  import('./FaultMenu.tsx').then((module) => ({ default: module.FaultMenu })),
);
const nodeTypes = { node: FlowNode };
const edgeTypes = { link: LinkLine };
export function Diagram(props: DiagramProps) {
  return (
    <ReactFlowProvider key={props.scene.flow.id}>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas(props: DiagramProps) {
  const { scene, index, lit, inviting, upright, still, onFault, onAct, onMenu } = props;
  const diagram = diagramAt(scene, index);
  const plan = scene.compiled.plan;
  const [menu, setMenu] = useState<{ target: Target; anchor: HTMLElement } | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const { shape, fit, onMoveStart, showAll } = useFit(box, upright);

  // React Flow measures a node anew, and hides it meanwhile, whenever its object changes: another
  // run with the same boxes must keep them.
  const boxes = JSON.stringify(plan.nodes.map(({ id, column, row }) => ({ id, column, row })));
  const nodes = useMemo<Node[]>(() => {
    const placed: readonly (Placed & { readonly id: string })[] = JSON.parse(boxes);
    const places = placesOf(placed, shape);
    return placed.map(({ id }, i) => ({
      id,
      type: 'node',
      position: places[i] ?? { x: 0, y: 0 },
      data: {},
      focusable: false,
    }));
  }, [boxes, shape]);
  const routes = useRoutes(diagram.links, nodes);
  const edges = useMemo<Edge[]>(
    () =>
      diagram.links.map(
        (link): LinkEdge => ({
          id: link.id,
          type: 'link',
          source: link.from,
          target: link.to,
          data: { link, route: routes.get(link.id), still },
        }),
      ),
    [diagram.links, routes, still],
  );

  const openMenu = useCallback(
    (target: Target, anchor: HTMLElement) => {
      setMenu({ target, anchor });
      onMenu(true);
    },
    [onMenu],
  );
  useEffect(() => {
    if (menu === null) return undefined;
    const canvas = box.current;
    return () => {
      // A message may have gone with the menu: then the diagram takes the focus, not the page.
      const next = menu.anchor.isConnected ? menu.anchor : canvas;
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) next?.focus();
      });
    };
  }, [menu]);
  const closeMenu = () => {
    setMenu(null);
    onMenu(false);
  };
  const onEdgeClick = useCallback<EdgeMouseHandler>(
    (_, edge) => {
      const grip = box.current?.querySelector(`[data-link="${CSS.escape(edge.id)}"]`);
      if (grip instanceof HTMLElement) openMenu({ kind: 'link', link: edge.id }, grip);
    },
    [openMenu],
  );

  const shown = useMemo(
    () => ({
      nodes: new Map<string, DiagramNode>(diagram.nodes.map((node) => [node.id, node])),
      lit,
      inviting,
    }),
    [diagram.nodes, lit, inviting],
  );

  return (
    <MenuContext value={openMenu}>
      <DiagramContext value={shown}>
        <div className={styles.canvas} ref={box} role="group" tabIndex={-1} aria-label="Diagram">
          <ReactFlow
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            onEdgeClick={onEdgeClick}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            deleteKeyCode={null}
            selectionKeyCode={null}
            multiSelectionKeyCode={null}
            disableKeyboardA11y
            zoomOnDoubleClick={false}
            preventScrolling
            minZoom={0.2}
            maxZoom={2.5}
            fitView
            fitViewOptions={fit}
            onMoveStart={onMoveStart}
            proOptions={{ hideAttribution: true }}
          >
            <Background
              variant={BackgroundVariant.Dots}
              gap={22}
              size={1.6}
              color="var(--bg-dots)"
            />
            <Overlay diagram={diagram} routes={routes} lit={lit} still={still} />
            <DiagramControls onShowAll={showAll} />
          </ReactFlow>
        </div>
        {menu !== null && (
          <Suspense>
            <FaultMenu
              {...{ scene, index, onFault, onAct }}
              target={menu.target}
              anchor={menu.anchor}
              onClose={closeMenu}
            />
          </Suspense>
        )}
      </DiagramContext>
    </MenuContext>
  );
}

import '@xyflow/react/dist/base.css';
import {
  Background,
  BackgroundVariant,
  type Edge,
  type EdgeMouseHandler,
  type Node,
  ReactFlow,
  useStore,
  useStoreApi,
} from '@xyflow/react';
import { type CSSProperties, memo, Suspense, useCallback, useMemo, useRef } from 'react';
import { later } from '../playback/later.ts';
import type { Point } from '../views/geometry/curve.ts';
import { type Pair, type Placed, placesOf, withRoom } from '../views/geometry/layout.ts';
import styles from './Diagram.module.css';
import { FlowNode } from './FlowNode.tsx';
import { LinkLine } from './LinkLine.tsx';
import { Overlay } from './Overlay.tsx';
import type { OpenMenu } from './target.ts';
import { useFit } from './useFit.ts';
import { useRoutes } from './useRoutes.ts';
import { useTallest } from './useTallest.ts';
import { RoutesContext } from './viewContext.ts';

interface CanvasProps {
  /**
   * Nodes with column, row and size, and links, as JSON. React Flow measures a node anew, and hides it
   * meanwhile, whenever its object changes: another run with the same boxes must keep them.
   */
  readonly boxes: string;
  readonly pairs: string;
  readonly upright: boolean;
  /** It neither pans nor zooms. */
  readonly fixed: boolean;
  readonly bare: boolean;
  readonly openMenu: OpenMenu;
}

/** When everything is small, the type in the boxes is not: in steps, so that zooming is calm. */
const growthAt = (zoom: number): number => (zoom < 0.72 ? 1.4 : zoom < 0.88 ? 1.2 : 1);

const DiagramControls = later(async () => (await import('./DiagramControls.tsx')).DiagramControls);

const nodeTypes = { node: FlowNode };
const edgeTypes = { link: LinkLine };
const proOptions = { hideAttribution: true };

/** Where boxes and lines stand. Drawn again only when that changes, never while a run plays. */
export const Canvas = memo(function Canvas(props: CanvasProps) {
  const { boxes, pairs, upright, fixed, bare, openMenu } = props;
  const box = useRef<HTMLDivElement>(null);
  const { shape, fit, onMoveStart, showAll } = useFit(box, { upright, fixed, bare });
  const heights = useTallest(`${shape} ${boxes}`);
  const areMeasured = heights.length > 0;
  const store = useStoreApi();

  const placed = useMemo<readonly (Placed & { readonly id: string })[]>(
    () => JSON.parse(boxes),
    [boxes],
  );
  const places = JSON.stringify(withRoom(placesOf(placed, shape), heights, shape));
  const nodes = useMemo<Node[]>(() => {
    const points: readonly Point[] = JSON.parse(places);
    const { nodeLookup } = store.getState();
    return placed.map(({ id, drawing }, i) => ({
      id,
      type: 'node',
      position: points[i] ?? { x: 0, y: 0 },
      data: { drawing },
      focusable: false,
      // A box that only makes room for another is not hidden until it is measured again.
      measured: areMeasured ? (nodeLookup.get(id)?.measured ?? {}) : {},
    }));
  }, [placed, places, areMeasured, store]);
  const links = useMemo<readonly Pair[]>(() => JSON.parse(pairs), [pairs]);
  const edges = useMemo<Edge[]>(
    () => links.map(({ id, from, to }) => ({ id, type: 'link', source: from, target: to })),
    [links],
  );
  const routes = useRoutes(links, nodes);
  const grow = useStore(({ transform }) => growthAt(transform[2]));

  const onEdgeClick = useCallback<EdgeMouseHandler>(
    (_, { id }) => {
      const grip = box.current?.querySelector(`[data-link="${CSS.escape(id)}"]`);
      if (grip instanceof HTMLElement) openMenu({ kind: 'link', link: id }, grip);
    },
    [openMenu],
  );

  return (
    <RoutesContext value={routes}>
      <div
        className={styles.canvas}
        style={{ '--grow': grow } as CSSProperties}
        ref={box}
        role="group"
        tabIndex={-1}
        aria-label="Diagram"
      >
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onEdgeClick={onEdgeClick}
          onMoveStart={onMoveStart}
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
          panOnDrag={!fixed}
          zoomOnScroll={!fixed}
          zoomOnPinch={!fixed}
          preventScrolling={!fixed}
          minZoom={0.2}
          maxZoom={2.5}
          fitView
          fitViewOptions={fit}
          proOptions={proOptions}
        >
          <Background variant={BackgroundVariant.Dots} gap={22} size={1.6} color="var(--bg-dots)" />
          <Overlay pairs={links} />
          {!fixed && (
            <Suspense>
              <DiagramControls onShowAll={showAll} />
            </Suspense>
          )}
        </ReactFlow>
      </div>
    </RoutesContext>
  );
});

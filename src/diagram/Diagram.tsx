import { ReactFlowProvider } from '@xyflow/react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { Guide } from '../playback/state.ts';
import { diagramAt } from '../views/diagram.ts';
import { entryRow } from '../views/entries.ts';
import type { ActOffer, FaultOffer, Target } from '../views/menus.ts';
import { drawingOf } from '../views/nodeViews.ts';
import type { Scene } from '../views/scene.ts';
import { Canvas } from './Canvas.tsx';
import { CrowdContext, MenuContext } from './target.ts';
import { DiagramContext, type Shown } from './viewContext.ts';

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
  /** A part of a page that scrolls: it neither pans nor zooms. */
  readonly fixed?: boolean;
  /** No hint ever lies over it: it may be larger. */
  readonly bare?: boolean;
  /** A lesson that leads: what may be broken, and whether something is to be pointed at. */
  readonly guide?: Guide | null;
  readonly onFault: (offer: FaultOffer) => void;
  readonly onAct: (offer: ActOffer) => void;
  /** Somebody asks why a message was sent. */
  readonly onWhy?: (entry: number) => void;
  /** The menu of this was opened. */
  readonly onTarget?: (target: Target) => void;
  /** A menu was opened or closed. */
  readonly onMenu: (isOpen: boolean) => void;
  /** The members of a crowd are wanted one by one. */
  readonly onCrowd?: (node: string) => void;
}

const FaultMenu = lazy(() =>
  import('./FaultMenu.tsx').then((module) => ({ default: module.FaultMenu })),
);

/** Nodes, links and messages after an entry; each opens the menu of what can be done to it. */
export function Diagram(props: DiagramProps) {
  const { scene, index, upright, fixed = false, bare = false, guide = null } = props;
  const { onFault, onAct, onWhy, onTarget, onMenu, onCrowd } = props;
  const onPoint = guide?.onPoint ?? null;
  const [menu, setMenu] = useState<{ target: Target; anchor: HTMLElement } | null>(null);
  const shown = useShown(props);
  useFocusBack(menu?.anchor ?? null);

  const openMenu = useCallback(
    (target: Target, anchor: HTMLElement) => {
      if (onPoint !== null) return onPoint(target);
      setMenu({ target, anchor });
      onTarget?.(target);
      return onMenu(true);
    },
    [onTarget, onMenu, onPoint],
  );
  const closeMenu = () => {
    setMenu(null);
    onMenu(false);
  };

  const { nodes, links } = scene.compiled.plan;
  const boxes = JSON.stringify(
    nodes.map((node) => ({
      id: node.id,
      column: node.column,
      row: node.row,
      drawing: drawingOf(node),
    })),
  );
  const pairs = JSON.stringify(
    [...shown.links.values()].map(({ id, from, to }) => ({ id, from, to })),
  );
  return (
    <MenuContext value={openMenu}>
      <CrowdContext value={onCrowd ?? null}>
        <DiagramContext value={shown}>
          <ReactFlowProvider key={`${scene.flow.id} ${links.length}`}>
            <Canvas {...{ boxes, pairs, upright, fixed, bare, openMenu }} />
          </ReactFlowProvider>
          {menu !== null && (
            <Suspense>
              <FaultMenu
                {...{ scene, index, guide, onFault, onAct }}
                {...(onWhy && { onWhy })}
                {...menu}
                onClose={closeMenu}
              />
            </Suspense>
          )}
        </DiagramContext>
      </CrowdContext>
    </MenuContext>
  );
}

function useShown({ scene, index, lit, inviting, still, guide }: DiagramProps): Shown {
  const diagram = diagramAt(scene, index);
  const nodes = useMemo(
    () => new Map(diagram.nodes.map((each) => [each.id, each])),
    [diagram.nodes],
  );
  const links = useMemo(
    () => new Map(diagram.links.map((each) => [each.id, each])),
    [diagram.links],
  );
  const litNodes = useMemo(() => {
    const entries = [...lit].flatMap((id) => scene.trace.entries[id] ?? []);
    return new Set(entries.map((entry) => entryRow(scene, entry).node ?? ''));
  }, [scene, lit]);
  const focus = guide?.focus;
  const matters = useMemo(() => new Set(focus), [focus]);
  return useMemo(
    () => ({ nodes, links, lit, litNodes, inviting, matters, still }),
    [nodes, links, lit, litNodes, inviting, matters, still],
  );
}

/** When a menu closes, the focus goes back to what opened it. */
function useFocusBack(anchor: HTMLElement | null): void {
  useEffect(() => {
    if (anchor === null) return undefined;
    const canvas = anchor.closest<HTMLElement>('[role=group][tabindex]');
    return () => {
      // A message may have gone with the menu: then the diagram takes the focus, not the page.
      const next = anchor.isConnected ? anchor : canvas;
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) next?.focus();
      });
    };
  }, [anchor]);
}

import { Handle, type NodeProps, Position } from '@xyflow/react';
import { type KeyboardEvent, memo, type RefObject, useContext, useEffect, useRef } from 'react';
import type { CrowdView } from '../views/crowd.ts';
import type { NodeView } from '../views/nodeViews.ts';
import styles from './NodeBox.module.css';
import { NodeBox, nodeWords } from './NodeBox.tsx';
import { nextInDirection } from './nextInDirection.ts';
import { CrowdContext, MenuContext } from './target.ts';
import { DiagramContext, type Shown } from './viewContext.ts';

/** A node as React Flow holds it: the box, and one button over the whole of it. */
export const FlowNode = memo(function FlowNode({ id }: NodeProps) {
  const { nodes, links, litNodes, inviting } = useContext(DiagramContext);
  const latestLinks = useRef(links);
  useEffect(() => {
    latestLinks.current = links;
  });
  const node = nodes.get(id);
  if (node === undefined) return null;
  return (
    <Box node={node} isLit={litNodes.has(id)} isInviting={inviting === id} links={latestLinks} />
  );
});

interface BoxProps {
  readonly node: NodeView;
  readonly isLit: boolean;
  readonly isInviting: boolean;
  /** Asked only when a key is pressed: what they carry changes all the time. */
  readonly links: RefObject<Shown['links']>;
}

const Box = memo(function Box({ node, isLit, isInviting, links }: BoxProps) {
  const openMenu = useContext(MenuContext);
  const { id } = node;
  return (
    <>
      <Handle type="target" position={Position.Left} className={styles.handle ?? ''} />
      <Handle type="source" position={Position.Right} className={styles.handle ?? ''} />
      <NodeBox {...{ node, isLit, isInviting }} />
      <button
        type="button"
        className={`${styles.cover} nopan`}
        data-node={id}
        data-inviting={isInviting}
        aria-haspopup="menu"
        aria-label={nodeWords(node)}
        onClick={(event) => openMenu({ kind: 'node', node: id }, event.currentTarget)}
        onKeyDown={(event) => walk(event, links.current)}
      />
      {node.crowd !== null && <OpenCrowd id={id} crowd={node.crowd} />}
    </>
  );
});

/** Over the button of the box: any of its members, by itself. */
function OpenCrowd({ id, crowd }: { readonly id: string; readonly crowd: CrowdView }) {
  const openCrowd = useContext(CrowdContext);
  return (
    <button
      type="button"
      className={`${styles.open} nopan`}
      data-opens={id}
      onClick={() => openCrowd(id)}
    >
      Open a {crowd.member}
    </button>
  );
}

/** Arrow keys walk along the links, and where there is none, to the next box in that direction. */
function walk(event: KeyboardEvent<HTMLElement>, links: Shown['links']): void {
  const all = document.querySelectorAll<HTMLElement>('[data-node]');
  const here = event.currentTarget.dataset['node'];
  const next = nextInDirection(event.key, event.currentTarget, [...all], ({ dataset }) =>
    [...links.values()].some(
      ({ from, to }) =>
        (from === here && to === dataset['node']) || (to === here && from === dataset['node']),
    ),
  );
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

import { Handle, type NodeProps, Position, useStore } from '@xyflow/react';
import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type RefObject,
  useContext,
  useEffect,
  useRef,
} from 'react';
import type { CrowdView } from '../views/crowd.ts';
import type { NodeView } from '../views/nodeViews.ts';
import styles from './NodeBox.module.css';
import { NodeBox, nodeWords } from './NodeBox.tsx';
import { nextInDirection } from './nextInDirection.ts';
import { CrowdContext, InviteContext, MenuContext } from './target.ts';
import { DiagramContext, type Shown } from './viewContext.ts';

/** A node as React Flow holds it: the box, and one button over the whole of it. */
export const FlowNode = memo(function FlowNode({ id }: NodeProps) {
  const { nodes, links, litNodes, inviting, matters } = useContext(DiagramContext);
  const latestLinks = useRef(links);
  useEffect(() => {
    latestLinks.current = links;
  });
  const node = nodes.get(id);
  if (node === undefined) return null;
  return (
    <Box
      node={node}
      isLit={litNodes.has(id)}
      isInviting={inviting === id}
      matters={matters.has(id)}
      links={latestLinks}
    />
  );
});

interface BoxProps {
  readonly node: NodeView;
  readonly isLit: boolean;
  readonly isInviting: boolean;
  readonly matters: boolean;
  /** Asked only when a key is pressed: what they carry changes all the time. */
  readonly links: RefObject<Shown['links']>;
}

const Box = memo(function Box({ node, isLit, isInviting, matters, links }: BoxProps) {
  const openMenu = useContext(MenuContext);
  const openCrowd = useContext(CrowdContext);
  const invite = useContext(InviteContext);
  const { id } = node;
  const acts = isInviting && invite !== null;
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
        data-matters={matters}
        aria-haspopup={acts ? undefined : 'menu'}
        aria-label={acts ? `${invite.words}: ${nodeWords(node)}` : nodeWords(node)}
        onClick={(event) =>
          acts ? invite.act() : openMenu({ kind: 'node', node: id }, event.currentTarget)
        }
        onKeyDown={(event) => walk(event, links.current)}
      >
        {acts && <Invitation words={invite.words} />}
      </button>
      {node.crowd !== null && openCrowd !== null && (
        <OpenCrowd id={id} crowd={node.crowd} onOpen={openCrowd} />
      )}
    </>
  );
});

/** A tag under the box, of one size whatever the zoom, and a part of its button. */
function Invitation({ words }: { readonly words: string }) {
  const zoom = useStore(({ transform }) => transform[2]);
  return (
    <span className={styles.invitation} style={{ '--unzoom': 1 / zoom } as CSSProperties}>
      {words} →
    </span>
  );
}

interface OpenCrowdProps {
  readonly id: string;
  readonly crowd: CrowdView;
  readonly onOpen: (node: string) => void;
}

/** Over the button of the box: any of its members, by itself. */
function OpenCrowd({ id, crowd, onOpen }: OpenCrowdProps) {
  return (
    <button
      type="button"
      className={`${styles.open} nopan`}
      data-opens={id}
      onClick={() => onOpen(id)}
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
  if (!event.key.startsWith('Arrow')) return;
  event.preventDefault();
  // At the last box, too: the playhead must not jump because there is no further one.
  event.stopPropagation();
  next?.focus();
}

import { Plus } from 'lucide-react';
import { useState } from 'react';
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
} from 'react-aria-components';
import type { Guide } from '../playback/state.ts';
import { diagramAt } from '../views/diagram.ts';
import type { ActOffer, FaultOffer, Target } from '../views/menus.ts';
import type { Scene } from '../views/scene.ts';
import styles from './AddFault.module.css';
import { FaultMenu, titleOfTarget } from './FaultMenu.tsx';

interface AddFaultProps {
  readonly scene: Scene;
  /** The entry at the playhead: asked when a menu opens, and the playhead rests while it is. */
  readonly indexNow: () => number;
  readonly guide?: Guide | null;
  readonly onFault: (offer: FaultOffer) => void;
  readonly onAct: (offer: ActOffer) => void;
  readonly onMenu: (isOpen: boolean) => void;
}

/** Everything that can be broken, as a list: the way to a fault without the picture. */
export function AddFault(props: AddFaultProps) {
  const { scene, indexNow, guide = null, onFault, onAct, onMenu } = props;
  const [anchor, setAnchor] = useState<HTMLButtonElement | null>(null);
  const [target, setTarget] = useState<Target | null>(null);
  const [index, setIndex] = useState(-1);
  return (
    <>
      <MenuTrigger
        onOpenChange={(isOpen) => {
          setIndex(indexNow());
          onMenu(isOpen);
        }}
      >
        <Button ref={setAnchor} aria-label="Break something" className={styles.add ?? ''}>
          <Plus size={14} aria-hidden />
          Break
        </Button>
        <Popover className="menu-popover" placement="bottom start">
          <Targets scene={scene} index={index} onTarget={setTarget} />
        </Popover>
      </MenuTrigger>
      {target !== null && anchor !== null && (
        <FaultMenu
          {...{ scene, index, target, guide, onFault, onAct }}
          anchor={anchor}
          onClose={() => setTarget(null)}
        />
      )}
    </>
  );
}

interface TargetsProps {
  readonly scene: Scene;
  readonly index: number;
  readonly onTarget: (target: Target) => void;
}

function Targets({ scene, index, onTarget }: TargetsProps) {
  const { nodes, links, messages } = diagramAt(scene, index);
  const groups: readonly { title: string; targets: readonly Target[] }[] = [
    { title: 'Nodes', targets: nodes.map(({ id }) => ({ kind: 'node', node: id })) },
    { title: 'Links', targets: links.map(({ id }) => ({ kind: 'link', link: id })) },
    { title: 'Messages', targets: messages.map(({ send }) => ({ kind: 'message', send })) },
  ];
  const all = new Map(
    groups.flatMap(({ targets }) => targets).map((target) => [JSON.stringify(target), target]),
  );
  return (
    <Menu
      aria-label="What to break"
      onAction={(key) => {
        const target = all.get(String(key));
        if (target !== undefined) onTarget(target);
      }}
    >
      {groups
        .filter(({ targets }) => targets.length > 0)
        .map(({ title, targets }) => (
          <MenuSection key={title}>
            <Header>{title}</Header>
            {targets.map((target) => (
              <MenuItem key={JSON.stringify(target)} id={JSON.stringify(target)}>
                {titleOfTarget(scene, target)}
              </MenuItem>
            ))}
          </MenuSection>
        ))}
    </Menu>
  );
}

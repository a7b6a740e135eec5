import { CircleHelp, Zap } from 'lucide-react';
import { type KeyboardEvent, useMemo } from 'react';
import {
  Header,
  Keyboard as Key,
  Menu,
  MenuItem,
  MenuSection,
  Popover,
  Text,
} from 'react-aria-components';
import type { Guide } from '../playback/state.ts';
import { linkTitle } from '../views/faults.ts';
import { type ActOffer, actMenu, type FaultOffer, faultMenu, type Target } from '../views/menus.ts';
import { labelOf } from '../views/messages.ts';
import { type Moment, momentOf, type Scene, titleOf } from '../views/scene.ts';

const WHY = 'why';

interface FaultMenuProps {
  readonly scene: Scene;
  readonly index: number;
  readonly target: Target;
  readonly anchor: HTMLElement;
  /** A lesson that leads: only the faults that it opens are offered. */
  readonly guide?: Guide | null;
  readonly onFault: (offer: FaultOffer) => void;
  readonly onAct: (offer: ActOffer) => void;
  /** Somebody asks why a message was sent. */
  readonly onWhy?: (entry: number) => void;
  readonly onClose: () => void;
}

/** What can be done to a node, a link or a message: users' acts, then the faults that fit. */
export function FaultMenu(props: FaultMenuProps) {
  const { scene, index, target, anchor, guide = null, onFault, onAct, onWhy, onClose } = props;
  const [faults, acts] = useMemo(() => {
    const moment = momentOf(scene.trace, index);
    const isActor = target.kind === 'node' && guide === null;
    return [
      opened(faultMenu(scene, moment, target), moment, guide),
      isActor ? actMenu(scene, moment, target.node) : [],
    ] as const;
  }, [scene, index, target, guide]);
  const title = titleOfTarget(scene, target);

  const choose = (key: string) => {
    const fault = faults.find(({ id }) => `fault ${id}` === key);
    const act = acts.find(({ id }) => `act ${id}` === key);
    if (fault) onFault(fault);
    if (act) onAct(act);
    if (key === WHY && target.kind === 'message') onWhy?.(target.send);
  };

  const chooseByLetter = (event: KeyboardEvent) => {
    const found = faults.find(({ key }) => key === event.key.toLowerCase());
    if (found === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    onFault(found);
    onClose();
  };

  return (
    <Popover
      isOpen
      triggerRef={{ current: anchor }}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      placement="bottom"
      offset={6}
      className="menu-popover"
      aria-label={`Menu of ${title}`}
    >
      <div onKeyDownCapture={chooseByLetter}>
        <Menu
          aria-label={`What can be done to ${title}`}
          autoFocus="first"
          onAction={(key) => choose(String(key))}
          onClose={onClose}
        >
          {acts.length > 0 && (
            <MenuSection aria-label={`What ${title} may do`}>
              <Header>{title} may</Header>
              {acts.map(({ id, title: words, explain }) => (
                <MenuItem key={id} id={`act ${id}`} textValue={words}>
                  <Words title={words} explain={explain} />
                </MenuItem>
              ))}
            </MenuSection>
          )}
          {target.kind === 'message' && onWhy !== undefined && (
            <MenuSection aria-label={`About ${title}`}>
              <MenuItem id={WHY} textValue="Why was it sent?">
                <CircleHelp size={12} aria-hidden />
                <Text slot="label">Why was it sent?</Text>
              </MenuItem>
            </MenuSection>
          )}
          <MenuSection aria-label={`Faults of ${title}`}>
            <Header>
              {faults.length > 0
                ? `Break ${title}`
                : (guide?.why ?? `Nothing more can befall ${title}`)}
            </Header>
            {faults.map(({ id, title: words, explain, key }) => (
              <MenuItem key={id} id={`fault ${id}`} textValue={words}>
                <Words title={words} explain={explain} />
                <Key>{key.toUpperCase()}</Key>
              </MenuItem>
            ))}
          </MenuSection>
        </Menu>
      </div>
    </Popover>
  );
}

/** As `allow` of a challenge names them: by their kind, or by the flow's own name. */
function opened(
  offers: readonly FaultOffer[],
  { atUs }: Moment,
  guide: Guide | null,
): readonly FaultOffer[] {
  if (guide === null) return offers;
  return offers.filter(({ make }) => {
    const fault = make(atUs);
    return guide.open.faults.includes(fault.kind === 'own' ? fault.event : fault.kind);
  });
}

function Words({ title, explain }: { readonly title: string; readonly explain: string }) {
  return (
    <>
      <Zap size={12} aria-hidden />
      <Text slot="label">{title}</Text>
      <Text slot="description" className="visually-hidden">
        {explain}
      </Text>
    </>
  );
}

export function titleOfTarget(scene: Scene, target: Target): string {
  switch (target.kind) {
    case 'node':
      return titleOf(scene, target.node);
    case 'link':
      return linkTitle(scene, target.link);
    case 'message': {
      const entry = scene.trace.entries[target.send];
      return entry?.kind === 'send' ? `“${labelOf(scene.flow, entry)}”` : 'the message';
    }
  }
}

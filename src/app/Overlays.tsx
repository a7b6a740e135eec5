import { KeyboardMap } from './KeyboardMap.tsx';
import { LeftPanel } from './LeftPanel.tsx';
import { RightPanel } from './RightPanel.tsx';
import { Sheet } from './Sheet.tsx';

export const OVERLAYS = ['setup', 'verdicts', 'keyboard'] as const;
export type OverlayName = (typeof OVERLAYS)[number];

interface OverlaysProps {
  readonly open: OverlayName;
  readonly onClose: () => void;
  readonly singleKeys: boolean;
  readonly onSingleKeys: (isOn: boolean) => void;
}

/** What comes over the page: the panels where there is no room beside it, and the keyboard map. */
export function Overlays({ open, onClose, singleKeys, onSingleKeys }: OverlaysProps) {
  switch (open) {
    case 'setup':
      return (
        <Sheet side="left" title="Setup" onClose={onClose}>
          <LeftPanel />
        </Sheet>
      );
    case 'verdicts':
      return (
        <Sheet side="right" title="What happens" onClose={onClose}>
          <RightPanel />
        </Sheet>
      );
    case 'keyboard':
      return (
        <Sheet side="middle" title="Keyboard" onClose={onClose}>
          <KeyboardMap singleKeys={singleKeys} onSingleKeys={onSingleKeys} />
        </Sheet>
      );
  }
}

import { useLesson } from '../panels/lesson/context.ts';
import { KeyboardMap } from './KeyboardMap.tsx';
import { LeftPanel } from './LeftPanel.tsx';
import { Sheet } from './Sheet.tsx';
import { SidePanel } from './SidePanel.tsx';
import { useTool } from './tool.ts';

export const OVERLAYS = ['setup', 'verdicts', 'keyboard'] as const;
export type OverlayName = (typeof OVERLAYS)[number];

interface OverlaysProps {
  readonly open: OverlayName;
  readonly onClose: () => void;
  readonly singleKeys: boolean;
  readonly onSingleKeys: (isOn: boolean) => void;
}

const SHEET_TITLES = {
  none: 'What happens',
  breaking: 'Find a way to break it',
  comparing: 'Compare',
} as const;

/** What comes over the page: the panels where there is no room beside it, and the keyboard map. */
export function Overlays({ open, onClose, singleKeys, onSingleKeys }: OverlaysProps) {
  const tool = useTool()?.kind;
  const isLed = useLesson() !== null;
  switch (open) {
    case 'setup':
      return (
        <Sheet side="left" title="Setup" onClose={onClose}>
          <LeftPanel />
        </Sheet>
      );
    case 'verdicts':
      return (
        <Sheet
          side="right"
          title={isLed && tool === undefined ? 'Scenario' : SHEET_TITLES[tool ?? 'none']}
          onClose={onClose}
        >
          <SidePanel />
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

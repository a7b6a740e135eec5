import { FileMenu } from './FileMenu.tsx';
import { Share } from './Share.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';
import type { Theme } from './theme.ts';
import { WireBadge } from './WireBadge.tsx';

interface ToolsProps {
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
}

/** What the top bar opens. Loaded after the flow plays. */
export function Tools({ theme, onTheme }: ToolsProps) {
  return (
    <>
      <WireBadge />
      <Share />
      <FileMenu />
      <ThemeMenu theme={theme} onTheme={onTheme} />
    </>
  );
}

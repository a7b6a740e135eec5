import { Check, Monitor, Moon, Presentation, Sun } from 'lucide-react';
import { Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import { IconButton } from '../panels/controls/Button.tsx';
import { THEMES, type Theme } from './theme.ts';

const LOOK = {
  system: ['As the system', Monitor],
  light: ['Light', Sun],
  dark: ['Dark', Moon],
  projector: ['Projector: large and plain', Presentation],
} as const;

interface ThemeMenuProps {
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
}

export function ThemeMenu({ theme, onTheme }: ThemeMenuProps) {
  const [, Icon] = LOOK[theme];
  return (
    <MenuTrigger>
      <IconButton label="Theme">
        <Icon size={17} aria-hidden />
      </IconButton>
      <Popover>
        <Menu
          aria-label="Theme"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[theme]}
          onSelectionChange={(keys) => {
            const [chosen] = keys;
            onTheme(THEMES.find((each) => each === chosen) ?? 'system');
          }}
        >
          {THEMES.map((each) => {
            const [title, ThemeIcon] = LOOK[each];
            return (
              <MenuItem key={each} id={each} textValue={title}>
                <ThemeIcon size={15} aria-hidden />
                <Text slot="label">{title}</Text>
                {each === theme && <Check size={14} aria-hidden />}
              </MenuItem>
            );
          })}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

import { Check, ChevronDown } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import { usePlayback, usePlaybackStore } from '../playback/usePlayback.ts';
import styles from './FlowMenu.module.css';
import { library, openFlow } from './library.ts';

/** Where one is among the flows; another one opens as it first looks, and this run stays a branch. */
export function FlowMenu() {
  const { id, title } = usePlayback((state) => state.scene.flow);
  const store = usePlaybackStore();
  const open = (key: unknown) => {
    if (key !== id) void openFlow(store, String(key));
  };
  return (
    <MenuTrigger>
      <Button className={styles.flow ?? ''} aria-label={`Flow: ${title}`}>
        {title}
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover placement="bottom start">
        <Menu
          aria-label="Flow"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[id]}
          onSelectionChange={(keys) => {
            const [chosen] = keys;
            open(chosen);
          }}
        >
          {library.entries.map((flow) => (
            <MenuItem key={flow.id} id={flow.id} textValue={flow.title}>
              <Text slot="label" className={styles.choice ?? ''}>
                {flow.title}
                <small>{flow.summary}</small>
              </Text>
              {flow.id === id && <Check size={14} aria-hidden />}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

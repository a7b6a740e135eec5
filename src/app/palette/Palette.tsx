import { Search } from 'lucide-react';
import { useMemo } from 'react';
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
  Text,
} from 'react-aria-components';
import { findGroups, isWished } from './finds.ts';
import styles from './Palette.module.css';

interface PaletteProps {
  readonly onGo: (href: string) => void;
  readonly onClose: () => void;
}

/** Finds by name whatever the app has, and opens it. */
export function Palette({ onGo, onClose }: PaletteProps) {
  const groups = useMemo(() => findGroups(), []);
  const go = (key: unknown) => {
    const found = groups.flatMap(({ finds }) => finds).find(({ id }) => id === key);
    onClose();
    if (found !== undefined) onGo(found.href);
  };
  return (
    <ModalOverlay
      className={styles.scrim ?? ''}
      isOpen
      isDismissable
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <Modal className={styles.modal ?? ''}>
        <Dialog className={styles.dialog ?? ''} aria-label="Find anything">
          <Autocomplete filter={isWished}>
            <SearchField
              className={styles.field ?? ''}
              aria-label="Find a flow, a scenario, a guarantee, a fault"
              autoFocus
            >
              <Search size={17} aria-hidden />
              <Input
                className={styles.input ?? ''}
                placeholder="Find a flow, a scenario, a guarantee, a fault …"
              />
            </SearchField>
            {/* Whoever does not type can scroll it: the focus stays in the field otherwise. */}
            <div className={styles.menu} role="presentation" tabIndex={0}>
              <Menu
                className={styles.list ?? ''}
                aria-label="What was found"
                onAction={go}
                renderEmptyState={() => <p className={styles.empty}>Nothing is called so.</p>}
              >
                {groups.map(({ title, finds }) => (
                  <MenuSection key={title} id={title} className={styles.group ?? ''}>
                    <Header className={styles.heading ?? ''}>{title}</Header>
                    {finds.map(({ id, title: words, of }) => (
                      <MenuItem
                        key={id}
                        id={id}
                        textValue={`${words} ${of} ${title}`}
                        className={styles.find ?? ''}
                      >
                        <Text slot="label">{words}</Text>
                        <Text slot="description">{of}</Text>
                      </MenuItem>
                    ))}
                  </MenuSection>
                ))}
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

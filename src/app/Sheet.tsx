import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { IconButton } from '../panels/controls/Button.tsx';
import styles from './Sheet.module.css';

interface SheetProps {
  readonly side: 'left' | 'right' | 'middle' | 'broad';
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A panel that comes over the page: from a side, or in the middle, small or broad. */
export function Sheet({ side, title, onClose, children }: SheetProps) {
  return (
    <ModalOverlay
      className={styles.scrim ?? ''}
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={`${styles.sheet} ${styles[side]}`}>
        <Dialog className={styles.dialog ?? ''}>
          <div className={styles.head}>
            <Heading slot="title" className={styles.title ?? ''}>
              {title}
            </Heading>
            <IconButton label="Close" onPress={onClose}>
              <X size={18} aria-hidden />
            </IconButton>
          </div>
          <div className={styles.body}>{children}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

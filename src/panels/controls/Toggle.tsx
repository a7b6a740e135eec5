import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components';
import styles from './Toggle.module.css';

interface ToggleProps {
  readonly children: ReactNode;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly label?: string;
}

export function Toggle({ children, isOn, onChange, label }: ToggleProps) {
  return (
    <Switch
      className={styles.toggle ?? ''}
      isSelected={isOn}
      onChange={onChange}
      {...(label !== undefined && { 'aria-label': label })}
    >
      <span className={styles.words}>{children}</span>
      <span className={styles.track} />
    </Switch>
  );
}

import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import styles from './Button.module.css';
import { cx } from './cx.ts';

interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly look?: 'plain' | 'strong' | 'bare';
  readonly isDisabled?: boolean;
  readonly label?: string;
  readonly autoFocus?: boolean;
}

export function Button({ children, look = 'plain', label, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={cx(styles.button, styles[look])}
      {...(label !== undefined && { 'aria-label': label })}
    >
      {children}
    </AriaButton>
  );
}

interface IconButtonProps {
  /** What it does: its accessible name, and its tooltip. */
  readonly label: string;
  /** The key that does the same. */
  readonly shortcut?: string;
  readonly children: ReactNode;
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  readonly look?: 'bare' | 'round' | 'plain';
  readonly pressed?: boolean;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

/** A button that is only an icon: it says what it does when it is pointed at or focused. */
export function IconButton(props: IconButtonProps) {
  const { label, shortcut, children, look = 'bare', pressed, buttonRef, ...rest } = props;
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton
        {...rest}
        {...(buttonRef !== undefined && { ref: buttonRef })}
        {...(pressed !== undefined && { 'aria-pressed': pressed })}
        aria-label={label}
        className={cx(styles.button, styles.icon, styles[look])}
      >
        {children}
      </AriaButton>
      <Tooltip offset={6}>
        {label}
        {shortcut !== undefined && <kbd>{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}

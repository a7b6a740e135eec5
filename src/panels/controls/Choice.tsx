import { Check, ChevronDown } from 'lucide-react';
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
} from 'react-aria-components';
import styles from './Choice.module.css';
import { cx } from './cx.ts';

export interface ChoiceValue {
  readonly id: string;
  readonly title: string;
  readonly explain?: string;
}

interface ChoiceProps {
  readonly label: string;
  readonly values: readonly ChoiceValue[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  /** The label is only read aloud: something beside it says the same. */
  readonly hideLabel?: boolean;
}

/** One of several named values. */
export function Choice({ label, values, value, onChange, hideLabel = false }: ChoiceProps) {
  return (
    <Select
      className={styles.choice ?? ''}
      value={value}
      onChange={(key) => key !== null && onChange(String(key))}
    >
      <Label className={cx(styles.label, hideLabel && 'visually-hidden')}>{label}</Label>
      <Button className={styles.button ?? ''}>
        <SelectValue className={styles.value ?? ''}>
          {values.find(({ id }) => id === value)?.title ?? value}
        </SelectValue>
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox className={styles.list ?? ''} items={values}>
          {({ id, title, explain }) => (
            <ListBoxItem id={id} textValue={title} className={styles.item ?? ''}>
              <Check size={14} aria-hidden className={styles.check} />
              <Text slot="label">{title}</Text>
              {explain !== undefined && (
                <Text slot="description" className={styles.explain ?? ''}>
                  {explain}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}

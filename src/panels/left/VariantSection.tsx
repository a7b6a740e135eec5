import { Radio, RadioGroup } from 'react-aria-components';
import type { Flow } from '../../flow/flow.ts';
import styles from './left.module.css';
import { Section } from './Section.tsx';

interface VariantSectionProps {
  readonly flow: Flow;
  readonly variant: string;
  readonly onChange: (variant: string) => void;
}

export function VariantSection({ flow, variant, onChange }: VariantSectionProps) {
  return (
    <Section title="Variant">
      <RadioGroup
        aria-label="Variant"
        className={styles.cards ?? ''}
        value={variant}
        onChange={onChange}
      >
        {Object.entries(flow.variants).map(([id, { title, explain }]) => (
          <Radio key={id} value={id} className={styles.card ?? ''}>
            <span>
              {title}
              <small>{explain}</small>
            </span>
          </Radio>
        ))}
      </RadioGroup>
    </Section>
  );
}

import { Radio, RadioGroup } from 'react-aria-components';
import type { Flow } from '../../flow/flow.ts';
import type { Guide } from '../../playback/state.ts';
import styles from './left.module.css';
import { Section } from './Section.tsx';

interface VariantSectionProps {
  readonly flow: Flow;
  readonly variant: string;
  readonly onChange: (variant: string) => void;
  /** Of a lesson that leads: the variants that are open, and why the others are not. */
  readonly guide?: Guide | null;
}

export function VariantSection(props: VariantSectionProps) {
  const { flow, variant, onChange, guide = null } = props;
  const isOpen = (id: string): boolean =>
    guide === null || id === variant || guide.open.variants.includes(id);
  const isLocked = Object.keys(flow.variants).every((id) => id === variant || !isOpen(id));
  return (
    <Section title="Variant" {...(isLocked && guide !== null && { locked: guide.why })}>
      <RadioGroup
        aria-label="Variant"
        className={styles.cards ?? ''}
        value={variant}
        onChange={onChange}
      >
        {Object.entries(flow.variants).map(([id, { title, explain }]) => (
          <Radio key={id} value={id} isDisabled={!isOpen(id)} className={styles.card ?? ''}>
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

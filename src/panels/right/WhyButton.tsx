import styles from './right.module.css';

interface WhyButtonProps {
  /** The sentence that it asks about. */
  readonly about: string;
  readonly onAsk: () => void;
}

export function WhyButton({ about, onAsk }: WhyButtonProps) {
  return (
    <button type="button" className={styles.whyButton} aria-label={`Why? ${about}`} onClick={onAsk}>
      Why?
    </button>
  );
}

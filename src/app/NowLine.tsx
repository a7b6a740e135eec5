import { useShown } from '../playback/shown.ts';
import { nowSentence } from '../views/now.ts';
import styles from './NowLine.module.css';

/** The sentence of what happens now, over the diagram, where the panel that has it is a sheet. */
export function NowLine() {
  const { scene, index } = useShown('panels');
  return (
    <p className={styles.line} data-testid="now">
      {nowSentence(scene, index)}
    </p>
  );
}

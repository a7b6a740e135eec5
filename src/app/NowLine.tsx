import { useShown } from '../playback/shown.ts';
import { nowSentence } from '../views/now.ts';
import styles from './NowLine.module.css';

/** More letters than two lines of a phone have. */
const LONG = 80;

/** The sentence of what happens now, over the diagram, where the panel that has it is a sheet. */
export function NowLine() {
  const { scene, index } = useShown('panels');
  const sentence = nowSentence(scene, index);
  return (
    <p className={styles.line} data-testid="now">
      <span className={sentence.length > LONG ? styles.long : undefined}>{sentence}</span>
    </p>
  );
}

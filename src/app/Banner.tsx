import { TriangleAlert, X } from 'lucide-react';
import { Button, IconButton } from '../panels/controls/Button.tsx';
import { usePlayback } from '../playback/usePlayback.ts';
import styles from './Banner.module.css';
import { useLoading } from './library.ts';

/** Something that could not be done: what, why, and what next. Else, what one is waiting for. */
export function Banner() {
  const problem = usePlayback((state) => state.problem);
  const setProblem = usePlayback((state) => state.setProblem);
  const loading = useLoading();
  return (
    <div role="alert" className={styles.place}>
      {problem === null && loading !== null && (
        <p className={styles.loading}>Loading “{loading}” …</p>
      )}
      {problem !== null && (
        <div className={styles.banner}>
          <TriangleAlert size={16} aria-hidden />
          <div className={styles.words}>
            <strong>{problem.title}</strong>
            {problem.details.map((detail) => (
              <p key={detail}>{detail}</p>
            ))}
          </div>
          {problem.again !== undefined && <Button onPress={problem.again}>Try again</Button>}
          <IconButton label="Dismiss the message" onPress={() => setProblem(null)}>
            <X size={15} aria-hidden />
          </IconButton>
        </div>
      )}
    </div>
  );
}

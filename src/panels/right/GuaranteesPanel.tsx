import { Check, Circle, CircleCheck, CircleX, type LucideIcon } from 'lucide-react';
import { memo, useMemo } from 'react';
import { equal } from '../../views/equal.ts';
import {
  type Evidence,
  type GuaranteeView,
  guaranteesAt,
  type Verdict,
} from '../../views/guarantees.ts';
import type { Scene } from '../../views/scene.ts';
import { formatTime } from '../../views/words.ts';
import { Explain } from '../controls/Explain.tsx';
import styles from './right.module.css';
import { WhyButton } from './WhyButton.tsx';

interface GuaranteesPanelProps {
  readonly scene: Scene;
  readonly index: number;
  readonly onEvidence: (evidence: Evidence) => void;
  /** Somebody asks why an entry happened. */
  readonly onWhy: (entry: number) => void;
}

export const GuaranteesPanel = memo(function GuaranteesPanel(props: GuaranteesPanelProps) {
  const { scene, index, onEvidence, onWhy } = props;
  const guarantees = useMemo(() => guaranteesAt(scene, index), [scene, index]);
  if (guarantees.length === 0) return null;
  return (
    <section aria-label="Guarantees">
      <h2 className={styles.heading}>Guarantees</h2>
      <ul>
        {guarantees.map((guarantee) => (
          <GuaranteeRow key={guarantee.id} {...{ guarantee, onEvidence, onWhy }} />
        ))}
      </ul>
    </section>
  );
});

const LOOK: Readonly<Record<Verdict, readonly [LucideIcon, 'good' | 'bad' | 'open']>> = {
  'holds so far': [Check, 'good'],
  holds: [CircleCheck, 'good'],
  broken: [CircleX, 'bad'],
  'not judged yet': [Circle, 'open'],
  seen: [CircleCheck, 'good'],
  'not seen yet': [Circle, 'open'],
  'not seen': [Circle, 'open'],
};

interface GuaranteeRowProps extends Pick<GuaranteesPanelProps, 'onEvidence' | 'onWhy'> {
  readonly guarantee: GuaranteeView;
}

const GuaranteeRow = memo(function GuaranteeRow({
  guarantee,
  onEvidence,
  onWhy,
}: GuaranteeRowProps) {
  const { title, ref, explain, verdict, count, first } = guarantee;
  const [Icon, tone] = LOOK[verdict];
  return (
    <li className={styles.guarantee} data-guarantee={guarantee.id} data-verdict={verdict}>
      <Icon size={16} className={styles[tone]} aria-hidden />
      <div className={styles.body}>
        <GuaranteeTitle title={title} code={ref} explain={explain} over={guarantee.over} />
        {first === null ? (
          <p className={styles.verdict}>{verdict}</p>
        ) : (
          <>
            <button
              type="button"
              className={`${styles.evidence} ${verdict === 'broken' ? '' : styles.seen}`}
              onClick={() => onEvidence(first)}
            >
              <strong>
                {verdict} at {formatTime(first.atUs)}
              </strong>
              {count > 1 && `, ${count} times`}. {first.sentence}
            </button>
            <WhyButton about={first.sentence} onAsk={() => onWhy(first.entry)} />
          </>
        )}
      </div>
    </li>
  );
}, isSame);

interface GuaranteeTitleProps {
  readonly title: string;
  readonly code: string;
  readonly explain: string;
  readonly over: GuaranteeView['over'];
}

/** It stays the same while the verdict's count goes up with every frame. */
const GuaranteeTitle = memo(function GuaranteeTitle(props: GuaranteeTitleProps) {
  const { title, code, explain, over } = props;
  return (
    <div className={styles.title}>
      <span>
        {title} <span className={styles.ref}>{code}</span>
      </span>
      <Explain about={title} sentences={[explain, OVER[over]]} />
    </div>
  );
});

/** An evidence is the same entry for as long as the run is. */
function isSame(a: GuaranteeRowProps, b: GuaranteeRowProps): boolean {
  return equal(a.guarantee, b.guarantee) && a.onEvidence === b.onEvidence && a.onWhy === b.onWhy;
}

const OVER = {
  orders: 'It is judged over every order of delivery: any message may be slow.',
  timed: 'It is judged in virtual time: delays count as long as they take.',
} as const;

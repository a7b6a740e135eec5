import { Dices } from 'lucide-react';
import { useState } from 'react';
import type { Flow } from '../../flow/flow.ts';
import { IconButton } from '../controls/Button.tsx';
import { Choice } from '../controls/Choice.tsx';
import { Explain } from '../controls/Explain.tsx';
import styles from './left.module.css';
import { Section } from './Section.tsx';

interface WorkloadSectionProps {
  readonly flow: Flow;
  readonly variant: string;
  readonly workload: string;
  readonly seed: number;
  readonly onWorkload: (workload: string) => void;
  readonly onSeed: (seed: number) => void;
  /** Why neither can be changed. */
  readonly locked?: string | null;
}

export function WorkloadSection(props: WorkloadSectionProps) {
  const { flow, variant, workload, seed, onWorkload, onSeed, locked = null } = props;
  const fitting = Object.entries(flow.workloads).filter(
    ([, { variants }]) => variants?.includes(variant) ?? true,
  );
  const current = flow.workloads[workload];
  return (
    <Section title="Workload" locked={locked}>
      <div className={styles.row}>
        <Choice
          label="Workload"
          hideLabel
          value={workload}
          onChange={onWorkload}
          values={fitting.map(([id, { title, explain }]) => ({ id, title, explain }))}
        />
        {current !== undefined && <Explain about={current.title} sentences={[current.explain]} />}
      </div>
      <div className={styles.row}>
        <span className={`${styles.grow} ${styles.quiet}`}>Seed</span>
        <SeedField key={seed} seed={seed} onSeed={onSeed} />
        <IconButton label="Another seed" onPress={() => onSeed(anySeed(seed))}>
          <Dices size={15} aria-hidden />
        </IconButton>
      </div>
    </Section>
  );
}

/** The one draw of chance in the app: which run to look at next. The run itself repeats. */
function anySeed(former: number): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint16Array(1));
  return drawn === former ? drawn + 1 : drawn;
}

function SeedField({ seed, onSeed }: { seed: number; onSeed: (seed: number) => void }) {
  const [draft, setDraft] = useState(String(seed));
  const commit = () => {
    const typed = Number(draft);
    if (Number.isSafeInteger(typed) && typed >= 0 && draft.trim() !== '') {
      if (typed !== seed) onSeed(typed);
    } else setDraft(String(seed));
  };
  return (
    <input
      className={`${styles.time} ${styles.seed}`}
      aria-label="Seed"
      inputMode="numeric"
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === 'Enter' && commit()}
    />
  );
}

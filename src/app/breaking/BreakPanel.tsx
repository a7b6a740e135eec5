import { X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { AskForm } from '../../panels/breaking/AskForm.tsx';
import styles from '../../panels/breaking/breaking.module.css';
import { type Finding, Findings } from '../../panels/breaking/Findings.tsx';
import { Remedies } from '../../panels/breaking/Remedies.tsx';
import { Button, IconButton } from '../../panels/controls/Button.tsx';
import { usePlayback, usePlaybackStore } from '../../playback/usePlayback.ts';
import { counted } from '../../verify/counted.ts';
import { kindOffers } from '../../verify/kinds.ts';
import { smallWorkloads } from '../../verify/question.ts';
import { tool } from '../tool.ts';
import { findingsOf, remedyRow, remedySummary } from './findings.ts';
import { hunt } from './hunt.ts';
import { SearchProgress } from './SearchProgress.tsx';
import { ANY, DELAYS_MAX, FAULTS_MAX, SMALL, STATES, usualWish, type Wish } from './wish.ts';

/** Choose what is to hold, what may go wrong and how far to look; then search, and see what was found. */
export function BreakPanel() {
  const store = usePlaybackStore();
  const scene = usePlayback((state) => state.scene);
  const { flow, run, compiled } = scene;
  const offers = useMemo(() => kindOffers(flow, compiled.system), [flow, compiled]);
  const [wish, setWish] = useState<Wish>(() => lastWish.get(flow.id) ?? usualWish(offers));
  const state = useStore(hunt.store);
  const change = (part: Partial<Wish>) => {
    const next = { ...wish, ...part };
    lastWish.set(flow.id, next);
    setWish(next);
  };
  const kinds = Object.fromEntries(
    Object.entries(wish.kinds).filter(([kind]) => offers.some((each) => each.kind === kind)),
  );
  const fitting = flow.guarantees.filter(({ variants }) => variants?.includes(run.variant) ?? true);
  const guarantee = fitting.some(({ id }) => id === wish.guarantee) ? wish.guarantee : ANY;
  const named = [
    ...new Set(
      fitting
        .filter(({ id }) => guarantee === ANY || id === guarantee)
        .flatMap((each) => smallWorkloads(flow, run.variant, each)),
    ),
  ];
  const titleOf = (workload: string) => flow.workloads[workload]?.title ?? workload;
  const others = [...new Set([...named, run.workload])];
  const workload = others.includes(wish.workload) ? wish.workload : SMALL;
  const findings = findingsOf(state.about?.flow ?? flow, state.quests);
  const { trials } = state;

  const openWitness = ({ decision, told, code }: Finding) => {
    if (decision?.witness == null || told === undefined) return;
    const { pause, open } = store.getState();
    pause();
    open(decision.witness, { title: `A way to break ${code}`, place: told.place });
    store.getState().pause();
  };
  const tryFix = (size: 'singles' | 'pairs', index: number) => {
    const trial = trials?.[size][index];
    if (trials == null || trial === undefined) return;
    const finding = findings.find((each) => each.guarantee === trials.guarantee);
    if (finding !== undefined) openWitness(finding);
    for (const [name, value] of Object.entries(trial.remedy)) store.getState().setFix(name, value);
  };
  return (
    <section className={styles.panel} aria-label="Find a way to break it">
      <div className={styles.head}>
        <h2 data-panel-title>Find a way to break it</h2>
        <IconButton label="Close the search" onPress={() => tool.setState({ open: null })}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <p className={styles.quiet}>
        Searches {flow.variants[run.variant]?.title ?? run.variant} with the fixes and parameters on
        the screen, with small workloads: every order of delivery, and the faults that you allow.
      </p>
      <AskForm
        guarantees={[
          { id: ANY, title: 'Any of them' },
          ...fitting.map(({ id, ref, title, explain }) => ({
            id,
            title: `${ref} ${title}`,
            explain,
          })),
        ]}
        guarantee={guarantee}
        onGuarantee={(id) => change({ guarantee: id })}
        workloads={[
          { id: SMALL, title: 'Small ones', explain: `${named.map(titleOf).join(', ')}.` },
          ...others.map((name) => ({
            id: name,
            title: name === run.workload ? `${titleOf(name)} (on the screen)` : titleOf(name),
            ...(flow.workloads[name]?.searchable !== true && { explain: 'It may be too large.' }),
          })),
        ]}
        workload={workload}
        onWorkload={(name) => change({ workload: name })}
        kinds={offers}
        chosen={kinds}
        onKinds={(chosen) => change({ kinds: chosen })}
        bounds={[
          bound('Faults, at most', wish.faults, upTo(FAULTS_MAX), (faults) => change({ faults })),
          bound('Late deadlines, at most', wish.delays, upTo(DELAYS_MAX), (delays) =>
            change({ delays }),
          ),
          bound('States, at most', wish.states, STATES, (states) => change({ states })),
        ]}
      />
      <div className={styles.buttons}>
        <Button
          look="strong"
          onPress={() => hunt.begin(flow, run, { ...wish, guarantee, workload, kinds })}
        >
          {state.quests.length === 0 ? 'Search' : 'Search anew'}
        </Button>
      </div>
      {state.about !== null && <SearchProgress />}
      {findings.length > 0 && (
        <Findings
          findings={findings}
          remedies={
            trials && {
              guarantee: trials.guarantee,
              shown: (
                <Remedies
                  summary={remedySummary(trials)}
                  singles={trials.singles.map(remedyRow)}
                  pairs={trials.pairs.map(remedyRow)}
                  onTry={tryFix}
                />
              ),
            }
          }
          onOpen={openWitness}
          onFix={({ guarantee: id }) => {
            const best = findings.find((each) => each.guarantee === id)?.decision?.witness;
            const quest = state.quests.find(({ ended }) => ended?.decision?.witness === best);
            if (quest !== undefined) hunt.tryFixes(quest);
          }}
        />
      )}
      {state.about !== null && findings.length === 0 && (
        <p>
          No guarantee of {flow.title} has a workload that is small enough. Choose the one on the
          screen.
        </p>
      )}
      {state.quests.length > 0 && (
        <p className={styles.quiet}>
          Searched:{' '}
          {[...new Set(state.quests.flatMap(({ asked }) => asked.workloads))]
            .map(titleOf)
            .join(', ')}
          ; at most {counted(state.states, 'state')} for each guarantee and workload.
        </p>
      )}
    </section>
  );
}

/** What was wished for last, by flow: it is there again when the panel is. */
const lastWish = new Map<string, Wish>();

const upTo = (most: number): number[] => Array.from({ length: most + 1 }, (_, i) => i);

const bound = (
  label: string,
  value: number,
  values: readonly number[],
  onChange: (value: number) => void,
) => ({ label, value, values, onChange });

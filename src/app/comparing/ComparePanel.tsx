import { ArrowLeftRight, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { CompareTable } from '../../panels/comparing/CompareTable.tsx';
import styles from '../../panels/comparing/comparing.module.css';
import { Differences } from '../../panels/comparing/Differences.tsx';
import { Button, IconButton } from '../../panels/controls/Button.tsx';
import { Choice } from '../../panels/controls/Choice.tsx';
import { Toggle } from '../../panels/controls/Toggle.tsx';
import { useShown } from '../../playback/shown.ts';
import { usePlayback, usePlaybackStore } from '../../playback/usePlayback.ts';
import { alongside, differencesOf, metricPairs, verdictPairs } from '../../views/comparison.ts';
import { momentAt } from '../../views/scene.ts';
import { tool } from '../tool.ts';
import { compareWith, useComparison } from './useComparison.ts';

/** What changed between two branches: in figures, in verdicts, and entry by entry. */
export function ComparePanel() {
  const store = usePlaybackStore();
  const branches = usePlayback((state) => state.branches);
  const current = usePlayback((state) => state.current);
  const { scene: now, index } = useShown('panels');
  const { was, wasScene } = useComparison();
  /** Where a scenario leads, it alone makes runs. */
  const isLed = usePlayback((state) => state.guide !== null);
  const [atPlayhead, setAtPlayhead] = useState(false);
  const flow = now.flow;
  const own = branches.filter(({ run }) => run.flow === flow.id);
  const differences = useMemo(
    () => (wasScene === null ? [] : differencesOf(wasScene, now)),
    [wasScene, now],
  );
  const titles = own.map(({ id, changed }) => ({ id: String(id), title: `${id}. ${changed}` }));
  const nowAt = atPlayhead ? index : now.trace.entries.length - 1;
  const { atUs } = store.getState().playhead;
  const wasAt =
    wasScene === null
      ? -1
      : atPlayhead
        ? alongside(now, { atUs, index }, wasScene)
        : wasScene.trace.entries.length - 1;
  return (
    <section className={styles.panel} aria-label="Compare">
      <div className={styles.head}>
        <h2 data-panel-title>Compare</h2>
        <span>
          <IconButton
            label="Swap was and now"
            onPress={() => {
              if (was === null) return;
              compareWith(current);
              store.getState().switchBranch(was.id);
            }}
          >
            <ArrowLeftRight size={16} aria-hidden />
          </IconButton>
          <IconButton label="Close the comparison" onPress={() => tool.setState({ open: null })}>
            <X size={16} aria-hidden />
          </IconButton>
        </span>
      </div>
      <div className={styles.choices}>
        <Choice
          label="Was"
          values={titles}
          value={String(was?.id ?? '')}
          onChange={(id) => compareWith(Number(id))}
        />
        <Choice
          label="Now"
          values={titles}
          value={String(current)}
          onChange={(id) => store.getState().switchBranch(Number(id))}
        />
      </div>
      {!isLed && (
        <div className={styles.variants}>
          <span>Same run with</span>
          {Object.entries(flow.variants)
            .filter(([name]) => name !== now.run.variant)
            .map(([name, { title }]) => (
              <Button
                key={name}
                label={`The same run with ${title}`}
                onPress={() => {
                  compareWith(current);
                  store.getState().setVariant(name);
                }}
              >
                {title}
              </Button>
            ))}
        </div>
      )}
      {wasScene !== null && (
        <>
          <Toggle isOn={atPlayhead} onChange={setAtPlayhead}>
            Only up to the playhead
          </Toggle>
          <CompareTable
            metrics={metricPairs(wasScene, wasAt, now, nowAt)}
            verdicts={verdictPairs(wasScene, wasAt, now, nowAt)}
          />
          <Differences
            differences={differences}
            atUs={now.trace.entries[index]?.atUs ?? 0}
            onSeek={({ side, entry, atUs: when }) => {
              const { pause, seek, seekEntry } = store.getState();
              pause();
              if (side === 'now') seekEntry(entry);
              else seek(momentAt(now.trace, when).atUs);
            }}
          />
        </>
      )}
    </section>
  );
}

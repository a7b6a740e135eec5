import { useEffect, useState } from 'react';
import type { Flow } from '../../flow/flow.ts';
import type { Run } from '../../flow/run.ts';
import type { Micros } from '../../kernel/time.ts';
import { nextTurn, realNowMs } from '../../playback/clock.ts';
import { makeScene } from '../../playback/simulating.ts';
import { usePlayback } from '../../playback/usePlayback.ts';
import type { StepOf } from '../../scenario/scenario.ts';
import type { Scene } from '../../views/scene.ts';
import { formatTime } from '../../views/words.ts';
import { costRows, type FigureRow, mendedRows } from './goals.ts';
import type { StepProps } from './LessonPanel.tsx';
import styles from './lesson.module.css';
import { Prose } from './Prose.tsx';

/** Was and now: what the fix mends, and what it costs. */
export function Figures({ lesson, snapshot, step }: StepProps<StepOf<'fix'>>) {
  const { index } = snapshot.context;
  const flow = usePlayback((state) => state.scene.flow);
  const compared = lesson.compared(index);
  const was = useScene(flow, compared.was);
  const now = useScene(flow, compared.now);
  // A cost is counted to the end of the run.
  const wasToEnd = useScene(flow, compared.wasToEnd);
  const nowToEnd = useScene(flow, compared.nowToEnd);
  if (was === null || now === null || wasToEnd === null || nowToEnd === null) return null;
  const mended = mendedRows(was, now, step.expect);
  const costs = costRows(wasToEnd, nowToEnd, step.cost);
  return (
    <div className={styles.figures}>
      <table>
        <caption className="visually-hidden">The same seed, without the fix and with it</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">What</span>
            </th>
            <th scope="col">Was {when(compared.wasUs)}</th>
            <th scope="col">Now {when(compared.nowUs)}</th>
          </tr>
        </thead>
        <tbody>
          {mended.map((row) => (
            <Row key={row.title} row={row} />
          ))}
        </tbody>
        {costs.length > 0 && (
          <tbody>
            <tr>
              <th scope="rowgroup" colSpan={3} className={styles.costHead}>
                What it costs, to the end
              </th>
            </tr>
            {costs.map((row) => (
              <Row key={row.title} row={row} />
            ))}
          </tbody>
        )}
      </table>
    </div>
  );
}

function Row({ row: { title, was, now, differs, say } }: { readonly row: FigureRow }) {
  return (
    <tr>
      <th scope="row">
        {title}
        {say !== undefined && (
          <div className={styles.costSay}>
            <Prose text={say} />
          </div>
        )}
      </th>
      <td>{was}</td>
      <td>{differs ? <strong>{now}</strong> : now}</td>
    </tr>
  );
}

const when = (us: Micros | null): string => (us === null ? '(end)' : `(${formatTime(us)})`);

/** Another run of the flow, simulated without freezing the page. */
function useScene(flow: Flow, run: Run): Scene | null {
  const [scene, setScene] = useState<Scene | null>(null);
  const text = JSON.stringify(run);
  useEffect(() => {
    let isWanted = true;
    void (async () => {
      const timing = { nowMs: realNowMs, nextTurn };
      const made = await makeScene(flow, JSON.parse(text) as Run, timing, () => isWanted);
      if (made !== undefined && isWanted) setScene(made);
    })();
    return () => {
      isWanted = false;
    };
  }, [flow, text]);
  return scene;
}

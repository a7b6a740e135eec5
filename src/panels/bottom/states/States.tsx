import { useEffect, useMemo, useRef, useState } from 'react';
import type { NodeId } from '../../../kernel/system.ts';
import { useShown } from '../../../playback/shown.ts';
import { usePlayback, usePlaybackStore } from '../../../playback/usePlayback.ts';
import type { Scene } from '../../../views/scene.ts';
import { type ActorStanding, standingAt } from '../../../views/standing.ts';
import { type Statechart, statechartOf } from '../../../views/statechart.ts';
import { formatTime, words } from '../../../views/words.ts';
import { Choice } from '../../controls/Choice.tsx';
import { Toggle } from '../../controls/Toggle.tsx';
import { useSize } from '../useSize.ts';
import { useThemeChange } from '../useThemeChange.ts';
import { CopyMachine } from './CopyMachine.tsx';
import { fitted } from './fit.ts';
import { Outline } from './Outline.tsx';
import { Picture } from './Picture.tsx';
import { firstPick, idOf, offersOn, type Pick, type Picked, pickedAt } from './pick.ts';
import styles from './States.module.css';
import { useLayouts } from './useLayouts.ts';

/** The statechart of an actor: where it stands at the playhead, how it came there, what it waits for. */
export function States() {
  const { scene, index } = useShown('panels');
  const followed = usePlayback((state) => state.followed);
  const { node, pick, setNode, setPick } = usePick(scene);
  const [inWords, setInWords] = useState(false);
  const [isWhole, setIsWhole] = useState(false);
  const picked = pickedAt(scene, node, pick, index, followed);
  const spec = scene.compiled.plan.machines[picked.machine];
  const chart = useMemo(() => (spec === undefined ? null : statechartOf(spec)), [spec]);
  const standing =
    chart === null || picked.actor === null
      ? null
      : standingAt(scene, chart, picked.actor.id, index);
  const offers = offersOn(scene, node, index);
  return (
    <section className={styles.states} aria-label="States">
      <div className={styles.head}>
        <Choice
          label="Node"
          values={scene.compiled.plan.nodes.map(({ id, title }) => ({ id, title }))}
          value={node}
          onChange={setNode}
        />
        <Choice
          label="Machine"
          values={withPick(offers, pick, picked)}
          value={idOf(pick)}
          onChange={(id) => setPick(offers.find((each) => each.id === id)?.pick ?? pick)}
        />
        <Now scene={scene} picked={picked} standing={standing} />
        <Toggle isOn={isWhole} onChange={setIsWhole}>
          Whole
        </Toggle>
        <Toggle isOn={inWords} onChange={setInWords}>
          In words
        </Toggle>
        {spec !== undefined && <CopyMachine spec={spec} />}
      </div>
      {chart !== null && <Chart {...{ chart, standing, inWords, isWhole }} />}
    </section>
  );
}

/** The node that was selected last, wherever that was, and what was picked on it. */
function usePick(scene: Scene) {
  const store = usePlaybackStore();
  const selection = usePlayback((state) => state.selection);
  const { nodes } = scene.compiled.plan;
  const selected = selection?.kind === 'node' ? selection.node : scene.flow.opening.breakable;
  const node = (nodes.find(({ id }) => id === selected) ?? nodes[0])?.id ?? '';
  const [chosen, setChosen] = useState<{ readonly node: NodeId; readonly pick: Pick } | null>(null);
  const pick = chosen?.node === node ? chosen.pick : firstPick(scene, node);
  return {
    node,
    pick,
    setNode: (id: NodeId) => store.getState().select({ kind: 'node', node: id }),
    setPick: (next: Pick) => setChosen({ node, pick: next }),
  };
}

/** What is picked stays in the list when it has left. */
function withPick(
  offers: ReturnType<typeof offersOn>,
  pick: Pick,
  { machine }: Picked,
): ReturnType<typeof offersOn> {
  const id = idOf(pick);
  if (pick.kind !== 'one' || offers.some((each) => each.id === id)) return offers;
  const name = pick.actor.slice(pick.actor.indexOf('/') + 1);
  return [...offers, { id, title: `${name} · ${words(machine)}`, explain: 'has left', pick }];
}

interface NowProps {
  readonly scene: Scene;
  readonly picked: Picked;
  readonly standing: ActorStanding | null;
}

function Now({ scene, picked: { actor }, standing }: NowProps) {
  const store = usePlaybackStore();
  if (actor === null || standing === null) {
    return <p className={styles.now}>Not alive at this moment.</p>;
  }
  const { last } = standing;
  const step = last === null ? undefined : scene.trace.entries[last.entry];
  const on = step?.kind === 'step' ? step.on : '';
  const name = on.startsWith('xstate.after.') ? `after ${on.split('.')[2]}` : on;
  return (
    <p className={styles.now}>
      <b>{standing.state}</b>
      {last !== null && (
        <>
          {' since '}
          <button
            type="button"
            className={styles.jump}
            onClick={() => store.getState().seekEntry(last.entry)}
          >
            {words(name)} at {formatTime(last.atUs)}
          </button>
        </>
      )}
      {standing.delays.length > 0 && (
        <span className={styles.delays}>
          {' waits for '}
          {standing.delays
            .map(({ name: delay, count }) => (count > 1 ? `${delay} (${count})` : delay))
            .join(', ')}
        </span>
      )}
    </p>
  );
}

interface ChartProps {
  readonly chart: Statechart;
  readonly standing: ActorStanding | null;
  readonly inWords: boolean;
  /** As small as it must be to be seen whole. */
  readonly isWhole: boolean;
}

const USUAL_TYPE_PX = 13;

function Chart({ chart, standing, inWords, isWhole }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  // The theme changes the size of type.
  useThemeChange();
  const layouts = useLayouts(chart);
  const type = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const grown = Math.max(1, type / USUAL_TYPE_PX);
  const picture =
    inWords || layouts === null || layouts === 'failed'
      ? undefined
      : fitted(layouts, size, grown, isWhole);
  const hasPicture = picture !== undefined;
  const active = standing?.state ?? '';
  useEffect(() => {
    if (active !== '' && hasPicture) showActive(box.current);
  }, [active, hasPicture, isWhole]);
  return (
    // A region that scrolls must be reached by the keyboard.
    <div className={styles.scroll} ref={box} role="region" tabIndex={0} aria-label="Statechart">
      {layouts === null && !inWords && (
        <p className={styles.note} role="status">
          Laying out…
        </p>
      )}
      {layouts === 'failed' && !inWords && (
        <p className={styles.note}>The layout could not be loaded. This is the chart in words.</p>
      )}
      {picture && <Picture {...{ chart, standing }} {...picture} />}
      <Outline chart={chart} standing={standing} visible={inWords || layouts === 'failed'} />
    </div>
  );
}

/** Brings the innermost active state to the middle, where it is not seen. */
function showActive(box: HTMLElement | null): void {
  const state = [...(box?.querySelectorAll('[data-active]') ?? [])].at(-1);
  if (!box || !state) return;
  const { left, right, top, bottom } = state.getBoundingClientRect();
  const outer = box.getBoundingClientRect();
  if (left < outer.left || right > outer.right) {
    box.scrollLeft += (left + right - outer.left - outer.right) / 2;
  }
  if (top < outer.top || bottom > outer.bottom) {
    box.scrollTop += (top + bottom - outer.top - outer.bottom) / 2;
  }
}

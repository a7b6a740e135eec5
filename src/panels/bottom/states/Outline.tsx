import { memo } from 'react';
import type { ActorStanding } from '../../../views/standing.ts';
import type { ChartLabel, ChartState, Statechart } from '../../../views/statechart.ts';
import { words } from '../../../views/words.ts';
import styles from './States.module.css';

interface OutlineProps {
  readonly chart: Statechart;
  readonly standing: ActorStanding | null;
  /** Otherwise it is there for those only who do not see the picture. */
  readonly visible: boolean;
}

/** The statechart in words: states as they are nested, each with where it leads. */
export const Outline = memo(function Outline({ chart, standing, visible }: OutlineProps) {
  return (
    <ul className={visible ? styles.outline : 'visually-hidden'} aria-label="States">
      <StateItem state={chart.root} {...{ chart, standing }} />
    </ul>
  );
});

interface StateItemProps {
  readonly chart: Statechart;
  readonly standing: ActorStanding | null;
  readonly state: ChartState;
}

function StateItem({ chart, standing, state }: StateItemProps) {
  const { path, name, children, lines } = state;
  const isActive = standing?.active.has(path) === true;
  const leaving = chart.edges.filter(({ from }) => from === path);
  const is = [
    KINDS[state.type],
    state.initial ? 'where it begins' : '',
    isActive ? 'active now' : '',
  ].filter((each) => each !== '');
  return (
    <li className={isActive ? styles.activeItem : undefined}>
      <b>{name}</b>
      {is.length > 0 && <small> ({is.join(', ')})</small>}
      {(lines.length > 0 || leaving.length > 0) && (
        <ul className={styles.ways}>
          {lines.map((label) => (
            <WayItem key={label.text} label={label} to={null} standing={standing} />
          ))}
          {leaving.flatMap(({ to, labels }) =>
            labels.map((label) => (
              <WayItem key={`${to} ${label.text}`} label={label} to={to} standing={standing} />
            )),
          )}
        </ul>
      )}
      {children.length > 0 && (
        <ul className={styles.nested}>
          {children.map((child) => (
            <StateItem key={child.path} state={child} {...{ chart, standing }} />
          ))}
        </ul>
      )}
    </li>
  );
}

const KINDS: Readonly<Record<ChartState['type'], string>> = {
  atomic: '',
  compound: '',
  parallel: 'all at the same time',
  final: 'the end',
  history: 'where it was before',
};

interface WayItemProps {
  readonly label: ChartLabel;
  readonly to: string | null;
  readonly standing: ActorStanding | null;
}

function WayItem({ label: { text, transitions }, to, standing }: WayItemProps) {
  const has = (ids: ReadonlySet<string> | undefined) =>
    transitions.some(({ id }) => ids?.has(id) === true);
  return (
    <li className={has(standing?.last?.transitions) ? styles.lastItem : undefined}>
      {text}
      {to !== null && ` → ${to.split('.').map(words).join(': ')}`}
      {has(standing?.last?.transitions) && ' (last)'}
      {standing?.delays.some((delay) => has(delay.transitions)) === true && ' (running)'}
    </li>
  );
}

import { BaseEdge, type EdgeProps } from '@xyflow/react';
import { memo, useContext } from 'react';
import { pathOf, type Route } from '../views/geometry/curve.ts';
import styles from './Link.module.css';
import { DiagramContext, RoutesContext } from './viewContext.ts';

/** The line of a link: what befalls it is its dash and colour, with words beside it on its grip. */
export const LinkLine = memo(function LinkLine({ id }: EdgeProps) {
  const { links, still } = useContext(DiagramContext);
  const link = links.get(id);
  const route = useContext(RoutesContext).get(id);
  if (link === undefined || route === undefined) return null;
  const fault = link.faults[0]?.kind;
  const isBusy = still && link.forth + link.back > 0;
  const names = [styles.line, fault && styles[fault], isBusy && styles.lit];
  return <Line id={id} route={route} look={names.filter(Boolean).join(' ')} />;
});

interface LineProps {
  readonly id: string;
  readonly route: Route;
  readonly look: string;
}

const Line = memo(function Line({ id, route, look }: LineProps) {
  return <BaseEdge id={id} path={pathOf(route.curve)} className={look} interactionWidth={24} />;
});

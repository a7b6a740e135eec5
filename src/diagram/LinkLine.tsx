import { BaseEdge, type Edge, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import type { LinkView } from '../views/linkViews.ts';
import type { Route } from './curve.ts';
import { pathOf } from './curve.ts';
import styles from './Link.module.css';

export type LinkEdge = Edge<
  { readonly link: LinkView; readonly route: Route | undefined; readonly still: boolean },
  'link'
>;

/** The line of a link: what befalls it is its dash and colour, with words beside it on its grip. */
export const LinkLine = memo(function LinkLine({ id, data }: EdgeProps<LinkEdge>) {
  if (data?.route === undefined) return null;
  const { link, route, still } = data;
  const fault = link.faults[0]?.kind;
  const isBusy = still && link.forth + link.back > 0;
  const names = [styles.line, fault && styles[fault], isBusy && styles.lit];
  return (
    <BaseEdge
      id={id}
      path={pathOf(route.curve)}
      className={names.filter(Boolean).join(' ')}
      interactionWidth={24}
    />
  );
});

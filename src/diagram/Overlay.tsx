import { useStore, ViewportPortal } from '@xyflow/react';
import { type CSSProperties, useContext } from 'react';
import styles from './Diagram.module.css';
import { LinkGrip } from './LinkGrip.tsx';
import type { Pair } from './layout.ts';
import { Pills } from './Pills.tsx';
import { DiagramContext, RoutesContext } from './viewContext.ts';

/** What lies over boxes and lines, in the diagram's own pixels: the grips of links, and messages. */
export function Overlay({ pairs }: { readonly pairs: readonly Pair[] }) {
  const { nodes, links, messages, lit, still } = useContext(DiagramContext);
  const routes = useContext(RoutesContext);
  const zoom = useStore(({ transform }) => transform[2]);
  // Grips and pills keep their size on the screen when the rest shrinks.
  const style = { '--unzoom': Math.max(1, 1 / zoom) } as CSSProperties;
  return (
    <ViewportPortal>
      <div className={styles.overlay} style={style}>
        {[...links.values()].map((link) => {
          const route = routes.get(link.id);
          if (route === undefined || link.kind === 'local') return null;
          return (
            <LinkGrip
              key={link.id}
              {...{ link, route, still }}
              fromTitle={nodes.get(link.from)?.title ?? link.from}
              toTitle={nodes.get(link.to)?.title ?? link.to}
            />
          );
        })}
      </div>
      <div className={styles.overlay} style={style} role="group" aria-label="Messages under way">
        <Pills {...{ messages, pairs, routes, lit, still }} />
      </div>
    </ViewportPortal>
  );
}

import { useStore, ViewportPortal } from '@xyflow/react';
import type { CSSProperties } from 'react';
import type { Diagram } from '../views/diagram.ts';
import type { Route } from './curve.ts';
import styles from './Diagram.module.css';
import { LinkGrip } from './LinkGrip.tsx';
import { Pills } from './Pills.tsx';

interface OverlayProps {
  readonly diagram: Diagram;
  readonly routes: ReadonlyMap<string, Route>;
  readonly lit: ReadonlySet<number>;
  readonly still: boolean;
}

/** What lies over boxes and lines, in the diagram's own pixels: the grips of links, and messages. */
export function Overlay({ diagram, routes, lit, still }: OverlayProps) {
  const zoom = useStore(({ transform }) => transform[2]);
  const titles = new Map(diagram.nodes.map(({ id, title }) => [id, title]));
  // Grips and pills keep their size on the screen when the rest shrinks.
  const style = { '--unzoom': Math.max(1, 1 / zoom) } as CSSProperties;
  return (
    <ViewportPortal>
      <div className={styles.overlay} style={style}>
        {diagram.links.map((link) => {
          const route = routes.get(link.id);
          if (route === undefined || link.kind === 'local') return null;
          return (
            <LinkGrip
              key={link.id}
              {...{ link, route, still }}
              fromTitle={titles.get(link.from) ?? link.from}
              toTitle={titles.get(link.to) ?? link.to}
            />
          );
        })}
      </div>
      <div className={styles.overlay} style={style} role="group" aria-label="Messages under way">
        <Pills messages={diagram.messages} pairs={diagram.links} {...{ routes, lit, still }} />
      </div>
    </ViewportPortal>
  );
}

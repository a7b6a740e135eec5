import { useStore, ViewportPortal } from '@xyflow/react';
import { type CSSProperties, memo, useContext, useRef } from 'react';
import type { Route } from '../views/geometry/curve.ts';
import type { Pair } from '../views/geometry/layout.ts';
import { Crowd } from './Crowd.tsx';
import styles from './Diagram.module.css';
import { LinkGrip } from './LinkGrip.tsx';
import { Pills } from './Pills.tsx';
import { useGrips } from './useGrips.ts';
import { usePills } from './usePills.ts';
import { DiagramContext, RoutesContext } from './viewContext.ts';

/** Of the usual size: pills are still 24 pixels high and can be read. */
const SMALLEST = 0.88;

/** What lies over boxes and lines: the grips of links, and messages. */
export function Overlay({ pairs }: { readonly pairs: readonly Pair[] }) {
  const { nodes, links, lit, still } = useContext(DiagramContext);
  const routes = useContext(RoutesContext);
  const zoom = useStore(({ transform }) => transform[2]);
  // Grips and pills keep their size on the screen when the rest shrinks.
  const unzoom = Math.max(1, 1 / zoom);
  // In a small diagram pills are a little smaller too, or they would cover what they go between.
  const pillScale = Math.max(1, Math.max(SMALLEST, Math.min(1, zoom + 0.25)) / zoom);
  const grips = useRef<HTMLDivElement>(null);
  useGrips(grips, routes, zoom);
  return (
    <>
      <ViewportPortal>
        <div ref={grips} className={styles.overlay} style={{ '--unzoom': unzoom } as CSSProperties}>
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
      </ViewportPortal>
      <Messages {...{ pairs, routes, lit, still }} unzoom={pillScale} />
    </>
  );
}

interface MessagesProps {
  readonly pairs: readonly Pair[];
  readonly routes: ReadonlyMap<string, Route>;
  readonly lit: ReadonlySet<number>;
  readonly still: boolean;
  readonly unzoom: number;
}

const Messages = memo(function Messages({ unzoom, ...rest }: MessagesProps) {
  const { pills, crowd, areMoving } = usePills();
  const style = { '--unzoom': unzoom } as CSSProperties;
  return (
    <>
      <ViewportPortal>
        <div className={styles.overlay} style={style} role="group" aria-label="Messages under way">
          <Pills pills={pills} areMoving={areMoving} {...rest} />
        </div>
      </ViewportPortal>
      <Crowd crowd={crowd} pairs={rest.pairs} routes={rest.routes} />
    </>
  );
});

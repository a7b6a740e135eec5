import { Gauge, X } from 'lucide-react';
import { memo, useContext } from 'react';
import type { Route } from '../views/geometry/curve.ts';
import type { LinkView } from '../views/linkViews.ts';
import styles from './Link.module.css';
import { MenuContext } from './target.ts';
import { gripTransform, MIDDLE } from './useGrips.ts';

interface LinkGripProps {
  readonly link: LinkView;
  readonly route: Route;
  readonly fromTitle: string;
  readonly toTitle: string;
  readonly still: boolean;
}

/** The middle of a link: a small dot that opens its menu, and the sign of what befalls it. */
export const LinkGrip = memo(function LinkGrip(props: LinkGripProps) {
  const { link, route, fromTitle, toTitle, still } = props;
  const openMenu = useContext(MenuContext);
  const carried = link.forth + link.back;
  const words = link.faults.map((fault) => fault.words).join(', ');
  const [first] = link.faults;
  return (
    <button
      type="button"
      className={`${styles.grip} nopan`}
      style={{ transform: gripTransform(route, MIDDLE) }}
      data-link={link.id}
      aria-haspopup="menu"
      aria-label={`Link ${fromTitle} – ${toTitle}${words && `, ${words}`}${carried > 0 ? `, ${carried} under way` : ''}`}
      onClick={(event) => openMenu({ kind: 'link', link: link.id }, event.currentTarget)}
    >
      {first === undefined ? <span className={styles.dot} /> : <Sign kind={first.kind} />}
      {words !== '' && <span className={styles.words}>{words}</span>}
      {still && carried > 0 && <span className={styles.count}>{carried}</span>}
    </button>
  );
});

function Sign({ kind }: { readonly kind: LinkView['faults'][number]['kind'] }) {
  return (
    <span className={`${styles.badge} ${kind === 'cut' ? '' : styles.warn}`}>
      {kind === 'cut' ? <X size={16} aria-hidden /> : <Gauge size={15} aria-hidden />}
    </span>
  );
}

import { useEffect, useRef } from 'react';
import { everyFrame } from '../../playback/clock.ts';
import { useReducedMotion } from '../DiagramView.tsx';
import type { Dot, FlowPicture as Picture } from '../overview/picture.ts';
import styles from './FlowPicture.module.css';

interface FlowPictureProps {
  readonly picture: Picture;
  /** The messages of its run move; else they stand where they are at one instant of it. */
  readonly moves: boolean;
}

const DOT_PX = 5;
/** About what a card has for its picture, in pixels. */
const ROOM = { width: 240, height: 83 } as const;

/** Nodes, links and messages of a flow's real run, without words: those are beside it. */
export function FlowPicture({ picture, moves }: FlowPictureProps) {
  const { view, boxes, links, dots } = picture;
  const [, , width = 0, height = 0] = view.split(' ').map(Number);
  // All dots are of one size, whatever the size of the plan.
  const radius = Math.max(width / ROOM.width, height / ROOM.height) * DOT_PX;
  const drawing = useRef<SVGSVGElement>(null);
  const still = useReducedMotion();
  useEffect(() => {
    const svg = drawing.current;
    if (svg === null) return undefined;
    let atS = picture.stillS;
    const draw = () => place(svg, picture, atS);
    draw();
    if (!moves || still) return undefined;
    return everyFrame((realS) => {
      atS = (atS + realS) % picture.endS;
      draw();
    });
  }, [picture, moves, still]);
  return (
    <svg ref={drawing} viewBox={view} className={styles.picture} aria-hidden>
      {links.map((path) => (
        <path key={path} d={path} className={styles.link} />
      ))}
      {boxes.map(([x, y, width, height]) => (
        <rect key={`${x} ${y}`} {...{ x, y, width, height }} rx="24" className={styles.box} />
      ))}
      {dots.map(([link, isBack, fromS, , kind]) => (
        <circle
          key={`${link} ${isBack} ${fromS} ${kind}`}
          r={radius}
          className={styles[kind]}
          visibility="hidden"
        />
      ))}
    </svg>
  );
}

function place(svg: SVGSVGElement, { dots }: Picture, atS: number): void {
  const paths = svg.querySelectorAll('path');
  svg.querySelectorAll('circle').forEach((circle, i) => {
    const dot = dots[i];
    const path = paths[dot?.[0] ?? -1];
    const part = dot === undefined ? -1 : wayOf(dot, atS);
    const isThere = path !== undefined && part >= 0 && part <= 1;
    circle.setAttribute('visibility', isThere ? 'visible' : 'hidden');
    if (!isThere) return;
    const { x, y } = path.getPointAtLength(part * path.getTotalLength());
    circle.setAttribute('cx', x.toFixed(1));
    circle.setAttribute('cy', y.toFixed(1));
  });
}

/** How far along the path; beyond 0 to 1 when it is not under way. */
function wayOf([, isBack, fromS, toS]: Dot, atS: number): number {
  const part = toS > fromS ? (atS - fromS) / (toS - fromS) : -1;
  return isBack === 1 ? 1 - part : part;
}

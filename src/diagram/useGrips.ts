/**
 * Where on its link a grip stands: in the middle, and beside the messages that lie there while
 * one looks at them, so that both can be taken hold of.
 */
import { type RefObject, useContext, useEffect } from 'react';
import { along, type Route } from '../views/geometry/curve.ts';
import { FramesContext } from './frames.ts';

export const MIDDLE = 0.5;
/** Tried in this order. */
const PLACES = [MIDDLE, 0.38, 0.62, 0.28, 0.72, 0.2, 0.8];
/** On the link, or, where a message covers all of it, above or below: pixels on the screen. */
const ASIDE = [0, -27, 27];

export function gripTransform(route: Route, part: number, asidePx = 0): string {
  const { x, y } = along(route, part);
  return `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-13px, calc(-50% + ${asidePx}px * var(--unzoom))) scale(var(--unzoom))`;
}

/** Moves the grips inside `box` out of the way of pills when these stand still. */
export function useGrips(
  box: RefObject<HTMLElement | null>,
  routes: ReadonlyMap<string, Route>,
  zoom: number,
): void {
  const frames = useContext(FramesContext);
  useEffect(() => {
    let handle = 0;
    let areAside = false;
    const place = (): void => {
      const canvas = box.current?.closest('[aria-label=Diagram]');
      if (!canvas) return;
      const pills = frames.moves() ? [] : rectsOf(canvas, '[data-message]');
      if (pills.length === 0 && !areAside) return;
      areAside = pills.length > 0;
      for (const grip of canvas.querySelectorAll<HTMLElement>('[data-link]')) {
        const route = routes.get(grip.dataset['link'] ?? '');
        if (route !== undefined) standFree(grip, route, pills);
      }
    };
    const soon = (): void => {
      if (frames.moves() && !areAside) return;
      cancelAnimationFrame(handle);
      // Once the pills stand where they belong.
      handle = requestAnimationFrame(place);
    };
    soon();
    const leave = frames.subscribe(soon);
    return () => {
      leave();
      cancelAnimationFrame(handle);
    };
    // Pills keep their size when the diagram changes its own: they may cover a grip then.
  }, [box, routes, frames, zoom]);
}

function standFree(grip: HTMLElement, route: Route, pills: readonly DOMRect[]): void {
  for (const asidePx of ASIDE) {
    for (const part of PLACES) {
      grip.style.transform = gripTransform(route, part, asidePx);
      const here = grip.getBoundingClientRect();
      if (!pills.some((pill) => overlap(here, pill))) return;
    }
  }
  grip.style.transform = gripTransform(route, MIDDLE);
}

const rectsOf = (canvas: Element, selector: string): DOMRect[] =>
  Array.from(canvas.querySelectorAll(selector), (each) => each.getBoundingClientRect());

const overlap = (a: DOMRect, b: DOMRect): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

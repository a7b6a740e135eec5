/** Everything stays in sight until somebody pans or zooms; from then on the view is theirs. */
import { type OnMoveStart, type ReactFlowState, useReactFlow, useStore } from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import type { Shape } from '../views/geometry/layout.ts';

const FLAT_FROM = 1.75;

/** `bare`: no hint lies over the diagram, so that its top need not be kept free. */
export function useFit(
  box: RefObject<HTMLElement | null>,
  {
    upright,
    fixed,
    bare,
  }: { readonly upright: boolean; readonly fixed: boolean; readonly bare: boolean },
) {
  const { fitView } = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const { right, bottom } = useStore(reachOf, sameReach);
  const isMeasured = bottom > 0;
  const isTheirs = useRef(false);
  const fitted = useRef({ right: 0, bottom: 0 });
  // Where nobody can zoom, no box may cover another.
  const flat = !fixed && height > 0 && width / height > FLAT_FROM;
  const shape: Shape = upright ? 'upright' : flat ? 'flat' : 'landscape';

  const fit = useMemo(() => {
    // Room for the hint above (upright it stands above the diagram) and the controls below, both
    // of which grow with the type.
    const type = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const side = upright || fixed || bare ? '12px' : '28px';
    const [top, bottom] = fixed ? [1.2, 1.2] : bare || upright ? [1.4, 3.4] : [4.9, 4.3];
    const padding = {
      top: `${type * top}px`,
      bottom: `${type * bottom}px`,
      left: side,
      right: side,
    } as const;
    return { padding, maxZoom: 1.5, minZoom: 0.2 } as Parameters<typeof fitView>[0] & object;
    // A theme may change the type, and then the room changes with it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [upright, fixed, bare, width, height]);

  useEffect(() => {
    if (!isMeasured || isTheirs.current || box.current === null) return;
    fitted.current = { right: 0, bottom: 0 };
    void fitView(fit);
  }, [fitView, fit, isMeasured, shape, width, height, box]);

  // A box that holds more than before may reach out of sight. One that holds less moves nothing.
  useEffect(() => {
    const { current } = fitted;
    const hasGrown = right > current.right || bottom > current.bottom;
    if (!isMeasured || !hasGrown) return;
    fitted.current = {
      right: Math.max(right, current.right),
      bottom: Math.max(bottom, current.bottom),
    };
    if (!isTheirs.current) void fitView(fit);
  }, [fitView, fit, isMeasured, right, bottom]);

  const onMoveStart = useCallback<OnMoveStart>((event) => {
    // There is an event only where a person moves it.
    if (event !== null) isTheirs.current = true;
  }, []);
  const showAll = useCallback(() => {
    isTheirs.current = false;
    void fitView(fit);
  }, [fitView, fit]);
  return { shape, fit, onMoveStart, showAll };
}

interface Reach {
  readonly right: number;
  readonly bottom: number;
}

/** How far the boxes reach, in the diagram's own pixels; 0 until all are measured. */
function reachOf({ nodeLookup }: ReactFlowState): Reach {
  let right = 0;
  let bottom = 0;
  for (const { position, measured } of nodeLookup.values()) {
    if (measured.width === undefined || measured.height === undefined) return UNMEASURED;
    right = Math.max(right, position.x + measured.width);
    bottom = Math.max(bottom, position.y + measured.height);
  }
  return { right, bottom };
}

const UNMEASURED: Reach = { right: 0, bottom: 0 };

const sameReach = (a: Reach, b: Reach): boolean => a.right === b.right && a.bottom === b.bottom;

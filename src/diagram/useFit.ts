/** Everything stays in sight until somebody pans or zooms; from then on the view is theirs. */
import { type OnMoveStart, useReactFlow, useStore } from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import type { Shape } from '../views/geometry/layout.ts';

const FLAT_FROM = 1.75;

export function useFit(box: RefObject<HTMLElement | null>, upright: boolean, fixed: boolean) {
  const { fitView } = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const isMeasured = useStore((state) => state.nodesInitialized);
  const isTheirs = useRef(false);
  const flat = height > 0 && width / height > FLAT_FROM;
  const shape: Shape = upright ? 'upright' : flat ? 'flat' : 'landscape';

  const fit = useMemo(() => {
    // Room for the hint above and the controls below, both of which grow with the type.
    const type = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const side = upright || fixed ? '12px' : '28px';
    const [top, bottom] = fixed ? [1.2, 1.2] : [4.9, 4.3];
    const padding = {
      top: `${type * top}px`,
      bottom: `${type * bottom}px`,
      left: side,
      right: side,
    } as const;
    return { padding, maxZoom: 1.5, minZoom: 0.2 } as Parameters<typeof fitView>[0] & object;
    // A theme may change the type, and then the room changes with it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [upright, fixed, width, height]);

  useEffect(() => {
    if (!isMeasured || isTheirs.current || box.current === null) return;
    void fitView(fit);
  }, [fitView, fit, isMeasured, shape, width, height, box]);

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

import { type RefObject, useEffect, useState } from 'react';

/** Whether any of it is on the screen, or within `margin` of it. */
export function useOnScreen(box: RefObject<HTMLElement | null>, margin = '0px'): boolean {
  const [isThere, setIsThere] = useState(false);
  useEffect(() => {
    if (box.current === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => setIsThere(entries.at(-1)?.isIntersecting ?? false),
      { rootMargin: margin },
    );
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box, margin]);
  return isThere;
}

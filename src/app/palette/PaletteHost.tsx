import { lazy, Suspense, useEffect } from 'react';
import { useLocation } from 'wouter';
import { openAnew } from '../anew.ts';
import { goToPart } from '../site/goToPart.ts';
import { closePalette, openPalette, usePaletteIsOpen } from './open.ts';

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }));

/** Ctrl K or ⌘ K, on every page. */
export function PaletteHost() {
  const isOpen = usePaletteIsOpen();
  const [, navigate] = useLocation();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isIt = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!isIt || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      if (document.querySelector('[role=dialog], [role=menu]') === null) openPalette();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  if (!isOpen) return null;
  const go = (href: string) => {
    navigate(href);
    openAnew();
    const part = new URL(href, location.href).hash.slice(1);
    if (part !== '') goToPart(part);
  };
  return (
    <Suspense>
      <Palette onGo={go} onClose={closePalette} />
    </Suspense>
  );
}

import { useEffect } from 'react';

export type ScreenKey = 'next' | 'previous' | 'blank' | 'fullscreen' | 'help' | 'reveal' | 'play';

/** As presenters' keys are everywhere; clickers send PageUp, PageDown and often `b` or `.`. */
const KEYS: Readonly<Record<string, ScreenKey>> = {
  PageDown: 'next',
  PageUp: 'previous',
  b: 'blank',
  '.': 'blank',
  f: 'fullscreen',
  '?': 'help',
  r: 'reveal',
  ' ': 'play',
};

/** For the page as a whole; not while somebody types, nor with a key that a button in focus takes. */
export function useScreenKeys(act: (key: ScreenKey) => void): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey } = event;
      const action = KEYS[key.length === 1 ? key.toLowerCase() : key];
      if (action === undefined || ctrlKey || metaKey || altKey || event.defaultPrevented) return;
      const element = target instanceof Element ? target : null;
      if (element?.closest('input, textarea, select, [contenteditable], [role=dialog]')) return;
      if (key === ' ' && element?.closest('button, a, [role=button]')) return;
      event.preventDefault();
      act(action);
    };
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  }, [act]);
}

export function toggleFullscreen(): void {
  const { fullscreenElement, documentElement } = document;
  // A browser may refuse; the page is as good in its window.
  if (fullscreenElement === null) documentElement.requestFullscreen?.().catch(() => {});
  else void document.exitFullscreen();
}

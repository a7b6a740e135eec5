import { useSyncExternalStore } from 'react';

const dark = '(prefers-color-scheme: dark)';

/** Changes whenever the colours on the page do: for what paints by itself. */
export function useThemeChange(): string {
  return useSyncExternalStore(
    subscribe,
    () => `${document.documentElement.dataset.theme ?? 'system'} ${matchMedia(dark).matches}`,
  );
}

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const query = matchMedia(dark);
  query.addEventListener('change', onChange);
  return () => {
    observer.disconnect();
    query.removeEventListener('change', onChange);
  };
}

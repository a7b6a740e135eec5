import { useEffect, useState } from 'react';

export type Opening<T> =
  | { readonly is: 'opening' }
  | { readonly is: 'open'; readonly value: T }
  | { readonly is: 'failed'; readonly error: unknown; readonly again: () => void };

/** What takes a while to open and has to be closed when the page goes. `open` is read once. */
export function useOpening<T extends { readonly close: () => void }>(
  open: () => Promise<T>,
): Opening<T> {
  const [once] = useState(() => open);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<Opening<T>>({ is: 'opening' });
  useEffect(() => {
    let value: T | null = null;
    let isGone = false;
    once().then(
      (opened) => {
        if (isGone) return opened.close();
        value = opened;
        setState({ is: 'open', value: opened });
      },
      (error: unknown) => {
        if (!isGone) setState({ is: 'failed', error, again: () => setAttempt(attempt + 1) });
      },
    );
    return () => {
      isGone = true;
      value?.close();
    };
  }, [once, attempt]);
  return state;
}

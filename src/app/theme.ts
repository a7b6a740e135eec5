/** The theme: what the person chose, kept in the browser, and put on the document. */
import { useEffect, useState } from 'react';

export const THEMES = ['system', 'light', 'dark', 'projector'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'data-flows.theme';

export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(storedTheme);
  useEffect(() => {
    applyTheme(theme);
    remember(KEY, theme);
  }, [theme]);
  return [theme, setTheme];
}

export function storedTheme(): Theme {
  const stored = recall(KEY);
  return THEMES.find((theme) => theme === stored) ?? 'system';
}

/** `system` leaves the choice to `color-scheme`. */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

/** A browser that forbids storage only forgets. */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing depends on it.
  }
}

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

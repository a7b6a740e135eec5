import { useEffect, useState } from 'react';
import { usePlaybackStore } from '../playback/usePlayback.ts';
import { keepsKey, SHORTCUTS } from './shortcuts.ts';
import { recall, remember } from './theme.ts';

const KEY = 'data-flows.single-keys';

export function useShortcuts(onHelp: () => void) {
  const store = usePlaybackStore();
  const [singleKeys, setSingleKeys] = useState(() => recall(KEY) !== 'off');
  useEffect(() => remember(KEY, singleKeys ? 'on' : 'off'), [singleKeys]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || overlayIsOpen()) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const playback = store.getState();
      if (event.ctrlKey || event.metaKey) {
        if (key !== 'z' || keepsKey(event.target, 'z')) return;
        event.preventDefault();
        if (event.shiftKey) playback.redo();
        else playback.undo();
        return;
      }
      if (keepsKey(event.target, key)) return;
      if (key === '?' && singleKeys) {
        event.preventDefault();
        onHelp();
        return;
      }
      const shortcut = SHORTCUTS.find(({ keys }) => keys.includes(key));
      if (shortcut === undefined || (shortcut.single && !singleKeys)) return;
      event.preventDefault();
      shortcut.act(playback);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [store, singleKeys, onHelp]);

  return { singleKeys, setSingleKeys };
}

/** A menu or a dialog has the keyboard for itself. */
const overlayIsOpen = () => document.querySelector('[role=dialog], [role=menu]') !== null;

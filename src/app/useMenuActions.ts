import { useMemo } from 'react';
import { usePlaybackStore } from '../playback/usePlayback.ts';
import type { ActOffer, FaultOffer } from '../views/menus.ts';

/** What the menus of the diagram do. While one is open, a hand is on the playhead. */
export function useMenuActions() {
  const store = usePlaybackStore();
  return useMemo(() => {
    const { inject, perform, grab, release, askWhy } = store.getState();
    return {
      onFault: (offer: FaultOffer) => inject(offer),
      onAct: (offer: ActOffer) => perform(offer),
      onWhy: (entry: number) => askWhy(entry),
      onMenu: (isOpen: boolean) => (isOpen ? grab() : release()),
    };
  }, [store]);
}

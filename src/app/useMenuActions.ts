import { useMemo } from 'react';
import { usePlaybackStore } from '../playback/usePlayback.ts';
import type { ActOffer, FaultOffer } from '../views/menus.ts';
import { pickFile } from './pickFile.ts';

/** What the menus of the diagram do. While one is open, a hand is on the playhead. */
export function useMenuActions() {
  const store = usePlaybackStore();
  return useMemo(() => {
    const { inject, perform, grab, release, askWhy } = store.getState();
    const performWithFile = async (offer: ActOffer): Promise<void> => {
      const file = await pickFile();
      if (file !== null) perform({ ...offer, make: (atUs) => offer.make(atUs, file) });
    };
    return {
      onFault: (offer: FaultOffer) => inject(offer),
      onAct: (offer: ActOffer) => {
        if (offer.picks === undefined) perform(offer);
        else void performWithFile(offer);
      },
      onWhy: (entry: number) => askWhy(entry),
      onMenu: (isOpen: boolean) => (isOpen ? grab() : release()),
    };
  }, [store]);
}

import { useState } from 'react';
import { Exporting } from '../panels/exporting/Exporting.tsx';
import { usePlaybackStore } from '../playback/usePlayback.ts';
import { Sheet } from './Sheet.tsx';

/** The run as it stood when this was opened: it does not play on behind it. */
export function ExportSheet({ onClose }: { readonly onClose: () => void }) {
  const store = usePlaybackStore();
  const [shown] = useState(() => {
    store.getState().pause();
    const { scene, pace, playhead } = store.getState();
    return { scene, pace, moment: playhead };
  });
  return (
    <Sheet side="broad" title="Export" onClose={onClose}>
      <Exporting {...shown} />
    </Sheet>
  );
}

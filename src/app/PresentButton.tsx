import { Presentation } from 'lucide-react';
import { useLocation } from 'wouter';
import { IconButton } from '../panels/controls/Button.tsx';
import { encodeLink } from '../playback/link.ts';
import { usePlaybackStore } from '../playback/usePlayback.ts';

/** Shows this very run to a class. */
export function PresentButton() {
  const store = usePlaybackStore();
  const [, navigate] = useLocation();
  const present = async () => {
    const { run, playhead, setProblem } = store.getState();
    try {
      navigate(`/present${await encodeLink(run, Math.floor(playhead.atUs), playhead.index)}`);
    } catch (error) {
      const title = error instanceof Error ? error.message : String(error);
      setProblem({ title, details: ['A class is shown a run by its link.'] });
    }
  };
  return (
    <IconButton label="Present to a class" onPress={() => void present()}>
      <Presentation size={17} aria-hidden />
    </IconButton>
  );
}

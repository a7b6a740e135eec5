import { useState } from 'react';
import { useShown } from '../../../playback/shown.ts';
import { usePlaybackStore } from '../../../playback/usePlayback.ts';
import { appActs } from '../../../views/http/compose.ts';
import { Choice } from '../../controls/Choice.tsx';
import { AppForm } from './AppForm.tsx';
import styles from './Http.module.css';
import { StrangerForm } from './StrangerForm.tsx';

const STRANGER = 'you';

interface ComposerProps {
  /** It is an act of the run now, with this operation. */
  readonly onSent: (op: string) => void;
}

/** A request by hand: as a stranger, who writes HTTP, or as a client, whose app writes it. */
export function Composer({ onSent }: ComposerProps) {
  const store = usePlaybackStore();
  const { scene, index } = useShown('panels');
  const [as, setAs] = useState(STRANGER);
  const clients = scene.compiled.plan.nodes.filter(
    ({ id, client, icon }) => client === true && icon !== 'crowd' && id !== 'stranger',
  );
  const acts = as === STRANGER ? [] : appActs(scene, index, as);
  const { grab, release } = store.getState();
  return (
    // While one writes, a hand is on the playhead: what is written begins where one looks.
    <form
      className={styles.composer}
      aria-label="A request by hand"
      onSubmit={(event) => event.preventDefault()}
      onFocus={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) grab();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) release();
      }}
    >
      <Choice
        label="As"
        value={as}
        onChange={setAs}
        values={[
          {
            id: STRANGER,
            title: 'You, a stranger',
            explain: 'Any request, written as HTTP, over a link like that of the first client.',
          },
          ...clients.map(({ id, title }) => ({
            id,
            title: `${title}, by its app`,
            explain: 'The app does something, and sends what its machine sends for that.',
          })),
        ]}
      />
      {as === STRANGER ? (
        <StrangerForm key={scene.flow.id} scene={scene} onSent={onSent} />
      ) : (
        <AppForm key={as} acts={acts} onSent={onSent} />
      )}
    </form>
  );
}

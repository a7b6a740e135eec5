import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useShown } from '../../../playback/shown.ts';
import { type Exchange, exchangesOf } from '../../../views/http/exchanges.ts';
import { sentBy } from '../../../views/http/look.ts';
import type { Scene } from '../../../views/scene.ts';
import { Button } from '../../controls/Button.tsx';
import { Composer } from './Composer.tsx';
import { ExchangeDetails } from './ExchangeDetails.tsx';
import { ExchangeList } from './ExchangeList.tsx';
import styles from './Http.module.css';

/** The exchanges so far, as the network panel of a browser shows them, and a request by hand. */
export function Http() {
  const { scene, index } = useShown('panels');
  const all = exchangesOf(scene);
  const count = sentBy(all, index);
  /** The address of a request, or the operation of one that is still to be sent. */
  const [chosen, setChosen] = useState<string | null>(null);
  const [composing, setComposing] = useState(false);
  const place = placeOf(scene, all, count, chosen);
  const exchange = all[place];
  return (
    <div className={styles.http}>
      <div className={styles.head}>
        <span className={styles.count} role="status">
          {count === 1 ? '1 request' : `${count} requests`}
        </span>
        <Button onPress={() => setComposing(!composing)} look={composing ? 'bare' : 'plain'}>
          {composing ? <X size={14} aria-hidden /> : <Plus size={14} aria-hidden />}
          {composing ? 'Back to the list' : 'Send a request'}
        </Button>
      </div>
      {composing ? (
        <Composer
          onSent={(op) => {
            setChosen(op);
            setComposing(false);
          }}
        />
      ) : (
        <div className={styles.split}>
          <ExchangeList
            {...{ scene, index, all, count, place }}
            onChoose={(at) => setChosen(addressAt(scene, all[at]))}
          />
          {exchange !== undefined && place < count && (
            <ExchangeDetails {...{ scene, index, exchange }} />
          )}
        </div>
      )}
    </div>
  );
}

/** The one that was chosen, as long as it has been sent; else the last. */
function placeOf(
  scene: Scene,
  all: readonly Exchange[],
  count: number,
  chosen: string | null,
): number {
  if (chosen !== null) {
    const found = all.findIndex(({ request }) => {
      const entry = scene.trace.entries[request];
      return entry?.kind === 'send' && (entry.address === chosen || entry.event.op === chosen);
    });
    if (found >= 0 && found < count) return found;
  }
  return count - 1;
}

function addressAt({ trace }: Scene, exchange: Exchange | undefined): string | null {
  const entry = exchange === undefined ? undefined : trace.entries[exchange.request];
  return entry?.kind === 'send' ? entry.address : null;
}

import { useEffect, useState } from 'react';
import type { Scenario } from '../../scenario/scenario.ts';
import { loadScenario } from '../scenarios/shelf.ts';

/** A scenario of the shelf; `null` until it is there, or where there is none. */
export function useScenario(id: string | null): Scenario | null {
  const [found, setFound] = useState<Scenario | null>(null);
  useEffect(() => {
    let isWanted = true;
    if (id === null) return undefined;
    loadScenario(id).then(
      (scenario) => isWanted && setFound(scenario ?? null),
      () => isWanted && setFound(null),
    );
    return () => {
      isWanted = false;
    };
  }, [id]);
  return found?.id === id ? found : null;
}

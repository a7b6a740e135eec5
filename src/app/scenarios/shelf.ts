/** The scenarios that come with the app: what there is, each loaded when it is opened. */
import { scenarios } from 'virtual:scenarios';
import type { Scenario } from '../../scenario/scenario.ts';

export const shelf = scenarios;

/** `undefined` for an id that is not there. Rejects when it cannot be fetched. */
export const loadScenario = async (id: string): Promise<Scenario | undefined> =>
  await shelf.find((each) => each.id === id)?.load();

/** Calls with a scenario whose file was edited while the page is open. Returns what ends that. */
export function onEdited(listener: (scenario: Scenario) => void): () => void {
  import.meta.hot?.on('scenario', listener);
  return () => import.meta.hot?.off('scenario', listener);
}

/** Which scenario comes after which. */
import type { Scenario, ScenarioAbout } from '../../scenario/scenario.ts';
import { shelf } from '../scenarios/shelf.ts';

export { loadScenario, onEdited } from '../scenarios/shelf.ts';

/** Those that build on it, and else the next of its flow. */
export async function nextAfter({ id, flow }: Scenario): Promise<readonly ScenarioAbout[]> {
  const building = shelf.filter(({ prerequisites }) => prerequisites.includes(id));
  const own = shelf.filter((each) => each.flow === flow);
  const next = own[own.findIndex((each) => each.id === id) + 1];
  const all = [...(next === undefined ? [] : [next]), ...building];
  return [...new Set(all)].filter((each) => each.id !== id).slice(0, 3);
}

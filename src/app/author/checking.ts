/** A scenario's text as an author sees it: read, its names looked up, its claims proved. */
import type { Complaint } from '../../scenario/mistakes.ts';
import { checkNames, unknownFlow } from '../../scenario/names.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { readScenarioText } from '../../scenario/yaml.ts';
import { library } from '../library.ts';
import { shelf } from '../scenarios/shelf.ts';

export interface Checked {
  /** As soon as it can be played. */
  readonly scenario: Scenario | null;
  readonly complaints: readonly Complaint[];
}

/** Everything but the proof. Rejects when the flow cannot be loaded; whatever the text is, it does not throw. */
export async function checkText(text: string): Promise<Checked> {
  const read = readScenarioText(text);
  if (!read.ok) return { scenario: null, complaints: read.complaints };
  const { scenario, locate } = read;
  const flow = await library.load(scenario.flow);
  const mistakes =
    flow === undefined
      ? unknownFlow(
          scenario,
          library.entries.map(({ id }) => id),
        )
      : checkNames(
          flow,
          scenario,
          shelf.map(({ id }) => id),
        );
  return { scenario: mistakes.length === 0 ? scenario : null, complaints: locate(mistakes) };
}

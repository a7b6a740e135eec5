/** Proves a scenario away from the page, step by step: the same as `sim check`. */
import { catalogue } from '../../flows/catalogue.ts';
import { prove } from '../../scenario/prove.ts';
import { readScenarioText } from '../../scenario/yaml.ts';
import type { ProofReply } from './proving.ts';

const tell = (reply: ProofReply): void => postMessage(reply);

addEventListener('message', ({ data }: MessageEvent<string>) => {
  proved(data).catch((error: unknown) => {
    tell({ is: 'failed', why: error instanceof Error ? error.message : String(error) });
  });
});

async function proved(text: string): Promise<void> {
  const read = readScenarioText(text);
  if (!read.ok) return tell({ is: 'done' });
  const { scenario, locate } = read;
  const flow = await catalogue.find(({ id }) => id === scenario.flow)?.load();
  if (flow === undefined) throw new Error(`There is no flow "${scenario.flow}".`);
  for (const { step, say, mistakes } of prove(flow, scenario)) {
    tell({ is: 'step', id: step.id, kind: step.kind, say, complaints: locate(mistakes) });
  }
  tell({ is: 'done' });
}

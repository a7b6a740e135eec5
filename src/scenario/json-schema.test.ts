import { expect, test } from 'vitest';
import { scenarioJsonSchema } from './json-schema.ts';

const FILE = '../../scenarios/schema/scenario.v1.json';

test('the schema for editors is that of the program; `npm run unit -- src/scenario -u` writes it', async () => {
  await expect(scenarioJsonSchema()).toMatchFileSnapshot(FILE);
});

test('it is of the draft that editors read, with every kind of step', () => {
  const schema = JSON.parse(scenarioJsonSchema()) as {
    $schema: string;
    properties: { steps: { items: { oneOf: { properties: { kind: { const: string } } }[] } } };
  };
  expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
  expect(
    schema.properties.steps.items.oneOf.map(({ properties }) => properties.kind.const),
  ).toEqual(['context', 'run', 'predict', 'fault', 'observe', 'explain', 'fix', 'challenge']);
});

/**
 * The schema that editors read, held against scenarios by a validator of its own kind: it lets in
 * every scenario of this repository and keeps out real mistakes, as the program's own reader does.
 */
import { readFileSync } from 'node:fs';
import { Ajv, type AnySchemaObject } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readScenarioText } from '../scenario/yaml.ts';
import { edited, text } from './check-fixture.ts';
import { scenarioFiles } from './scenario-files.ts';

const published = readFileSync('scenarios/schema/scenario.v1.json', 'utf8');

/** Strict: a keyword that JSON Schema does not know is an error, not a rule that never applies. */
function mistakesBy(schema: string): (scenario: string) => string[] {
  const validate = new Ajv({ strict: true, allErrors: true }).compile(
    JSON.parse(schema) as AnySchemaObject,
  );
  return (scenario) =>
    validate(parse(scenario))
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

const mistakes = mistakesBy(published);

test.each(scenarioFiles())('%s is as the schema wants it', (file) => {
  expect(mistakes(readFileSync(file, 'utf8'))).toEqual([]);
});

test('so is the scenario that the mistakes below are made in', () => {
  expect(mistakes(text)).toEqual([]);
});

describe.each([
  ['a field that is misspelt', 'summary:', 'sumary:', ": must have required property 'summary'"],
  [
    'a field that there is not',
    'level: intro',
    'level: intro\nhard: true',
    ': must NOT have additional properties',
  ],
  ['an unknown level', 'level: intro', 'level: easy', '/level: must be equal to one of'],
  ['an id without its flow', 'id: caching.lost', 'id: lost', '/id: must match pattern'],
  ['another version', 'schemaVersion: 1', 'schemaVersion: 2', '/schemaVersion: must be equal'],
  ['a number in words', 'minutes: 5', 'minutes: five', '/minutes: must be integer'],
  [
    'a kind of step that there is not',
    'kind: fault',
    'kind: break',
    '/steps/1/kind: must be equal',
  ],
  [
    'a step without its answers',
    'answers: [',
    'answer: [',
    "/steps/2: must have required property 'a",
  ],
  ['a time without its unit', 'until: 3.8s', 'until: 3.8', '/steps/1/until: must be string'],
  [
    'a goal that is no check',
    '[wal], params',
    '[wal], param',
    '/steps/4/allow: must NOT have additional properties',
  ],
  [
    'a source without TLS',
    'https://redis',
    'http://redis',
    '/realSystems/sources/0/url: must match',
  ],
  ['no recall card', 'recall: [{', 'recall: []\nx: [{', '/recall: must NOT have fewer than 1'],
] as const)('%s is refused', (_, from, to, mistake) => {
  const bad = edited(from, to);
  test('by the schema', () => {
    expect(mistakes(bad)).toContainEqual(expect.stringContaining(mistake));
  });
  test('and by the reader', () => {
    expect(readScenarioText(bad).ok).toBe(false);
  });
});

describe('a schema that is wrong is found out:', () => {
  const changed = (from: string, to: string): string => {
    expect(published).toContain(from);
    return published.replaceAll(from, to);
  };
  test('with a keyword that is misspelt', () => {
    expect(() => mistakesBy(changed('"pattern"', '"patern"'))).toThrow('unknown keyword: "patern"');
  });
  test('with a type that there is not', () => {
    expect(() => mistakesBy(changed('"type": "integer"', '"type": "int"'))).toThrow(
      'schema is invalid',
    );
  });
  test('without a kind of step', () => {
    const without = mistakesBy(changed('"const": "fault"', '"const": "faults"'));
    expect(without(text)).toContainEqual(expect.stringContaining('/steps/1/kind'));
  });
});

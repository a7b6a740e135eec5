import { describe, expect, it } from 'vitest';
import { complaintText } from './mistakes.ts';
import { readScenarioText } from './yaml.ts';

const complaints = (text: string): string[] => {
  const read = readScenarioText(text);
  return read.ok ? [] : read.complaints.map((each) => complaintText('lost.yaml', each));
};

describe('what is hostile is refused, and nothing is thrown', () => {
  it.each([
    ['', 'lost.yaml:1:1 found null.'],
    ['- 1', 'lost.yaml:1:1 found a list of 1.'],
    ['a: &a [x]\nb: [*a, *a]', 'lost.yaml:2:5 References'],
    ['{"__proto__": {"polluted": 1}}', 'lost.yaml:1:1 schemaVersion: found nothing'],
    [`${'['.repeat(50_000)}`, 'Maximum call stack size exceeded'],
    ['x'.repeat(200_000), 'lost.yaml:1:1 The file has 200000 characters'],
    ['!!js/function "x"', 'lost.yaml:1:15 found "x"'],
    ['a: 1\n---\nb: 2', 'lost.yaml:2:1 '],
  ])('%.40s', (hostile, said) => {
    expect(complaints(hostile)[0]).toContain(said);
    expect('polluted' in {}).toBe(false);
  });
});

/** `sim check`: reads a scenario, looks up its names, and proves that what it says is so. */
import { readFileSync } from 'node:fs';
import { type Complaint, complaintText } from '../scenario/mistakes.ts';
import { checkNames, unknownFlow } from '../scenario/names.ts';
import { prove } from '../scenario/prove.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { readScenarioText } from '../scenario/yaml.ts';
import { counted } from '../verify/counted.ts';
import { type Answer, columns } from './answer.ts';
import { flows } from './flows.ts';
import { typed } from './options.ts';
import { scenarioFiles, scenarioIds } from './scenario-files.ts';
import { UsageError } from './usage.ts';

const FILES_MAX = 100;

/** What was found of one file. */
export interface Checked {
  readonly file: string;
  readonly scenario: Scenario | null;
  /** What was looked at, step by step. */
  readonly told: readonly (readonly [step: string, say: string])[];
  readonly complaints: readonly Complaint[];
}

export function check(args: readonly string[]): Answer {
  const { positionals } = typed(args, {}, FILES_MAX);
  const files = positionals.length > 0 ? positionals : scenarioFiles();
  if (files.length === 0) throw new UsageError('There are no scenarios here.', 'Name a file.');
  const ids = scenarioIds();
  const all = files.map((file) => checked(file, textOf(file), ids));
  const isFine = all.every(({ complaints }) => complaints.length === 0);
  return { exitCode: isFine ? 0 : 1, lines: all.flatMap(tell), json: all.map(told) };
}

/** `ids`: of the scenarios that may be named as prerequisites. */
export function checked(file: string, text: string, ids: readonly string[]): Checked {
  const read = readScenarioText(text);
  if (!read.ok) return { file, scenario: null, told: [], complaints: read.complaints };
  const { scenario, locate } = read;
  const flow = flows.find(({ id }) => id === scenario.flow);
  const wrong =
    flow === undefined
      ? unknownFlow(
          scenario,
          flows.map(({ id }) => id),
        )
      : checkNames(flow, scenario, ids);
  if (flow === undefined || wrong.length > 0) {
    return { file, scenario, told: [], complaints: locate(wrong) };
  }
  const proved = [...prove(flow, scenario)];
  return {
    file,
    scenario,
    told: proved.map(({ step, say }) => [`${step.kind} ${step.id}`, say]),
    complaints: locate(proved.flatMap(({ mistakes }) => mistakes)),
  };
}

function tell({ file, scenario, told, complaints }: Checked): string[] {
  const title =
    scenario === null ? '' : ` ${scenario.id}, ${counted(scenario.steps.length, 'step')}`;
  const verdict = complaints.length === 0 ? 'fine' : counted(complaints.length, 'mistake');
  return [
    `${file}:${title}: ${verdict}`.replace('::', ':'),
    ...columns(told.map(([step, say]) => [step, say])),
    ...complaints.map((each) => complaintText(file, each)),
    '',
  ];
}

const told = ({ file, scenario, told: steps, complaints }: Checked): unknown => ({
  file,
  id: scenario?.id ?? null,
  steps: steps.map(([step, say]) => ({ step, say })),
  complaints,
});

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `The file "${file}" cannot be read: ${why}.`,
      'Name a scenario: a YAML file.',
    );
  }
}

/** The scenarios of this repository: one YAML file each, by flow. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { readScenarioText } from '../scenario/yaml.ts';

const FOLDER = 'scenarios';

/** Paths from the root of the repository, in the order in which they are told. */
export function scenarioFiles(root = '.'): string[] {
  return readdirSync(join(root, FOLDER), { recursive: true, encoding: 'utf8' })
    .map((path) => join(FOLDER, path.replaceAll('\\', '/')))
    .filter((path) => path.endsWith('.yaml'))
    .sort();
}

/** Of all files that can be read. */
export function scenarioIds(root = '.'): string[] {
  return scenarioFiles(root).flatMap((file) => {
    const read = readScenarioText(readFileSync(join(root, file), 'utf8'));
    return read.ok ? [read.scenario.id] : [];
  });
}

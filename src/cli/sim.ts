/** The simulator without a browser: `npm run -s sim -- list | run | break | table | check | export`. */

import { nearest } from '../flow/parse-problem.ts';
import type { Answer } from './answer.ts';
import { breakIt } from './break.ts';
import { check } from './check.ts';
import { exportRun } from './export.ts';
import { list } from './list.ts';
import { run } from './run.ts';
import { table } from './table.ts';
import { HELP, SIM, UsageError } from './usage.ts';

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Answer | Promise<Answer>>> = {
  list,
  run,
  break: breakIt,
  table,
  check,
  export: exportRun,
};

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  // Whoever reads only the first lines closes the pipe: no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const [name, ...rest] = args;
  if (name === undefined || args.includes('--help') || args.includes('-h') || name === 'help') {
    console.log(HELP);
    return name === undefined ? 2 : 0;
  }
  try {
    const answer = await commandNamed(name)(rest);
    if (rest.includes('--json')) console.log(JSON.stringify(answer.json, null, 1));
    else for (const line of answer.lines) console.log(line);
    return answer.exitCode;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    console.error(error.next);
    return 2;
  }
}

function commandNamed(name: string): (args: readonly string[]) => Answer | Promise<Answer> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return command;
  const names = Object.keys(COMMANDS);
  const near = nearest(name, names);
  throw new UsageError(
    `There is no command "${name}".`,
    `${near === undefined ? '' : `Did you mean "${near}"? `}There are ${names.join(', ')}. See ${SIM} --help`,
  );
}

/** The arguments of a command that has a few: `--help`, and a clear word about what it does not know. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

type Parsed<T extends ParseArgsConfig> = ReturnType<typeof parseArgs<T>>;

/** Prints `usage` and ends the process when help is wanted (0) or the arguments are wrong (2). */
export function argumentsOf<const T extends ParseArgsConfig>(config: T, usage: string): Parsed<T> {
  if (process.argv.includes('--help') || process.argv.includes('-h')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [what = ''] = error.message.split(/\. (?=[A-Z])/);
    return refuse(`${what.replace(/\.$/, '')}.`, usage);
  }
}

/** Says what is wrong and how the command is used, and ends the process. */
export function refuse(what: string, usage: string): never {
  console.error(`${what}\n\n${usage}`);
  process.exit(2);
}

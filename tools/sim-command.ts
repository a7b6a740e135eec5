/** Lets a test in a page ask what the command line says, to compare: `commands.sim(args, input)`. */
import { spawnSync } from 'node:child_process';
import type { BrowserCommand } from 'vitest/node';

declare module 'vitest/internal/browser' {
  interface BrowserCommands {
    /** Runs `sim` with these arguments and this standard input, and resolves to what it printed. */
    sim: (args: string[], input: string) => Promise<string>;
  }
}

export const sim: BrowserCommand<[args: string[], input: string]> = (_context, args, input) => {
  const command = ['tools/fast.mjs', 'src/cli/sim.ts', ...args];
  const { stdout, stderr, status } = spawnSync('node', command, { input, encoding: 'utf8' });
  if (status === 2 || stderr !== '') throw new Error(stderr);
  return stdout;
};

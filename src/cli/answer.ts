/** What a command has to say, for a person and for a program. */

export interface Answer {
  /** 0: fine, or the guarantee holds. 1: broken, failed or unfinished. */
  readonly exitCode: 0 | 1;
  readonly lines: Iterable<string>;
  /** Printed instead of the lines by `--json`. */
  readonly json: unknown;
}

/** Rows as columns of equal width, two spaces apart; the last column is not padded. */
export function columns(rows: readonly (readonly string[])[], indent = '  '): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length);
    });
  }
  return rows.map((row) => {
    const cells = row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0)));
    return `${indent}${cells.join('  ')}`.trimEnd();
  });
}

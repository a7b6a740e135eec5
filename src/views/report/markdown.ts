/** Words of a run as Markdown that shows them as they are: a run may come from anybody. */

/** In running text or a cell: no markup, no HTML, no link, nobody is mentioned, no line ends. */
export const plain = (text: string): string =>
  text
    .replaceAll(/[\s\u0085]+/g, ' ')
    .replaceAll(/[\\`*_[\]<>|~#&$]/g, (letter) => `\\${letter}`)
    // What a host would make a link or a mention by itself.
    .replaceAll(/@(?=\w)|(?<=\w)(?=:\/\/)|(?<=\bwww)(?=\.)/gi, (letter) => `${letter}<!-- -->`);

/** As code, whatever stands in it. */
export function code(text: string): string {
  const flat = text.replaceAll(/[\s\u0085]+/g, ' ');
  const fence = '`'.repeat(longestRun(flat) + 1);
  const space = flat.startsWith('`') || flat.endsWith('`') ? ' ' : '';
  return `${fence}${space}${flat}${space}${fence}`;
}

/** Lines of code, in a fence that nothing in them closes. */
export function fenced(language: string, text: string): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [`${fence}${language}`, text.trimEnd(), fence];
}

const longestRun = (text: string): number =>
  Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));

/** Cells are Markdown already. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [row(heads), row(heads.map(() => '---')), ...rows.map(row)];
}

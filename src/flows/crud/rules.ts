/** What a row must be like: its schema, and the rule R of the business. */
import { type Draft, QTY_MAX, TITLE_MAX } from './protocol.ts';

/** One field that is wrong, as a problem document names it. */
export interface Fault {
  readonly pointer: string;
  readonly code: string;
  readonly [name: string]: string;
}

/** What the schema has against it. */
export function schemaFaults({ title, qty }: Pick<Draft, 'title' | 'qty'>): Fault[] {
  const titled = typeof title === 'string' && title.trim() !== '' && title.length <= TITLE_MAX;
  return [
    ...(titled ? [] : [{ pointer: '/title', code: title === '' ? 'required' : 'length' }]),
    ...(Number.isInteger(qty) ? [] : [{ pointer: '/qty', code: 'integer' }]),
  ];
}

/** What the schema has against the rows of a file. */
export const importFaults = (rows: readonly Pick<Draft, 'title' | 'qty'>[]): Fault[] =>
  rows.flatMap((row, i) =>
    schemaFaults(row).map(({ pointer, ...more }) => ({ ...more, pointer: `/rows/${i}${pointer}` })),
  ) as Fault[];

/** R: 0 ≤ qty ≤ what the warehouse holds. As code has it: what is no number breaks no comparison. */
export const breaksRule = ({ qty }: Pick<Draft, 'qty'>): boolean =>
  Number(qty) < 0 || Number(qty) > QTY_MAX;

export const isValid = (row: Pick<Draft, 'title' | 'qty'>): boolean =>
  schemaFaults(row).length === 0 && !breaksRule(row);

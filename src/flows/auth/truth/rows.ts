/** What the rows of all parts share. */
import { rowsFor } from '../../../flow/rows.ts';
import { guarantees } from '../guarantees/index.ts';

export const rows = rowsFor(guarantees);

/** A setup of the family's only variant, in a workload, with these fixes: those named alone are on. */
export function setup(
  workload: string,
  fixes = '',
  params: Readonly<Record<string, number>> = {},
): {
  variant: string;
  workload: string;
  fixes: Record<string, string>;
  params: Readonly<Record<string, number>>;
} {
  const chosen = fixes === '' ? [] : fixes.split(' ').map((each) => each.split('='));
  return {
    variant: 'standard',
    workload,
    fixes: Object.fromEntries(chosen.map(([name = '', value = 'on']) => [name, value])),
    params,
  };
}

/** The reply to a refresh is lost. */
export const LOSE_RESP = ['drop:refreshed'];

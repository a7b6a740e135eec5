/** Fixes that stand alone now, and are sound only with another one. */
import { type Flow, fits } from '../flow/flow.ts';
import { capitalised, words } from './words.ts';

export interface Alone {
  /** At whose choice it is said. */
  readonly fix: string;
  /** `Without “One tab refreshes at a time”, “Nobody is signed out for no reason” (A1) can break.` */
  readonly says: string;
  readonly partner: Readonly<Record<string, string>>;
  readonly partnerTitle: string;
}

export function standingAlone(
  flow: Flow,
  variant: string,
  fixes: Readonly<Record<string, string>>,
): readonly Alone[] {
  return (flow.pairs ?? [])
    .filter((pair) => fits(pair, variant, fixes))
    .flatMap(({ fix, breaks, partner }) => {
      const guarantee = flow.guarantees.find(({ id }) => id === breaks);
      if (guarantee === undefined) return [];
      const partnerTitle = choiceTitle(flow, partner);
      const says = `Without “${partnerTitle}”, “${guarantee.title}” (${guarantee.ref}) can break.`;
      return [{ fix, says, partner, partnerTitle }];
    });
}

/** `Write-ahead log: always + Conditional flush`. */
export const choiceTitle = (flow: Flow, choice: Readonly<Record<string, string>>): string =>
  Object.entries(choice)
    .map(([name, value]) => {
      const title = flow.fixes[name]?.title ?? words(name);
      if (value === 'on') return title;
      return value === 'off' ? `Without: ${title}` : `${title}: ${words(value)}`;
    })
    .map((title, i) => (i === 0 ? capitalised(title) : title))
    .join(' + ');

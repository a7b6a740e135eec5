/** Sizes as people read them. */
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `64 KiB`, `1.5 GiB`: at most one digit behind the point. */
export function sizeText(bytes: number): string {
  let rest = bytes;
  let unit = 0;
  while (rest >= 1_024 && unit < UNITS.length - 1) {
    rest /= 1_024;
    unit += 1;
  }
  const text = rest >= 100 || Number.isInteger(rest) ? String(Math.round(rest)) : rest.toFixed(1);
  return `${text} ${UNITS[unit]}`;
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** Instants and spans as text: `3.2s`, `200ms`, `15us`, exact to the microsecond. */
import { type Micros, MS, SECOND } from '../kernel/time.ts';

const UNITS: Readonly<Record<string, Micros>> = {
  us: 1,
  µs: 1,
  ms: MS,
  s: SECOND,
  min: 60 * SECOND,
  h: 3_600 * SECOND,
};

/** The largest of s, ms and us that leaves no leading zero. */
export function spanText(spanUs: Micros): string {
  const size = Math.abs(spanUs);
  if (size === 0) return '0s';
  if (size < MS) return `${spanUs}us`;
  const unitUs = size < SECOND ? MS : SECOND;
  const digits = unitUs === MS ? 3 : 6;
  const whole = Math.floor(size / unitUs);
  const part = String(size % unitUs)
    .padStart(digits, '0')
    .replace(/0+$/, '');
  const sign = spanUs < 0 ? '-' : '';
  return `${sign}${whole}${part === '' ? '' : `.${part}`}${unitUs === MS ? 'ms' : 's'}`;
}

/** `undefined` for what is no span, or no whole number of microseconds. */
export function parseSpan(text: string): Micros | undefined {
  const match =
    /^(?<sign>[+-]?)(?<whole>\d{1,12})(\.(?<part>\d{1,12}))?(?<unit>us|µs|ms|s|min|h)$/.exec(text);
  const { sign = '', whole = '', part = '', unit = '' } = match?.groups ?? {};
  const unitUs = UNITS[unit];
  if (match === null || unitUs === undefined) return undefined;
  // In whole numbers: 0.1 + 0.2 has no place here.
  const scale = 10 ** part.length;
  const partUs = (Number(part === '' ? '0' : part) * unitUs) / scale;
  if (!Number.isInteger(partUs)) return undefined;
  const spanUs = Number(whole) * unitUs + partUs;
  if (!Number.isSafeInteger(spanUs)) return undefined;
  return sign === '-' && spanUs !== 0 ? -spanUs : spanUs;
}

/** Checks and what they found, in words. */
import type { Check, Comparison } from './scenario.ts';
import type { Finding } from './sight.ts';

/** `lost-writes = 0`, `C2 is broken`, `cart:1 at cache shows v1`, `read-2/LOAD is absent`. */
export function checkText(check: Check): string {
  if ('metric' in check) return `${check.metric} ${SIGNS[check.compare]} ${check.value}`;
  if ('guarantee' in check) return `${check.guarantee} ${check.is}`;
  if ('row' in check) {
    return check.shows === null
      ? `${check.node} has no row ${check.row}`
      : `${check.row} at ${check.node} shows ${check.shows}`;
  }
  return `${check.message} is ${check.is}`;
}

/** What is there instead: `it is 1`, `the row is "v0 (clean)"`. */
export function foundText({ check, found }: Finding): string {
  if ('metric' in check) return found === null ? 'it has nothing to tell' : `it is ${found}`;
  if ('guarantee' in check) return found === null ? 'it is not judged here' : `it is: ${found}`;
  if ('row' in check) return found === null ? 'there is no such row' : `it shows "${found}"`;
  return `it is ${found}`;
}

export const SIGNS: Record<Comparison, string> = { eq: '=', lt: '<', le: '≤', gt: '>', ge: '≥' };

/** The outside figures: formulas, computed without the simulator. Sizes in MiB. */

/** Bodies that are buffered at once. */
export const memory = (users: number, sizeMiB: number, copies = 1): number =>
  users * sizeMiB * copies;

/** Each byte goes into the API and out of it. */
export const throughServer = (users: number, sizeMiB: number): number => 2 * users * sizeMiB;

/** A PUT begins anew; of parts only the one at hand, when they go one by one. */
export const sentAgainByPut = (sizeMiB: number, share: number): number => share * sizeMiB;
export const sentAgainByParts = (sizeMiB: number, share: number, partMiB: number): number =>
  (share * sizeMiB) % partMiB;

/** Bytes that a PUT sends under drops with a hazard of λ for each MiB: (e^{λS}-1)/λ. */
export const sentByPut = (sizeMiB: number, hazard: number): number =>
  (Math.exp(hazard * sizeMiB) - 1) / hazard;
/** The same of parts: (S/P)(e^{λP}-1)/λ. */
export const sentByParts = (sizeMiB: number, hazard: number, partMiB: number): number =>
  (sizeMiB / partMiB) * sentByPut(partMiB, hazard);

/** When part i, from 0 on, begins, c at a time: ⌊i/c⌋·cP/B. */
export const partStartsS = (i: number, c: number, partMiB: number, rate: number): number =>
  (Math.floor(i / c) * c * partMiB) / rate;

/** The first part that begins after its URL has expired, from 1 on; `null` for none. */
export function firstExpired(
  sizeMiB: number,
  partMiB: number,
  c: number,
  rate: number,
  ttlS: number,
): number | null {
  const parts = Math.ceil(sizeMiB / partMiB);
  for (let i = 0; i < parts; i++) if (partStartsS(i, c, partMiB, rate) > ttlS) return i + 1;
  return null;
}

/** presign, PUT, complete. */
export const requestsOfPut = 3;
/** presign, n parts, complete, and a call for each batch of URLs: 3 + n + ⌈n/batch⌉, with presign and complete being two. */
export const requestsOfParts = (parts: number, batch: number): number =>
  2 + parts + Math.ceil(parts / batch);

/** The smallest part: max(5 MiB, S/10 000). */
export const smallestPartMiB = (sizeMiB: number): number => Math.max(5, sizeMiB / 10_000);

/** Departures from reality, each with what real systems do. */
export const simplified: readonly string[] = [];

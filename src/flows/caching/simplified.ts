/** Departures from reality. */
export const simplified: readonly string[] = [];

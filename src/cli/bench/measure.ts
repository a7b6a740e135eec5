/** Timing in one process: warm-up first, then rounds of all contenders in turn, and medians. */

/** The middle of the values; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** `q` in [0, 1], linear between neighbours. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}

/** Milliseconds that it took, by the wall's clock. */
export function timeMs(act: () => void): number {
  const startMs = performance.now();
  act();
  return performance.now() - startMs;
}

/**
 * Milliseconds of processor time that this process has used so far, collecting garbage included.
 * For throughput: it measures the same on a machine that has other things to do.
 */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Milliseconds of processor time that it took. */
export function cpuTimeMs(act: () => void): number {
  const startMs = cpuMs();
  act();
  return cpuMs() - startMs;
}

/**
 * Milliseconds of processor time of each contender, round by round. They take turns, so that what else the machine
 * does meanwhile falls on all alike. The first round warms up and is thrown away.
 */
export function rounds<K extends string>(
  count: number,
  contenders: Readonly<Record<K, () => void>>,
): Record<K, number[]> {
  const names = Object.keys(contenders) as K[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    K,
    number[]
  >;
  for (let round = 0; round <= count; round++) {
    for (const name of names) {
      // Garbage of one contender is not to be collected in the time of the next.
      (globalThis as { gc?: () => void }).gc?.();
      const ms = cpuTimeMs(contenders[name]);
      if (round > 0) times[name].push(ms);
    }
  }
  return times;
}

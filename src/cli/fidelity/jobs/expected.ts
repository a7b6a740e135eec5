/** Mean waits of queues, from the textbooks: what simulations are compared with. Times are in units of 1/μ. */

/** Chance that an arrival waits: Erlang C, by the recursion of Erlang B. `a` is λ/μ. */
export function erlangC(servers: number, a: number): number {
  let b = 1;
  for (let k = 1; k <= servers; k++) b = (a * b) / (k + a * b);
  return b / (1 - (a / servers) * (1 - b));
}

/** Mean wait of M/M/c in units of 1/μ. */
export const waitMMc = (servers: number, a: number): number => erlangC(servers, a) / (servers - a);

/** Pollaczek and Khinchine with fixed service times, in units of 1/μ. */
export const waitMD1 = (rho: number): number => rho / (2 * (1 - rho));

/** Cobham: the mean waits of two classes with the same exponential service, in units of 1/μ. */
export function cobham(servers: number, high: number, low: number): readonly [number, number] {
  const w0 = erlangC(servers, high + low) / servers;
  const s1 = high / servers;
  const s2 = (high + low) / servers;
  return [w0 / (1 - s1), w0 / ((1 - s1) * (1 - s2))];
}

/** A deadline in a machine: without one, when nobody ever gives up. */
export const waiting = <Name extends string, T>(
  ms: number,
  name: Name,
  what: T,
): { [N in Name]?: T } => (Number.isFinite(ms) ? ({ [name]: what } as { [N in Name]: T }) : {});

/** Plain data: what a run, a message, a context and an entry are made of. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** JSON with sorted keys: equal data gives equal text, in whatever order its keys were set. */
export function canonical(value: unknown): string {
  if (value === undefined) return 'null';
  if (value === Number.POSITIVE_INFINITY) return '"Infinity"';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`);
  return `{${fields.join(',')}}`;
}

/**
 * A context, a message's or a fact's fields, a monitor's state: plain data whose shape its
 * flow knows and checks where it writes the function that takes it. The one `any` of the core.
 */
// oxlint-disable-next-line typescript/no-explicit-any
export type Loose = any; // biome-ignore lint/suspicious/noExplicitAny: see above.

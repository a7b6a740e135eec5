/** The truth table of a flow, as data: what a search must find. */

export interface TruthRow {
  /** The row's own words, as in the table. */
  readonly says: string;
  readonly variant: string;
  readonly fixes?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, number | 'inf'>>;
  readonly workload: string;
  readonly guarantee: string;
  /** Kinds of fault as `sim break --kinds` takes them: `crash:cache`, `drop:DEL`. Empty: none. */
  readonly kinds: readonly string[];
  readonly faults: number;
  readonly delays: number;
  readonly expect:
    | { readonly verdict: 'holds' }
    | { readonly verdict: 'broken'; readonly faultCount: number; readonly delayCount?: number };
  /** In place of the guarantee's own bound, as `sim break --bound` takes it. */
  readonly boundUs?: number;
  /** Too long for CI: decided by `npm run fidelity`. */
  readonly long?: boolean;
}

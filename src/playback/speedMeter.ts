/** How fast the playhead really moves: watching time against real time, over the last second. */

const WINDOW_MS = 1_000;
/** Less than this says nothing. */
const ENOUGH_MS = 500;

export class SpeedMeter {
  private readonly samples: { readonly atMs: number; readonly watchS: number }[] = [];

  reset(): void {
    this.samples.length = 0;
  }

  add(atMs: number, watchS: number): void {
    if (watchS < (this.samples.at(-1)?.watchS ?? 0)) this.reset();
    this.samples.push({ atMs, watchS });
    while ((this.samples[1]?.atMs ?? atMs) < atMs - WINDOW_MS) this.samples.shift();
  }

  /** Seconds watched in a second; `null` while too little is known. */
  speed(): number | null {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (first === undefined || last === undefined) return null;
    const spanMs = last.atMs - first.atMs;
    return spanMs < ENOUGH_MS ? null : ((last.watchS - first.watchS) * 1_000) / spanMs;
  }
}

/**
 * How fast the playhead really moves while something holds it up: watching time against real
 * time, over the last second.
 */

const WINDOW_MS = 1_000;
/** Less than this says nothing. */
const ENOUGH_MS = 500;
/** What waits less often than at every fifth frame is not held up. */
const HELD_PART = 0.2;

interface Sample {
  readonly atMs: number;
  readonly watchS: number;
  readonly held: boolean;
}

export class SpeedMeter {
  private readonly samples: Sample[] = [];

  reset(): void {
    this.samples.length = 0;
  }

  /** `held`: the playhead would be further by now. */
  add(sample: Sample): void {
    if (sample.watchS < (this.samples.at(-1)?.watchS ?? 0)) this.reset();
    this.samples.push(sample);
    const fromMs = sample.atMs - WINDOW_MS;
    while ((this.samples[1]?.atMs ?? sample.atMs) < fromMs) this.samples.shift();
  }

  /** Seconds watched in a second; `null` while nothing holds it up, or too little is known. */
  speed(): number | null {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (first === undefined || last === undefined) return null;
    const spanMs = last.atMs - first.atMs;
    const held = this.samples.filter((each) => each.held).length;
    return spanMs < ENOUGH_MS || held < HELD_PART * this.samples.length
      ? null
      : ((last.watchS - first.watchS) * 1_000) / spanMs;
  }
}

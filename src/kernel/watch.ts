/** Folds the monitors over what is seen, and finds the entries that show a violation. */
import type { EntryId } from './entry.ts';
import type { Loose } from './json.ts';
import type { Look, Monitor, Seen, Violation } from './monitor.ts';
import { Recent } from './recent.ts';
import type { System } from './system.ts';
import type { Micros } from './time.ts';

/** How many facts are remembered for evidence: the latest. */
const REMEMBERED = 20_000;

export interface Finding {
  readonly monitor: Monitor<Loose>;
  readonly say: string;
  readonly because: readonly EntryId[];
}

export class Watch {
  private readonly states: Loose[];
  private readonly monitors: System['monitors'];
  private readonly factEntries = new Recent<EntryId>(REMEMBERED);

  constructor(monitors: System['monitors']) {
    this.monitors = monitors;
    this.states = monitors.map((monitor) => monitor.start);
  }

  /** Each guarantee that this entry broke (or, of a `sometimes`, made true). */
  see(seen: Seen, entry: EntryId, atUs: Micros): Finding[] {
    if (seen.kind === 'fact') this.factEntries.set(`${seen.op}/${seen.fact.type}`, entry);
    let findings: Finding[] = NONE;
    for (let i = 0; i < this.monitors.length; i++) {
      const monitor = this.monitors[i];
      if (monitor === undefined) continue;
      const { state, violation } = monitor.on(this.states[i], seen, atUs);
      this.states[i] = state;
      if (violation !== undefined)
        findings = [...findings, this.finding(monitor, violation, entry)];
    }
    return findings;
  }

  atRest(look: Look): Finding[] {
    return this.monitors.flatMap((monitor, i) => {
      const violation = monitor.atRest?.(this.states[i], look);
      return violation == null ? [] : [this.finding(monitor, violation)];
    });
  }

  private finding(monitor: Monitor<Loose>, { say, because }: Violation, entry?: EntryId): Finding {
    const ids = because
      .map((key) => this.factEntries.get(key))
      .filter((id): id is EntryId => id !== undefined);
    if (entry !== undefined) ids.push(entry);
    return { monitor, say, because: [...new Set(ids)].sort((a, b) => a - b) };
  }
}

const NONE: Finding[] = [];

/** Where entries are written: numbered, stamped with the instant, and shown to the monitors. */
import type { Entry, EntryId, SendEntry } from './entry.ts';
import type { Look, Seen } from './monitor.ts';
import type { System } from './system.ts';
import type { Micros } from './time.ts';
import { type Finding, Watch } from './watch.ts';

type Draft = Entry extends infer E ? (E extends Entry ? Omit<E, 'id' | 'atUs'> : never) : never;

export class Ledger {
  nowUs: Micros = 0;
  entryCount = 0;
  private readonly watch: Watch;
  private readonly record: (entry: Entry) => void;

  constructor(monitors: System['monitors'], record: (entry: Entry) => void) {
    this.watch = new Watch(monitors);
    this.record = record;
  }

  write(draft: Draft): EntryId {
    const id = this.entryCount++;
    this.record({ id, atUs: this.nowUs, ...draft } as Entry);
    return id;
  }

  writeSend(draft: Omit<SendEntry, 'id' | 'atUs' | 'kind'>): SendEntry {
    const entry: SendEntry = { id: this.entryCount++, atUs: this.nowUs, kind: 'send', ...draft };
    this.record(entry);
    return entry;
  }

  /** Shows it to the monitors; what they find is written after it. */
  see(seen: Seen, entry: EntryId): void {
    this.report(this.watch.see(seen, entry, this.nowUs), entry);
  }

  judgeAtRest(look: Look): void {
    this.report(this.watch.atRest(look), -1);
  }

  private report(findings: readonly Finding[], cause: EntryId): void {
    for (const { monitor, say, because } of findings) {
      const kind = monitor.kind === 'sometimes' ? 'seen' : 'violation';
      this.write({ kind, cause, guarantee: monitor.id, say, because });
    }
  }
}

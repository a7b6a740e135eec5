/** Where entries are written: numbered, stamped with the instant, and shown to the monitors. */
import type { Timer } from './agenda.ts';
import type { Entry, EntryId, SendEntry } from './entry.ts';
import type { Look, Seen } from './monitor.ts';
import type { Snapshot } from './step.ts';
import type { ActorId, System } from './system.ts';
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

  // The frequent entries are written as one literal each: a third of the kernel's time otherwise.

  send(
    cause: EntryId,
    address: string,
    event: SendEntry['event'],
    to: ActorId,
    local: boolean,
    dueUs: Micros,
    /** What few messages have: a size (0: none), a fault that bent its way. */
    more: { readonly sizeBytes: number; readonly bentBy: number | undefined } | null,
  ): SendEntry {
    const id = this.entryCount++;
    const { from } = event;
    const atUs = this.nowUs;
    const plain: SendEntry = {
      id,
      atUs,
      kind: 'send',
      cause,
      address,
      from,
      to,
      event,
      local,
      dueUs,
    };
    const entry = more === null ? plain : withMore(plain, more.sizeBytes, more.bentBy);
    this.record(entry);
    return entry;
  }

  deliver(send: SendEntry): EntryId {
    const id = this.entryCount++;
    const { id: cause, to: actor } = send;
    this.record({ id, atUs: this.nowUs, kind: 'deliver', cause, send: cause, actor });
    return id;
  }

  step(cause: EntryId, actor: ActorId, on: string, { value, context }: Snapshot): void {
    const id = this.entryCount++;
    this.record({
      id,
      atUs: this.nowUs,
      kind: 'step',
      cause,
      actor,
      on,
      after: { value, context },
    });
  }

  timer(
    cause: EntryId,
    address: string,
    actor: ActorId,
    timer: string,
    name: string,
    deadline: boolean,
    dueUs: Micros,
  ): EntryId {
    const id = this.entryCount++;
    const atUs = this.nowUs;
    this.record({ id, atUs, kind: 'timer', cause, address, actor, timer, name, deadline, dueUs });
    return id;
  }

  timerEnd(kind: 'fire' | 'cancel', cause: EntryId, { entry, actor, id: timer }: Timer): EntryId {
    const id = this.entryCount++;
    this.record({ id, atUs: this.nowUs, kind, cause, start: entry, actor, timer });
    return id;
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

function withMore(plain: SendEntry, sizeBytes: number, bentBy: number | undefined): SendEntry {
  if (sizeBytes === 0 && bentBy === undefined) return plain;
  return {
    ...plain,
    ...(sizeBytes === 0 ? {} : { sizeBytes }),
    ...(bentBy === undefined ? {} : { bentBy }),
  };
}

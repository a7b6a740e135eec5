/**
 * Flows that are loaded when somebody wants them: a page knows the catalogue at once, and a flow
 * from when it is opened. What could not be loaded is asked for again the next time.
 */
import type { Flow, FlowAbout } from './flow.ts';

/** A flow as the catalogue has it. */
export interface FlowEntry extends FlowAbout {
  /** Rejects when it cannot be fetched. */
  readonly load: () => Promise<Flow>;
}

export class Library {
  readonly entries: readonly FlowEntry[];
  /** Those that are there by now: it grows. */
  readonly loaded: readonly Flow[];
  private readonly shelf: Flow[] = [];
  private readonly underWay = new Map<string, { readonly title: string; flow: Promise<Flow> }>();
  private readonly listeners = new Set<() => void>();

  constructor(entries: readonly FlowEntry[]) {
    this.entries = entries;
    this.loaded = this.shelf;
  }

  /** `undefined` for an id that is not in the catalogue. Rejects with a `NotLoaded`. */
  async load(id: unknown): Promise<Flow | undefined> {
    const entry = this.entries.find((each) => each.id === id);
    if (entry === undefined) return undefined;
    const there = this.shelf.find((each) => each.id === id);
    return there ?? this.underWay.get(entry.id)?.flow ?? this.fetched(entry);
  }

  /**
   * Loads what a run from outside needs to be parsed. For a flow that nobody knows that is all of
   * them: the refusal says which there are. Rejects with a `NotLoaded`.
   */
  async loadFor(run: unknown): Promise<readonly Flow[]> {
    const found = await this.load(flowIdOf(run));
    if (found === undefined) await Promise.all(this.entries.map(({ id }) => this.load(id)));
    return this.loaded;
  }

  /** The title of a flow that is being loaded; `null` while none is. */
  readonly loading = (): string | null => [...this.underWay.values()].at(-1)?.title ?? null;

  /** Calls when `loading` changes. Returns what ends that. */
  readonly subscribe = (onChange: () => void): (() => void) => {
    this.listeners.add(onChange);
    return () => this.listeners.delete(onChange);
  };

  private fetched(entry: FlowEntry): Promise<Flow> {
    const { id, title } = entry;
    const flow = (async () => {
      try {
        const loaded = await entry.load();
        this.shelf.push(loaded);
        return loaded;
      } catch (cause) {
        throw new NotLoaded(entry, cause);
      } finally {
        this.underWay.delete(id);
        this.tell();
      }
    })();
    this.underWay.set(id, { title, flow });
    this.tell();
    return flow;
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** The flow that something which may be a run names. */
export function flowIdOf(run: unknown): unknown {
  return (Object(run) as { flow?: unknown }).flow;
}

/** A flow could not be fetched: most often the network is away. */
export class NotLoaded extends Error {
  constructor({ title }: FlowAbout, cause: unknown) {
    super(`“${title}” could not be loaded.`, { cause });
  }
}

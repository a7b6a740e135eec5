/** Which streams the clients have, as far as their pages know. */
import type { Entry, EntryId } from '../kernel/entry.ts';
import { type ActorId, nodeOf } from '../kernel/system.ts';
import type { Channel } from './channel.ts';
import type { Opening } from './opening.ts';

export interface Line {
  readonly client: ActorId;
  /** Whoever accepted it. */
  readonly peer: ActorId;
  readonly opening: Opening;
  /** None while a session catches up. */
  channel: Channel | undefined;
  state:
    | 'open'
    /** The news that it is closed is on its way to the client: that entry. */
    | { readonly closing: EntryId }
    /** That news was lost. */
    | 'deaf'
    /** It was cut, and the browser asks for it again. */
    | 'reopening';
}

export class Lines {
  private readonly lines = new Map<string, Line>();

  get all(): Line[] {
    return Array.from(this.lines.values());
  }

  get(client: ActorId, peer: ActorId): Line | undefined {
    return this.lines.get(`${client}>${peer}`);
  }

  add(line: Line): void {
    this.lines.set(`${line.client}>${line.peer}`, line);
  }

  remove({ client, peer }: Line): void {
    this.lines.delete(`${client}>${peer}`);
  }

  /** Those that a client leaves behind when it opens another one: nothing more will come of them. */
  leftBehindBy(client: ActorId): Line[] {
    return this.all.filter(
      (line) => line.client === client && (line.state === 'deaf' || line.state === 'reopening'),
    );
  }

  /**
   * Notes what the simulation did, and returns the lines whose client has closed its end or is no
   * more. A half-open stream closes without an entry: `isStreaming` tells.
   */
  follow(
    entries: readonly Entry[],
    isStreaming: (client: ActorId, peer: ActorId) => boolean,
  ): Line[] {
    if (this.lines.size === 0) return [];
    const gone = new Set<Line>();
    for (const entry of entries) {
      if (entry.kind === 'send' && entry.event.type === 'closed') {
        const line = this.get(entry.to, entry.from);
        if (line?.state === 'open') line.state = { closing: entry.id };
      }
      if (entry.kind !== 'lose' && entry.kind !== 'end' && entry.kind !== 'down') continue;
      for (const line of this.all) {
        if (entry.kind === 'end' && entry.actor === line.client) gone.add(line);
        if (entry.kind === 'down' && entry.node === nodeOf(line.client)) gone.add(line);
        if (entry.kind === 'lose' && isClosing(line, entry.send)) line.state = 'deaf';
      }
    }
    for (const line of this.lines.values()) {
      if (line.state === 'open' && !isStreaming(line.client, line.peer)) gone.add(line);
    }
    return [...gone];
  }
}

const isClosing = ({ state }: Line, by: EntryId): boolean =>
  typeof state === 'object' && state.closing === by;

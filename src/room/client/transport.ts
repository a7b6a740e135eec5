/** How a client of a room speaks with its server: over MQTT, or to the tab that hosts. */
import type { Packet } from '../authorise.ts';
import type { Join, Joined, Vote } from '../protocol.ts';

export interface Transport {
  /** Asks to be let in. Rejects when nobody answers. */
  readonly join: (join: Join) => Promise<Joined>;
  /** Opens a line. Rejects when it cannot be opened or is refused. */
  readonly open: (caller: Caller) => Promise<Line>;
  /** For an instructor's pass. */
  readonly votes: (pass: string) => Promise<readonly Vote[]>;
}

export interface Caller {
  readonly clientId: string;
  readonly pass: string;
  /** Said for this client when its line breaks. */
  readonly will: Packet | null;
  readonly topics: readonly string[];
  readonly onMessage: (topic: string, text: string) => void;
  /** Once, and not after `close`. Nobody says why. */
  readonly onClose: () => void;
}

export interface Line {
  /** With QoS 1 it resolves when the server has it. Rejects when the line closes before. */
  readonly publish: (packet: Packet) => Promise<void>;
  readonly close: () => void;
}

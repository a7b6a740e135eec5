/**
 * Calls and their replies in one world, as exchanges.ts has them: what is over once the last call
 * of a conversation was answered, or its caller gave up.
 */
import { abandonCalls, answer, isOpen, unanswered } from './calls.ts';
import type { Lexicon } from './lexicon.ts';
import type { Play } from './play.ts';
import type { FlightWord } from './words.ts';

export class Conversations {
  private readonly play: Play;
  private readonly lexicon: Lexicon;

  constructor(play: Play, lexicon: Lexicon) {
    this.play = play;
    this.lexicon = lexicon;
  }

  /** False: the reply comes late. */
  answer(reply: FlightWord): boolean {
    const { calls } = this.play.world;
    if (!answer(calls, this.lexicon, reply)) return false;
    if (!isOpen(calls, this.lexicon, reply.group)) this.conclude(reply.group);
    return true;
  }

  /** The calls of an actor end: of one operation, or all (0). */
  abandon(actor: number, op: number): void {
    for (const group of abandonCalls(this.play.world.calls, this.lexicon, actor, op)) {
      this.conclude(group);
    }
  }

  /** The calls that wait for a node, without those that a reply on its way answers. */
  unanswered(node: number): number[] {
    const { world, traffic } = this.play;
    const { flights } = this.lexicon;
    const replies = [...world.flights.list(), ...traffic.onStreams()]
      .filter((entry) => entry > 0 && flights.at(entry).isReply)
      .map((id) => flights.at(id))
      .filter(({ fromNode }) => fromNode === node);
    return unanswered(world.calls, this.lexicon, node, replies);
  }

  /** What is said in it, what was asked in it, and who was spawned for that, come too late. */
  private conclude(group: number): void {
    const { lexicon, play } = this;
    play.turn((id) => {
      const flight = lexicon.flights.at(id);
      if (flight.group !== group) return id;
      if (flight.isReply) return lexicon.lateReply(id);
      return flight.call === 0 ? id : lexicon.overRequest(id);
    });
    const { spawned } = play.world;
    for (const id of spawned.list()) {
      const { actor, machine, op, serves, snapshot } = lexicon.lives.at(id);
      if (serves === 0 || lexicon.services.at(serves).group !== group) continue;
      spawned.remove(id);
      spawned.add(lexicon.live(actor, machine, op, lexicon.overService(serves), snapshot));
    }
  }
}

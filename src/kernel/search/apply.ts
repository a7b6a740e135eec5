/** What each move does to a world. */
import type { FaultPlan } from './kinds.ts';
import type { Knowledge } from './knowledge.ts';
import { decode, type Moves } from './moves.ts';
import type { Play } from './play.ts';
import { DOWN, PAUSED, STOPPED, type Status, UP } from './situation.ts';

export class Mover {
  private readonly know: Knowledge;
  private readonly moves: Moves;
  private readonly plan: FaultPlan;
  private readonly passing: number[] = [];

  constructor(know: Knowledge, moves: Moves, plan: FaultPlan) {
    this.know = know;
    this.moves = moves;
    this.plan = plan;
  }

  /** The move must be one that `Moves` offered for this world. */
  apply(play: Play, code: number): void {
    const { kind, subject } = decode(code);
    switch (kind) {
      case 'deliver':
        play.traffic.takeOff(subject);
        play.reach(subject);
        break;
      case 'act':
        this.act(play, subject);
        break;
      case 'fire':
      case 'late':
        this.fire(play, subject);
        break;
      case 'restart':
        this.restart(play, subject);
        break;
      case 'resume':
        this.stand(play, subject, UP);
        break;
      case 'heal':
        play.world.situation = this.know.situations.toggleCut(play.world.situation, subject);
        break;
      case 'drop':
        play.lose(subject);
        break;
      case 'duplicate':
        play.world.flights.add(subject);
        play.observer?.copied(subject);
        break;
      case 'fail':
        this.fail(play, subject);
        break;
      case 'crash':
        this.crash(play, subject, DOWN);
        break;
      case 'stop':
        this.crash(play, subject, STOPPED);
        break;
      case 'pause':
        this.stand(play, subject, PAUSED);
        break;
      case 'perish':
        play.lose(-subject);
        break;
      case 'own':
        this.own(play, subject);
        break;
      case 'cut':
        this.cut(play, subject);
        break;
      case 'disconnect':
        play.connections.breakOn(this.plan.disconnect[subject] ?? '');
        break;
      case 'halfOpen':
        play.connections.silence(this.plan.halfOpen[subject] ?? '');
        break;
    }
    play.settleDown();
  }

  private act(play: Play, node: number): void {
    const { situations } = this.know;
    const { world } = play;
    const act = this.moves.nextAct(situations.at(world.situation), node);
    if (act === undefined) return;
    world.situation = situations.afterAct(world.situation, node);
    play.take(play.find(node + 1), act.event);
  }

  /** The time that was left passes for all timers of nodes that run. */
  private fire(play: Play, id: number): void {
    const { lexicon } = this.know;
    const { timers } = play.world;
    const { remainingUs, actor, event } = lexicon.timers.at(id);
    timers.remove(id);
    if (remainingUs > 0) {
      const { passing } = this;
      const count = timers.size;
      for (let i = 0; i < count; i++) passing[i] = timers.at(i);
      timers.size = 0;
      for (let i = 0; i < count; i++) {
        const each = passing[i] as number;
        const runs = play.status(lexicon.timers.at(each).node) === UP;
        timers.add(runs ? lexicon.timerAfter(each, remainingUs) : each);
      }
    }
    play.take(play.find(actor), event);
  }

  /** The node answers with an error, and does nothing. */
  private fail(play: Play, id: number): void {
    const reply = this.know.lexicon.failure(id);
    if (reply === 0) return;
    play.traffic.takeOff(id);
    play.observer?.gone(id);
    if (this.know.lexicon.flights.at(id).call !== 0) play.send(reply);
  }

  private crash(play: Play, node: number, status: Status): void {
    const { lexicon } = this.know;
    const { world } = play;
    const before = world.own[node] as number;
    this.stand(play, node, status);
    world.own[node] = status === DOWN ? -lexicon.nextInput(node, before) : 0;
    const gone = [node + 1];
    for (const live of world.spawned.list()) {
      const { actor } = lexicon.lives.at(live);
      if (lexicon.actors.at(actor).node !== node) continue;
      world.spawned.remove(live);
      gone.push(actor);
    }
    for (const actor of gone) play.forget(actor);
    const towards = (id: number): boolean => lexicon.flights.at(id).toNode === node;
    for (const id of world.flights.list().filter(towards)) play.lose(id);
    for (const { ab, ba } of play.traffic.list()) {
      for (const entry of [...ab, ...ba]) if (towards(Math.abs(entry))) play.lose(entry);
    }
    for (const call of play.conversations.unanswered(node)) play.send(lexicon.refusal(call));
    for (const actor of gone) play.connections.leave(actor);
    play.see(lexicon.standing('down', node));
  }

  private restart(play: Play, node: number): void {
    const input = -(play.world.own[node] as number);
    this.stand(play, node, UP);
    play.boot(node, input);
    play.see(this.know.lexicon.standing('up', node));
  }

  private own(play: Play, index: number): void {
    const fault = this.plan.own[index];
    if (fault === undefined) return;
    play.take(play.find(fault.node + 1), fault.event);
  }

  private cut(play: Play, cut: number): void {
    const { lexicon, cuts, situations } = this.know;
    const { world } = play;
    world.situation = situations.toggleCut(world.situation, cut);
    const covered = (id: number): boolean => {
      const { fromNode, toNode, link } = lexicon.flights.at(id);
      return link !== 'local' && cuts.cover([cut], fromNode, toNode);
    };
    for (const id of world.flights.list().filter(covered)) play.lose(id);
    for (const { ab, ba } of play.traffic.list()) {
      for (const entry of [...ab, ...ba]) if (covered(Math.abs(entry))) play.lose(entry);
    }
  }

  private stand(play: Play, node: number, status: Status): void {
    play.world.situation = this.know.situations.withStatus(play.world.situation, node, status);
  }
}

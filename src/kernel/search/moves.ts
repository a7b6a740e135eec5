/** What may happen next in a world: freely, for a delay, or for a fault. */
import type { MachineEvent } from '../step.ts';
import type { OperationId } from '../system.ts';
import type { FaultPlan } from './kinds.ts';
import type { Knowledge } from './knowledge.ts';
import type { Play } from './play.ts';
import { DOWN, PAUSED, type Situation, UP } from './situation.ts';
import type { TimerWord } from './words.ts';

/** Order matters: a move is stored as its place here plus 32 times its subject. */
const MOVES = [
  'deliver',
  'act',
  'fire',
  'restart',
  'resume',
  'heal',
  'perish',
  'late',
  'drop',
  'duplicate',
  'fail',
  'crash',
  'stop',
  'pause',
  'own',
  'cut',
  'disconnect',
  'halfOpen',
] as const;
export type MoveKind = (typeof MOVES)[number];

export interface Move {
  readonly kind: MoveKind;
  /** A flight, a node, a timer, or the place in the plan of a link or of an own fault. */
  readonly subject: number;
}

const CODES = Object.fromEntries(MOVES.map((kind, i) => [kind, i])) as Record<MoveKind, number>;
const encode = (kind: MoveKind, subject: number): number => CODES[kind] + subject * 32;
export const decode = (code: number): Move => ({
  kind: MOVES[code & 31] as MoveKind,
  subject: code >>> 5,
});

export interface UserAct {
  readonly op: OperationId;
  /** A word. */
  readonly event: number;
}

export class Moves {
  private readonly know: Knowledge;
  private readonly plan: FaultPlan;
  /** By node: what its user does, in order. */
  private readonly acts: readonly (readonly UserAct[])[];
  /** For each message fault, by flight: 0 not asked yet, 1 fits, 2 does not. */
  private readonly fits = { drop: [] as number[], duplicate: [] as number[], fail: [] as number[] };

  constructor(know: Knowledge, plan: FaultPlan) {
    this.know = know;
    this.plan = plan;
    const { system } = know.lexicon;
    this.acts = system.nodes.map(({ id }) =>
      system.acts
        .filter(({ node }) => node === id)
        .sort((a, b) => a.atUs - b.atUs)
        .map(({ op, event }) => ({
          op,
          event: know.lexicon.event({ ...event, from: '', op } as MachineEvent, op),
        })),
    );
  }

  /** The next act of a node's user. */
  nextAct(situation: Situation, node: number): UserAct | undefined {
    return this.acts[node]?.[situation.acted[node] ?? 0];
  }

  /** Appends what costs nothing: `perish` is a message that was sent into a cut and is lost. Returns whether time stands still because a deadline would be late. */
  free(play: Play, into: number[]): boolean {
    const { world } = play;
    const { lexicon, streams, situations } = this.know;
    const situation = situations.at(world.situation);
    const { status } = situation;
    const { flights } = world;
    for (let i = 0, last = 0; i < flights.size; i++) {
      const id = flights.at(i);
      if (id === last) continue;
      last = id;
      if (status[lexicon.flights.at(id).toNode] !== PAUSED) into.push(encode('deliver', id));
    }
    for (let i = 0; i < world.streams.size; i++) {
      const { ab, ba } = streams.at(world.streams.at(i));
      this.deliverQueue(ab, status, into);
      this.deliverQueue(ba, status, into);
    }
    for (let node = 0; node < status.length; node++) {
      if (status[node] === DOWN) into.push(encode('restart', node));
      else if (status[node] === PAUSED) into.push(encode('resume', node));
      else if (this.mayAct(play, situation, node)) into.push(encode('act', node));
    }
    for (const cut of situation.cuts) into.push(encode('heal', cut));
    return this.timers(play, situation, into, false);
  }

  /** Appends the deadlines that may fire although what they wait for is still under way. */
  late(play: Play, into: number[]): void {
    this.timers(play, this.know.situations.at(play.world.situation), into, true);
  }

  /** Appends the faults that may happen. */
  faults(play: Play, into: number[]): void {
    const { world } = play;
    const { situations, streams } = this.know;
    const situation = situations.at(world.situation);
    const { status, cuts } = situation;
    const { flights } = world;
    for (let i = 0, last = 0; i < flights.size; i++) {
      const id = flights.at(i);
      if (id === last) continue;
      last = id;
      if (this.fit('drop', id)) into.push(encode('drop', id));
      if (this.fit('duplicate', id)) into.push(encode('duplicate', id));
      if (this.mayFail(play, status, id)) into.push(encode('fail', id));
    }
    for (let i = 0; i < world.streams.size; i++) {
      const { ab, ba } = streams.at(world.streams.at(i));
      // Whichever is lost takes everything on the stream along.
      const droppable = [...ab, ...ba].find((entry) => entry > 0 && this.fit('drop', entry));
      if (droppable !== undefined) into.push(encode('drop', droppable));
      for (const [id] of [ab, ba]) {
        if (id !== undefined && id > 0 && this.mayFail(play, status, id))
          into.push(encode('fail', id));
      }
    }
    for (const node of this.plan.crash) {
      if (status[node] === UP || status[node] === PAUSED) into.push(encode('crash', node));
    }
    for (const node of this.plan.stop) {
      if (status[node] === UP || status[node] === PAUSED) into.push(encode('stop', node));
    }
    for (const node of this.plan.pause) {
      if (status[node] === UP) into.push(encode('pause', node));
    }
    this.plan.own.forEach(({ node }, i) => {
      if (play.find(node + 1) !== 0) into.push(encode('own', i));
    });
    for (let cut = 0; cut < this.plan.cuts.length; cut++) {
      if (!cuts.includes(cut)) into.push(encode('cut', cut));
    }
    this.plan.disconnect.forEach((link, i) => {
      if (play.connections.on(link).length > 0) into.push(encode('disconnect', i));
    });
    this.plan.halfOpen.forEach((link, i) => {
      if (play.connections.on(link).length > 0) into.push(encode('halfOpen', i));
    });
  }

  private deliverQueue(
    queue: readonly number[],
    status: Situation['status'],
    into: number[],
  ): void {
    for (const entry of queue) if (entry < 0) into.push(encode('perish', -entry));
    const [head] = queue;
    if (head === undefined || head < 0) return;
    if (status[this.know.lexicon.flights.at(head).toNode] !== PAUSED) {
      into.push(encode('deliver', head));
    }
  }

  private mayAct(play: Play, situation: Situation, node: number): boolean {
    if (situation.status[node] !== UP || this.nextAct(situation, node) === undefined) return false;
    const live = play.find(node + 1);
    return live !== 0 && this.know.lexicon.lives.at(live).ready;
  }

  /** Only timers with the least time left may fire. Either those that cost nothing, or the others; says whether there are others. */
  private timers(play: Play, { status }: Situation, into: number[], late: boolean): boolean {
    const { timers } = play.world;
    const words = this.know.lexicon.timers;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < timers.size; i++) {
      const { node, remainingUs } = words.at(timers.at(i));
      if (remainingUs < least && status[node] === UP) least = remainingUs;
    }
    let blocked = false;
    for (let i = 0; i < timers.size; i++) {
      const id = timers.at(i);
      const timer = words.at(id);
      if (timer.remainingUs !== least || status[timer.node] !== UP) continue;
      const costs = timer.deadline && this.underWay(play, status, timer);
      if (costs) blocked = true;
      if (costs === late) into.push(encode(late ? 'late' : 'fire', id));
    }
    return blocked;
  }

  /**
   * Whether what a deadline waits for is still under way: a message of its operation that may
   * arrive (also at a node that is down, which refuses it, or paused, which takes it later), or work that
   * ends at this very instant. Work that takes longer is simply too long for the deadline.
   */
  private underWay(
    play: Play,
    status: Situation['status'],
    { op, actor, remainingUs: leastUs }: TimerWord,
  ): boolean {
    const { lexicon, streams } = this.know;
    const { world } = play;
    const any = op === lexicon.noOp;
    const concerns = (id: number): boolean => {
      if (id < 0) return false;
      const flight = lexicon.flights.at(id);
      return any ? flight.to === actor : flight.op === op;
    };
    for (let i = 0; i < world.flights.size; i++) if (concerns(world.flights.at(i))) return true;
    for (let i = 0; i < world.streams.size; i++) {
      const { ab, ba } = streams.at(world.streams.at(i));
      if (ab.some(concerns) || ba.some(concerns)) return true;
    }
    if (any) return false;
    for (let i = 0; i < world.timers.size; i++) {
      const timer = lexicon.timers.at(world.timers.at(i));
      const ends = timer.remainingUs === leastUs && status[timer.node] === UP;
      if (ends && !timer.deadline && timer.op === op) return true;
    }
    return false;
  }

  private mayFail(play: Play, status: Situation['status'], id: number): boolean {
    if (!this.fit('fail', id)) return false;
    const { to, toNode } = this.know.lexicon.flights.at(id);
    return status[toNode] === UP && play.find(to) !== 0;
  }

  private fit(fault: 'drop' | 'duplicate' | 'fail', id: number): boolean {
    const list = this.fits[fault];
    const known = list[id] ?? 0;
    if (known !== 0) return known === 1;
    const fits = this.plan.onMessage(fault, this.know.lexicon.flights.at(id));
    list[id] = fits ? 1 : 2;
    return fits;
  }
}

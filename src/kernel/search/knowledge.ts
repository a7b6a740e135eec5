/** Everything that a search knows beside its states: the words, and what follows from them. */
import type { Monitor } from '../monitor.ts';
import { type Cuts, noCuts } from './cuts.ts';
import { Guard } from './guard.ts';
import type { Lexicon } from './lexicon.ts';
import { Situations } from './situation.ts';
import { Streams } from './streams.ts';
import { Turns } from './turns.ts';

export class Knowledge {
  readonly lexicon: Lexicon;
  readonly turns: Turns;
  readonly situations = new Situations();
  readonly streams = new Streams();
  readonly guard: Guard;
  readonly cuts: Cuts;

  constructor(lexicon: Lexicon, monitor: Monitor, cuts: Cuts = noCuts) {
    this.lexicon = lexicon;
    this.turns = new Turns(lexicon);
    this.guard = new Guard(lexicon, monitor);
    this.cuts = cuts;
  }
}

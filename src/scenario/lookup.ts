/** Looks up what is said of one run: metrics, guarantees, nodes, messages. */
import { type Compiled, compile } from '../flow/compile.ts';
import { type Flow, fits } from '../flow/flow.ts';
import type { Path } from '../flow/parse-problem.ts';
import type { Run } from '../flow/run.ts';
import { type Mistake, strange } from './mistakes.ts';
import type { Check, Pointed, Question } from './scenario.ts';

export class Lookup {
  private readonly flow: Flow;
  private readonly run: Run;
  private readonly mistakes: Mistake[];
  private compiled: Compiled | null = null;

  /** What is not there is added to `mistakes`. */
  constructor(flow: Flow, run: Run, mistakes: Mistake[]) {
    this.flow = flow;
    this.run = run;
    this.mistakes = mistakes;
  }

  checks(list: readonly Check[], path: Path): void {
    list.forEach((check, i) => {
      const at = [...path, i];
      if ('metric' in check) this.metric(check.metric, [...at, 'metric']);
      else if ('guarantee' in check) this.guarantee(check.guarantee, [...at, 'guarantee']);
      else if ('row' in check) this.node(check.node, [...at, 'node']);
      else this.message(check.message, [...at, 'message']);
    });
  }

  pointed(each: Pointed, path: Path): void {
    if ('node' in each) this.node(each.node, [...path, 'node']);
    else if ('message' in each) this.message(each.message, [...path, 'message']);
    else if (each.fromUs > each.toUs)
      this.mistakes.push({ path: [...path, 'to'], say: 'This is before "from".' });
  }

  question({ answer }: Question, path: Path): void {
    if ('metric' in answer) this.metric(answer.metric, [...path, 'answer', 'metric']);
    if ('param' in answer && !Object.hasOwn(this.flow.params, answer.param)) {
      const known = Object.keys(this.flow.params);
      this.mistakes.push(strange([...path, 'answer', 'param'], answer.param, known));
    }
  }

  metric(id: string, path: Path): void {
    const { variant, fixes } = this.made.choice;
    const known = this.flow.metrics.filter((each) => fits(each, variant, fixes));
    this.known(
      id,
      known.map((each) => each.id),
      path,
    );
  }

  private guarantee(name: string, path: Path): void {
    const { variant } = this.run;
    const known = this.flow.guarantees.filter(
      ({ variants }) => variants?.includes(variant) ?? true,
    );
    this.known(
      name,
      known.flatMap(({ id, ref }) => (id === ref ? [id] : [ref, id])),
      path,
    );
  }

  node(id: string, path: Path): void {
    this.known(
      id,
      this.made.plan.nodes.map((each) => each.id),
      path,
    );
  }

  private message(address: string, path: Path): void {
    const type = /\/(?<type>[^#+]+)/.exec(address)?.groups?.['type'] ?? address;
    this.known(type, [...Object.keys(this.flow.messages), 'refused', 'closed'], path);
  }

  private known(word: string, words: readonly string[], path: Path): void {
    if (!words.includes(word)) this.mistakes.push(strange(path, word, words));
  }

  private get made(): Compiled {
    this.compiled ??= compile(this.flow, this.run);
    return this.compiled;
  }
}

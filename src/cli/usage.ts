/** What a person typed that cannot be: what is wrong, why, and what to do next. Exit code 2. */
import { SIM } from '../views/commandText.ts';

export { SIM };

export class UsageError extends Error {
  readonly next: string;

  /** `what` says what is wrong and why; `next` is a sentence or a command to type instead. */
  constructor(what: string, next: string) {
    super(what);
    this.name = 'UsageError';
    this.next = next;
  }
}

export const HELP = `The simulator without a browser.

  ${SIM} list  [flow]                    what there is: variants, fixes, parameters, workloads, faults, guarantees
  ${SIM} run   <flow>                    simulate one run: guarantees and metrics
  ${SIM} run   --run FILE                a run that was saved as JSON ("-" reads it from standard input)
  ${SIM} break <flow> --guarantee C1     search for the fewest faults and the shortest order that break a guarantee
  ${SIM} table <flow> [--row N]          decide every row of the flow's truth table
  ${SIM} export WHAT <flow>              a run as a file: json, link, mermaid, sequence.svg, diagram.svg, diagram.png, report.md
  ${SIM} check [FILE]…                   read scenarios, and prove that what they say is so; all of them when left out

Which run (run, break, export)
  --variant NAME                         a way of doing it; the first when left out
  --fix a=x,b                            design choices; a name alone means "on"
  --set name=value,…                     parameters; "inf" where a parameter may be infinite
  --workload NAME                        what the users do

For run and export
  --seed N                               of all chance; 1 when left out
  --fault 'crash cache @3.2s for 2s'     once for each; also 'drop read-1/SET', 'cut api--db @1s for 500ms', …
  --hold 'read-1/SET until read-2/GET'   an order, once for each
  --until 6s                             end early
  --run FILE                             the whole run, in place of all of these

Only for run
  --trace | --hash | --link              print every entry | the SHA-256 of all entries | the link's fragment

Only for export
  --at 3.2s                              the instant of a link or a diagram; of a diagram where a guarantee breaks, when left out
  --from 1s  --to 4s                     the part of a sequence
  --out FILE                             write it there, rather than print it

Only for break
  --bound 31s                            for a guarantee "within a time"
  --faults 1  --delays 0                 at most so many faults, and so many late deadlines
  --kinds crash:cache,drop:DEL           faults to try: kind, or kind:node, kind:from->to, kind:MESSAGE; all when left out
  --states 2000000                       give up after so many states

Every command takes --json.
Exit code: 0 fine, or the guarantee holds; 1 broken, failed, mistaken or unfinished; 2 wrong usage.`;

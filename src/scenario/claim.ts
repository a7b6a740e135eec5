/** What a row of the field guide claims of its run, decided at the end of it. */
import type { FactCheck, GuideCheck, OrderCheck, PathCheck, WalkCheck } from '../flow/check.ts';
import type { EntryOf, SendEntry } from '../kernel/entry.ts';
import { nodeOf } from '../kernel/system.ts';
import { endOf, type Scene } from '../views/scene.ts';
import { stateWords } from '../views/words.ts';
import { isSo, Sight } from './sight.ts';

export interface ClaimFinding {
  readonly check: GuideCheck;
  readonly so: boolean;
  readonly found: string | number | null;
}

/** One finding a check, in order. */
export function claimFindings(scene: Scene, claim: readonly GuideCheck[]): ClaimFinding[] {
  const sight = new Sight(scene, endOf(scene.trace));
  return claim.map((check): ClaimFinding => {
    if ('fact' in check) return 'are' in check ? inOrder(scene, check) : howOften(scene, check);
    if ('walks' in check) return walk(scene, check);
    if ('goes' in check) return path(scene, check);
    return { ...sight.find(check), check };
  });
}

type FactEntry = EntryOf<'fact'>;

function factsOf(scene: Scene, { fact, where = {} }: FactCheck | OrderCheck): FactEntry[] {
  return scene.trace.entries.filter(
    (entry): entry is FactEntry =>
      entry.kind === 'fact' &&
      entry.fact.type === fact &&
      Object.entries(where).every(([field, value]) => fieldOf(entry, field) === value),
  );
}

function fieldOf(entry: FactEntry, field: string): unknown {
  if (field === 'op') return entry.op;
  if (field === 'atMs') return Math.round(entry.atUs / 1_000);
  if (field === 'node') return nodeOf(entry.actor);
  return entry.fact[field];
}

function howOften(scene: Scene, check: FactCheck): ClaimFinding {
  const found = factsOf(scene, check).length;
  return { check, so: isSo(found, { ...check, metric: '' }), found };
}

function inOrder(scene: Scene, check: OrderCheck): ClaimFinding {
  const found = factsOf(scene, check).map((entry) => String(fieldOf(entry, check.field)));
  return { check, so: same(found, check.are.map(String)), found: found.join(', ') };
}

/** The states that the operation's actors of this machine came through: those asked for, in their order. */
function walk(scene: Scene, check: WalkCheck): ClaimFinding {
  const actors = new Set<string>();
  const states: string[] = [];
  for (const entry of scene.trace.entries) {
    if (entry.kind === 'spawn' && entry.machine === check.machine && entry.op === check.op) {
      actors.add(entry.actor);
      states.push(stateWords(entry.after.value));
    }
    if (entry.kind === 'step' && actors.has(entry.actor))
      states.push(stateWords(entry.after.value));
  }
  const wanted = check.walks.map((name) => stateWords(name));
  let at = 0;
  for (const state of states) {
    // A state with states in it is written with the one within.
    if (state === wanted[at] || state.startsWith(`${wanted[at]}:`)) at++;
  }
  return { check, so: at === wanted.length, found: states.join(', ') };
}

/** From sender to receiver, each message of the operation where the one before arrived. */
function path(scene: Scene, check: PathCheck): ClaimFinding {
  const sends = scene.trace.entries.filter(
    (entry): entry is SendEntry => entry.kind === 'send' && entry.event.op === check.op,
  );
  const found = sends.reduce<string[]>((nodes, { from, to }) => {
    const ends = [nodeOf(from), nodeOf(to)];
    return nodes.at(-1) === ends[0] ? [...nodes, ends[1] ?? ''] : [...nodes, ...ends];
  }, []);
  return { check, so: same(found, check.goes), found: found.join(' → ') };
}

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((each, i) => each === b[i]);

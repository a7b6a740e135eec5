/**
 * Branches: every run that was looked at, none overwritten by the next. Undo and redo walk over
 * the branches in the order in which they were visited. All pure.
 */
import type { Run } from '../flow/run.ts';
import type { Micros } from '../kernel/time.ts';
import type { GuaranteeView } from '../views/guarantees.ts';

export type BranchId = number;

export interface Branch {
  readonly id: BranchId;
  readonly run: Run;
  /** The branch that it was made from by a change; `null` for what was opened. */
  readonly parent: BranchId | null;
  /** What changed, in words; of what was opened, its title. */
  readonly changed: string;
  /** From when on it differs from its parent: `null` if never, `undefined` while it is not known. */
  readonly divergedAtUs?: Micros | null;
  /** Of the whole run; left out until it has been simulated. */
  readonly verdicts?: readonly GuaranteeView[];
}

export interface Branches {
  readonly list: readonly Branch[];
  readonly current: BranchId;
  /** Branches in the order of looking at them, for undo and redo. */
  readonly visits: readonly BranchId[];
  /** Where in the visits one stands. */
  readonly visit: number;
}

/** Beyond this many the oldest that is not looked at goes. */
export const BRANCHES_MAX = 60;

export function beginBranches(run: Run, changed: string): Branches {
  return { list: [{ id: 1, run, parent: null, changed }], current: 1, visits: [1], visit: 0 };
}

export function currentOf({ list, current }: Branches): Branch {
  const branch = list.find(({ id }) => id === current);
  if (branch === undefined) throw new Error(`There is no branch ${current}.`);
  return branch;
}

/** Adds a branch and goes there. */
export function added(branches: Branches, branch: Omit<Branch, 'id'>): Branches {
  const id = Math.max(...branches.list.map((each) => each.id)) + 1;
  return visited(capped({ ...branches, list: [...branches.list, { ...branch, id }] }), id);
}

/** The current branch becomes another run, as if the earlier one had never been made. */
export function replaced(branches: Branches, run: Run, changed: string): Branches {
  const { id, parent } = currentOf(branches);
  const fresh: Branch = { id, parent, run, changed };
  return { ...branches, list: branches.list.map((each) => (each.id === id ? fresh : each)) };
}

/** Takes back the current branch, and goes to another instead. */
export function withdrawn(branches: Branches, instead: BranchId): Branches {
  const gone = branches.current;
  const list = branches.list.filter(({ id }) => id !== gone);
  const earlier = branches.visits.slice(0, branches.visit).filter((id) => id !== gone);
  const visits = earlier.at(-1) === instead ? earlier : [...earlier, instead];
  return { list, current: instead, visits, visit: visits.length - 1 };
}

/** Goes to a branch; what was undone before can no longer be redone. */
export function visited(branches: Branches, id: BranchId): Branches {
  if (id === branches.current) return branches;
  const visits = [...branches.visits.slice(0, branches.visit + 1), id];
  return { ...branches, current: id, visits, visit: visits.length - 1 };
}

export const canUndo = ({ visit }: Branches): boolean => visit > 0;
export const canRedo = ({ visit, visits }: Branches): boolean => visit < visits.length - 1;

/** One visit back or forward; the same branches where there is none. */
export function moved(branches: Branches, by: -1 | 1): Branches {
  const visit = branches.visit + by;
  const current = branches.visits[visit];
  return current === undefined ? branches : { ...branches, visit, current };
}

/** What became known of a branch. */
export function learned(
  branches: Branches,
  id: BranchId,
  facts: Pick<Branch, 'divergedAtUs' | 'verdicts'>,
): Branches {
  const list = branches.list.map((each) => (each.id === id ? { ...each, ...facts } : each));
  return { ...branches, list };
}

function capped(branches: Branches): Branches {
  if (branches.list.length <= BRANCHES_MAX) return branches;
  const gone = branches.list.find(({ id }) => id !== branches.current)?.id;
  const list = branches.list
    .filter(({ id }) => id !== gone)
    .map((each) => (each.parent === gone ? { ...each, parent: null } : each));
  const before = branches.visits.slice(0, branches.visit + 1).filter((id) => id !== gone);
  const after = branches.visits.slice(branches.visit + 1).filter((id) => id !== gone);
  return { ...branches, list, visits: [...before, ...after], visit: before.length - 1 };
}

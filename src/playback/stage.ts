/** Which run is shown: edits become branches, branches become scenes, and the playhead stays where it was. */
import type { Flow } from '../flow/flow.ts';
import { normalise, runText } from '../flow/parse.ts';
import type { Run } from '../flow/run.ts';
import type { Micros } from '../kernel/time.ts';
import { divergenceOf } from '../views/divergence.ts';
import { guaranteesAt } from '../views/guarantees.ts';
import { type Moment, momentAt, type Scene } from '../views/scene.ts';
import {
  added,
  type Branch,
  type Branches,
  type BranchId,
  beginBranches,
  canRedo,
  canUndo,
  currentOf,
  learned,
  replaced,
  visited,
  withdrawn,
} from './branches.ts';
import type { Edit } from './edits.ts';
import { carriedOver, momentFrom } from './moments.ts';
import { parsedSafely, refusal } from './outside.ts';
import { paceOf } from './pace.ts';
import { SceneShelf } from './shelf.ts';
import { BEHIND, makeScene, type Timing } from './simulating.ts';
import { type EditOptions, flowOf, type OpenOptions, type Place, type Playback } from './state.ts';
import type { Transport } from './transport.ts';

interface Surroundings {
  readonly catalogue: readonly Flow[];
  readonly timing: Timing;
  readonly get: () => Playback;
  readonly set: (part: Partial<Playback>) => void;
  readonly transport: Transport;
  readonly first: Scene;
}

/** Where the playhead goes once the scene is there; by default it stays. */
type Arrival = 'stay' | 'reveal' | { readonly place: Place | undefined; readonly play: boolean };

export interface Stage {
  readonly branches: () => Branches;
  readonly shownBranches: () => Pick<Playback, 'branches' | 'current' | 'canUndo' | 'canRedo'>;
  readonly open: (run: Run, options?: OpenOptions) => void;
  /** The edit is made here, so that a flow that fails over it fails in one place. */
  readonly edit: (make: () => Edit, options?: EditOptions) => void;
  readonly show: (branches: Branches, arrival?: Arrival) => void;
  readonly settled: () => Promise<void>;
  readonly examine: () => Promise<void>;
}

export function makeStage(
  { catalogue, timing, get, set, transport, first }: Surroundings,
  opened: Branches,
): Stage {
  let branches = opened;
  /** The control that is held, and the branch that it made. */
  let drag: { readonly control: string; readonly branch: BranchId } | undefined;
  /** Counts what was asked for; whatever is not the latest is dropped. */
  let asked = 0;
  let underWay: Promise<void> = Promise.resolve();
  let examining = false;
  const shelf = new SceneShelf();
  const keyOf = (run: Run): string => runText(flowOf(catalogue, run.flow), run);
  shelf.put(keyOf(first.run), first);
  branches = learnedOf(branches, branches.current, first, undefined);

  const shownBranches: Stage['shownBranches'] = () => ({
    branches: branches.list,
    current: branches.current,
    canUndo: canUndo(branches),
    canRedo: canRedo(branches),
  });

  function show(next: Branches, arrival: Arrival = 'stay'): void {
    if (next === branches) return;
    drag = undefined;
    stageRun(next, arrival);
  }

  function stageRun(next: Branches, arrival: Arrival): void {
    const former = branches;
    branches = next;
    const { run } = currentOf(branches);
    const ticket = ++asked;
    const flow = flowOf(catalogue, run.flow);
    const failed = (error: unknown): void => {
      if (ticket !== asked) return;
      branches = former;
      set({
        ...shownBranches(),
        run: currentOf(branches).run,
        working: false,
        problem: failure(error),
      });
    };
    try {
      const made = shelf.take(keyOf(run)) ?? makeScene(flow, run, timing, () => ticket === asked);
      if (!(made instanceof Promise)) return arrive(made, arrival);
      set({ ...shownBranches(), run, working: true });
      underWay = made.then((scene) => {
        if (scene !== undefined && ticket === asked) arrive(scene, arrival);
      }, failed);
    } catch (error) {
      failed(error);
    }
  }

  function arrive(scene: Scene, arrival: Arrival): void {
    shelf.put(keyOf(scene.run), scene);
    const branch = currentOf(branches);
    const parent = branches.list.find(({ id }) => id === branch.parent);
    const parentScene = parent === undefined ? undefined : shelf.take(keyOf(parent.run));
    branches = learnedOf(branches, branch.id, scene, parentScene);
    const { scene: former, playhead } = get();
    const { moment, chosen } = whereTo(former, playhead, scene, arrival);
    const pace = former === scene ? get().pace : paceOf(scene.trace);
    transport.adopt(pace, moment.atUs, chosen);
    set({
      ...shownBranches(),
      ...(former === scene
        ? {}
        : { lit: [], asked: null, limitUs: null, selection: lasting(get().selection) }),
      ...(former.flow === scene.flow ? {} : { selection: null, followed: null }),
      scene,
      pace,
      playhead: moment,
      run: scene.run,
      working: false,
    });
    if (typeof arrival === 'object' && arrival.play) get().play();
  }

  function whereTo(
    former: Scene,
    playhead: Moment,
    scene: Scene,
    arrival: Arrival,
  ): { readonly moment: Moment; readonly chosen: boolean } {
    const { trace } = scene;
    if (typeof arrival === 'object') {
      return { moment: momentFrom(trace, arrival.place), chosen: true };
    }
    const nextUs = playhead.atUs + 1;
    if (arrival === 'reveal' && beginsAt(scene.run, nextUs) && !beginsAt(former.run, nextUs)) {
      return { moment: momentAt(trace, nextUs), chosen: true };
    }
    const moment = carriedOver(former.trace, playhead, transport.wantedUs(), trace);
    return { moment, chosen: false };
  }

  function edit(make: () => Edit, options: EditOptions = {}): void {
    try {
      applied(make(), options);
    } catch (error) {
      set({ problem: failure(error) });
    }
  }

  function applied(
    { run: changedRun, control, changed }: Edit,
    { dragging = false }: EditOptions,
  ): void {
    const { run } = get();
    if (changedRun === run) return;
    const parsed = parsedSafely(catalogue, changedRun);
    if (!parsed.ok) {
      set({ problem: refusal('The run with this change', parsed.problems, UNCHANGED) });
      return;
    }
    const wanted = parsed.run;
    const refused = get().guide?.refuse(wanted) ?? [];
    if (refused.length > 0) {
      set({ problem: { title: 'This is locked here.', details: refused } });
      return;
    }
    const isDrag = drag?.control === control && drag.branch === branches.current;
    const key = keyOf(wanted);
    const alike = branches.list.filter((each) => keyOf(each.run) === key);
    const other = alike.find(({ id }) => id !== branches.current);
    if (key === keyOf(run)) {
      // The hand lets go where another branch is already.
      if (isDrag && !dragging && other !== undefined)
        stageRun(withdrawn(branches, other.id), 'stay');
      if (!dragging) drag = undefined;
      return;
    }
    let next: Branches;
    if (isDrag && other !== undefined && !dragging) next = withdrawn(branches, other.id);
    else if (isDrag) next = replaced(branches, wanted, changed);
    else if (other !== undefined && !dragging) next = visited(branches, other.id);
    else next = added(branches, { run: wanted, parent: branches.current, changed });
    stageRun(next, 'reveal');
    drag = dragging ? { control, branch: branches.current } : undefined;
  }

  function open(
    run: Run,
    { place, title = 'Opened', play = false, alone = false }: OpenOptions = {},
  ): void {
    const plain = normalise(flowOf(catalogue, run.flow), run);
    const key = keyOf(plain);
    const same = branches.list.find((each) => keyOf(each.run) === key);
    const others = (): Branches =>
      same === undefined
        ? added(branches, { run: plain, parent: null, changed: title })
        : visited(branches, same.id);
    const next = alone ? beginBranches(plain, title) : others();
    drag = undefined;
    set({ problem: null });
    stageRun(next, { place, play });
  }

  async function examine(): Promise<void> {
    if (examining) return;
    examining = true;
    await examineAll();
    examining = false;
  }

  async function examineAll(): Promise<void> {
    const tried = new Set<BranchId>();
    const isIdle = (): boolean => !get().working;
    const next = (): Branch | undefined =>
      branches.list.find(({ id, verdicts }) => verdicts === undefined && !tried.has(id));
    for (let branch = next(); branch !== undefined && isIdle(); branch = next()) {
      const { id, run } = branch;
      const flow = flowOf(catalogue, run.flow);
      try {
        const scene = await (shelf.take(keyOf(run)) ??
          makeScene(flow, run, timing, isIdle, BEHIND));
        if (scene === undefined) return;
        // The branch may have gone, or become another run, in the meantime.
        const still = branches.list.some((each) => each.id === id && each.run === run);
        if (still) branches = learnedOf(branches, id, scene, undefined);
      } catch {
        // It says why as soon as somebody looks at the branch.
      }
      tried.add(id);
      set(shownBranches());
    }
  }

  return {
    branches: () => branches,
    shownBranches,
    open,
    edit,
    show,
    examine,
    settled: async () => {
      for (let seen: Promise<void> | undefined; seen !== underWay; ) {
        seen = underWay;
        await seen;
      }
    },
  };
}

/** What was done at the playhead begins one microsecond later, and is to be seen. */
const beginsAt = ({ faults, inputs }: Run, atUs: Micros): boolean =>
  [...faults, ...inputs].some((each) => 'atUs' in each && each.atUs === atUs);

/** What the scene of a branch tells about it. */
function learnedOf(
  branches: Branches,
  id: BranchId,
  scene: Scene,
  parent: Scene | undefined,
): Branches {
  const facts: Pick<Branch, 'divergedAtUs' | 'verdicts'> = {
    verdicts: guaranteesAt(scene, scene.trace.entries.length),
    ...(parent === undefined ? {} : { divergedAtUs: divergenceOf(parent.trace, scene.trace) }),
  };
  return learned(branches, id, facts);
}

/** Ids of entries mean something else in another trace. */
const lasting = (selection: Playback['selection']): Playback['selection'] =>
  selection?.kind === 'node' || selection?.kind === 'link' ? selection : null;

const UNCHANGED = 'The run on the screen stays as it was.';

const failure = (error: unknown): Playback['problem'] => ({
  title: 'This run could not be simulated.',
  details: [
    error instanceof Error ? error.message : String(error),
    `${UNCHANGED} This is a mistake in the flow, not in what you did.`,
  ],
});

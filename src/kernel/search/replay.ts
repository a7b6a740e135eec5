/**
 * A witness becomes a run of the timed kernel. Each delivery and each act waits for the step
 * before it; what the witness leaves on its way or undone waits for the last step; timers fire when they
 * are due. Faults on messages are anchored to them; those on nodes and links get the instant at
 * which their turn comes. Then every order that is not needed is taken away.
 */
import { actAddress } from '../address.ts';
import type { Address, Fault, Hold, Schedule } from '../schedule.ts';
import type { System } from '../system.ts';
import type { Micros } from '../time.ts';
import { instantOf, shows } from './happenings.ts';
import type { Witness, WitnessStep } from './witness.ts';

/** How far after what came before it a fault is placed, and a copy after its original. */
const SOON_US = 1;
/** Steps that an order can hold back. */
const HELD: ReadonlySet<string> = new Set(['deliver', 'drop', 'fail', 'perish', 'act']);
/** What a node or link stays down for when the witness does not say: longer than any lesson. */
const LONG_US = 3_600_000_000;

export interface Replay {
  readonly schedule: Schedule;
  /** The links' latencies, times this, let the witness happen: 1 unless a chain of hops is slower than a timer. */
  readonly latencyScale: number;
  /** Checked by simulating. */
  readonly replays: boolean;
}

/** Throws what a machine throws. The system must be the one that was searched. */
export function toSchedule(system: System, witness: Witness, seed: number): Replay {
  for (const { latencyScale, timersWait } of ATTEMPTS) {
    const scaled = scaleLatencies(system, latencyScale);
    const schedule = place(scaled, witness, seed, timersWait);
    if (!shows(scaled, schedule, witness.guarantee)) continue;
    return { schedule: fewestHolds(scaled, schedule, witness), latencyScale, replays: true };
  }
  return { schedule: place(system, witness, seed, false), latencyScale: 1, replays: false };
}

/**
 * Where a chain of hops is slower than a timer, faster links help. Where a user's act is planned
 * for later than a timer that it must precede, only the timer can wait.
 */
const ATTEMPTS = [
  { latencyScale: 1, timersWait: false },
  { latencyScale: 0.1, timersWait: false },
  { latencyScale: 0.01, timersWait: false },
  { latencyScale: 0, timersWait: false },
  { latencyScale: 1, timersWait: true },
] as const;

/** The same system with faster links. */
export function scaleLatencies(system: System, scale: number): System {
  if (scale === 1) return system;
  const links = system.links.map((link) => ({
    ...link,
    latencyUs: Math.round(link.latencyUs * scale),
    jitterUs: Math.round((link.jitterUs ?? 0) * scale),
  }));
  return { ...system, links };
}

function place(system: System, witness: Witness, seed: number, timersWait: boolean): Schedule {
  const names = stepNames(witness.steps);
  const draft: Draft = {
    system,
    schedule: { seed, faults: [], holds: holdsOf(system, witness, names, timersWait), inputs: [] },
    instants: new Map(),
    lasting: new Map(),
  };
  witness.steps.forEach((step, i) => placeFault(draft, step, names[i] ?? '', names[i - 1]));
  return draft.schedule;
}

/** What each step is called in an order; a duplicate happens with its message, unnoticed. */
function stepNames(steps: readonly WitnessStep[]): Address[] {
  const counts = new Map<string, number>();
  const numbered = (name: string): Address => {
    const n = (counts.get(name) ?? 0) + 1;
    counts.set(name, n);
    return n === 1 ? name : `${name}#${n}`;
  };
  let before = '';
  return steps.map((step) => {
    switch (step.kind) {
      case 'duplicate':
        return before;
      case 'deliver':
      case 'drop':
      case 'fail':
      case 'perish':
        before = step.message;
        break;
      case 'act':
        before = step.act;
        break;
      case 'fire':
        before = step.timer;
        break;
      case 'own':
        before = numbered(`${step.event} ${step.node}`);
        break;
      case 'cut':
      case 'heal':
      case 'disconnect':
      case 'halfOpen':
        before = numbered(`${step.kind} ${step.link}`);
        break;
      case 'crash':
      case 'stop':
      case 'pause':
      case 'restart':
      case 'resume':
        before = numbered(`${step.kind} ${step.node}`);
        break;
    }
    return before;
  });
}

function holdsOf(
  { acts }: System,
  { steps, undelivered, unfired }: Witness,
  names: readonly Address[],
  timersWait: boolean,
): Hold[] {
  const waiting = steps.flatMap(({ kind }, i): Hold[] => {
    const until = names[i - 1];
    const mayWait = HELD.has(kind) || (timersWait && kind === 'fire');
    const hold = names[i];
    return mayWait && hold && until && hold !== until ? [{ hold, until }] : [];
  });
  const last = names.at(-1);
  if (last === undefined) return waiting;
  const left = acts.map(actAddress).filter((act) => !names.includes(act));
  const late = [...undelivered, ...left, ...(timersWait ? unfired : [])];
  return [...waiting, ...late.map((hold) => ({ hold, until: last }))];
}

interface Draft {
  readonly system: System;
  schedule: Schedule;
  /** When the faults placed so far begin and end, by name. */
  readonly instants: Map<Address, Micros>;
  /** Where in the schedule a fault stands that has not ended yet, by node or link. */
  readonly lasting: Map<string, number>;
}

/** Faults are placed in their order: what comes before one does not depend on what comes after. */
function placeFault(draft: Draft, step: WitnessStep, name: Address, before?: Address): void {
  const add = (fault: Fault): number => {
    const faults = [...draft.schedule.faults, fault];
    draft.schedule = { ...draft.schedule, faults };
    return faults.length - 1;
  };
  const now = (): Micros => {
    const atUs = afterStep(draft, before);
    draft.instants.set(name, atUs);
    return atUs;
  };
  switch (step.kind) {
    case 'deliver':
    case 'act':
    case 'fire':
    case 'perish':
      return;
    case 'drop':
    case 'fail':
      add({ kind: step.kind, message: step.message });
      return;
    case 'duplicate':
      add({ kind: 'duplicate', message: step.message, afterUs: SOON_US });
      return;
    case 'own':
      add({ kind: 'own', event: step.event, node: step.node, atUs: now() });
      return;
    case 'disconnect':
    case 'halfOpen':
      add({ kind: step.kind, link: step.link, atUs: now() });
      return;
    case 'stop':
      add({ kind: 'stop', node: step.node, atUs: now() });
      return;
    case 'crash': {
      const crash = { kind: 'crash', node: step.node, atUs: now(), downForUs: LONG_US } as const;
      draft.lasting.set(step.node, add(crash));
      return;
    }
    case 'pause': {
      const pause = { kind: 'pause', node: step.node, atUs: now(), forUs: LONG_US } as const;
      draft.lasting.set(step.node, add(pause));
      return;
    }
    case 'cut': {
      const cut = { kind: 'cut', link: step.link, atUs: now(), forUs: LONG_US } as const;
      draft.lasting.set(step.link, add(cut));
      return;
    }
    case 'restart':
    case 'resume':
      endFault(draft, draft.lasting.get(step.node), now());
      return;
    case 'heal':
      endFault(draft, draft.lasting.get(step.link), now());
      return;
  }
}

function endFault(draft: Draft, index: number | undefined, atUs: Micros): void {
  const faults = draft.schedule.faults.map((fault, i): Fault => {
    if (i !== index) return fault;
    if (fault.kind === 'crash') return { ...fault, downForUs: atUs - fault.atUs };
    if (fault.kind === 'pause' || fault.kind === 'cut') {
      return { ...fault, forUs: atUs - fault.atUs };
    }
    return fault;
  });
  draft.schedule = { ...draft.schedule, faults };
}

function afterStep(draft: Draft, before: Address | undefined): Micros {
  if (before === undefined) return 0;
  const known = draft.instants.get(before);
  if (known !== undefined) return known + SOON_US;
  return (instantOf(draft.system, draft.schedule, before) ?? 0) + SOON_US;
}

/**
 * Takes orders away as long as the guarantee is still broken: large parts first, then one by one.
 * Then of two that follow from each other (Y until Z, X until Y) it tries one: X until Z.
 */
function fewestHolds(system: System, schedule: Schedule, { guarantee }: Witness): Schedule {
  let { holds } = schedule;
  const suffices = (fewer: readonly Hold[]): boolean => {
    if (!shows(system, { ...schedule, holds: fewer }, guarantee)) return false;
    holds = fewer;
    return true;
  };
  for (let part = holds.length; part >= 1; part = Math.floor(part / 2)) {
    for (let from = 0; from < holds.length; ) {
      if (!suffices([...holds.slice(0, from), ...holds.slice(from + part)])) from += part;
    }
  }
  while (holds.some((outer) => shortcuts(holds, outer).some(suffices)));
  return { ...schedule, holds };
}

/** The same orders with one instead of two. */
function shortcuts(holds: readonly Hold[], outer: Hold): Hold[][] {
  return holds
    .filter(({ hold }) => hold === outer.until)
    .map((inner) => [
      ...holds.filter((each) => each !== outer && each !== inner),
      { hold: outer.hold, until: inner.until },
    ]);
}

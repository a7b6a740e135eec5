/**
 * A machine as a statechart: its states, nested as they are, and the transitions between them.
 * What stays within a state (a transition without a target, or to a state inside it) is a line in
 * the state's box; the others are edges, one for each pair of states.
 */
import type { MachineSpec } from '../kernel/system.ts';
import { formatTime, words } from './words.ts';

/** Names joined by dots; the machine itself is `''`. */
export type StatePath = string;

export interface Statechart {
  readonly root: ChartState;
  /** All states, outer before inner. */
  readonly states: readonly ChartState[];
  readonly edges: readonly ChartEdge[];
  readonly transitions: readonly ChartTransition[];
}

export interface ChartState {
  readonly path: StatePath;
  readonly name: string;
  readonly type: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  /** Its parent begins here. */
  readonly initial: boolean;
  readonly children: readonly ChartState[];
  /** What leaves it standing, alike ones in one line. */
  readonly lines: readonly ChartLabel[];
}

export interface ChartEdge {
  readonly id: string;
  readonly from: StatePath;
  readonly to: StatePath;
  readonly labels: readonly ChartLabel[];
}

/** What is written of one or several transitions. */
export interface ChartLabel {
  readonly text: string;
  readonly transitions: readonly ChartTransition[];
}

export interface ChartTransition {
  /** Unique in its chart. */
  readonly id: string;
  readonly from: StatePath;
  /** `null`: it stays where it is. */
  readonly to: StatePath | null;
  /** The event's type as the machine gets it; `''`: without an event, as soon as its guard allows. */
  readonly event: string;
  /** The name or the span of the delay after which it comes by itself. */
  readonly delay: string | null;
  readonly guard: string | null;
  readonly actions: readonly string[];
}

/** The part of XState's state node that is read here. */
interface Node {
  readonly key: string;
  readonly path: readonly string[];
  readonly type: ChartState['type'];
  readonly states: Readonly<Record<string, Node>>;
  readonly initial?: { readonly target: readonly Node[] | undefined };
  readonly transitions: ReadonlyMap<string, readonly Transition[]>;
  readonly always?: readonly Transition[];
}

interface Transition {
  readonly eventType: string;
  readonly target: readonly Node[] | undefined;
  readonly guard?: unknown;
  readonly delay?: number | string;
  readonly actions: readonly unknown[];
}

export function statechartOf({ machine }: MachineSpec): Statechart {
  const root = machine.root as unknown as Node;
  const transitions: ChartTransition[] = [];
  const outgoing = new Map<StatePath, ChartTransition[]>();
  for (const node of within(root)) {
    const own = [...node.transitions.values(), node.always ?? []]
      .flat()
      .map((each, i) => transitionOf(node, each, i));
    outgoing.set(pathOf(node), own);
    transitions.push(...own);
  }
  const tree = stateOf(root, false, outgoing, machine.id);
  return { root: tree, states: flat(tree), edges: edgesOf(transitions), transitions };
}

function* within(node: Node): Generator<Node> {
  yield node;
  for (const inner of Object.values(node.states)) yield* within(inner);
}

const pathOf = ({ path }: Node): StatePath => path.join('.');

function stateOf(
  node: Node,
  initial: boolean,
  outgoing: ReadonlyMap<StatePath, readonly ChartTransition[]>,
  name = node.key,
): ChartState {
  const begins = node.initial?.target?.[0];
  const path = pathOf(node);
  return {
    path,
    name: words(name),
    type: node.type,
    initial,
    children: Object.values(node.states).map((inner) => stateOf(inner, inner === begins, outgoing)),
    lines: alike((outgoing.get(path) ?? []).filter(staysIn), lineText),
  };
}

const flat = (state: ChartState): ChartState[] => [state, ...state.children.flatMap(flat)];

/** Without a target, or to itself or a state inside it. */
const staysIn = ({ from, to }: ChartTransition): boolean => to === null || isWithin(to, from);

export const isWithin = (path: StatePath, outer: StatePath): boolean =>
  outer === '' || path === outer || path.startsWith(`${outer}.`);

function transitionOf(node: Node, transition: Transition, i: number): ChartTransition {
  const { eventType, target, guard, delay, actions } = transition;
  const from = pathOf(node);
  return {
    id: `${from} ${eventType} ${i}`,
    from,
    to: target?.[0] === undefined ? null : pathOf(target[0]),
    event: eventType,
    delay: delay === undefined ? null : delayText(delay),
    guard: guard === undefined ? null : guardText(guard),
    actions: actions.flatMap(actionName),
  };
}

const delayText = (delay: number | string): string =>
  typeof delay === 'number' ? formatTime(delay * 1_000) : words(delay);

/** What a guard is called; one that is written in place has no name. */
function guardText(guard: unknown): string {
  if (typeof guard === 'string') return words(guard);
  if (typeof guard === 'object' && guard !== null && 'type' in guard) {
    return words(String(guard.type));
  }
  if (typeof guard === 'function') {
    const { name } = guard;
    const parts = 'guards' in guard && Array.isArray(guard.guards) ? guard.guards : [];
    if (name === 'not') return `not ${guardText(parts[0])}`;
    if (name === 'and' || name === 'or') return parts.map(guardText).join(` ${name} `);
    if (name !== '' && name !== 'guard') return words(name);
  }
  return 'a condition';
}

/** Named ones only: XState's own and those written in place say nothing to a reader. */
function actionName(action: unknown): string[] {
  if (typeof action === 'string') return [words(action)];
  const isNamed = typeof action === 'object' && action !== null && 'type' in action;
  return isNamed ? [words(String(action.type))] : [];
}

/** XState's own event when a state has come to its end. */
export const isDone = (event: string): boolean => event.startsWith('xstate.done.state.');

/** What makes it come: `SET`, `after flush`, `*`; nothing for one that comes at once. */
export function triggerText({ event, delay }: ChartTransition): string {
  if (delay !== null) return `after ${delay}`;
  if (event === '*') return 'anything else';
  if (isDone(event)) return 'when done';
  return event === '' ? 'at once' : words(event);
}

const withGuard = (triggers: string, guard: string | null): string =>
  guard === null ? triggers : `${triggers} [${guard}]`;

const edgeText = (triggers: string, { guard }: ChartTransition): string =>
  withGuard(triggers, guard);

function lineText(triggers: string, { guard, actions, to, from }: ChartTransition): string {
  const does = actions.length === 0 ? '' : ` / ${actions.join(', ')}`;
  const goes = to === null || to === from ? '' : ` → ${nameOf(to)}`;
  return `${withGuard(triggers, guard)}${does}${goes}`;
}

const nameOf = (path: StatePath): string => words(path.split('.').at(-1) ?? path);

/** Those that differ in their trigger only become one label. */
function alike(
  transitions: readonly ChartTransition[],
  text: (triggers: string, one: ChartTransition) => string,
): ChartLabel[] {
  const groups = new Map<string, ChartTransition[]>();
  for (const each of transitions) {
    const key = text('', each);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return Array.from(groups.values(), (group) => {
    const triggers = [...new Set(group.map(triggerText))].join(', ');
    return { text: group[0] === undefined ? '' : text(triggers, group[0]), transitions: group };
  });
}

function edgesOf(transitions: readonly ChartTransition[]): ChartEdge[] {
  const pairs = new Map<string, ChartTransition[]>();
  for (const each of transitions) {
    if (staysIn(each)) continue;
    const id = `${each.from} -> ${each.to}`;
    const pair = pairs.get(id);
    if (pair === undefined) pairs.set(id, [each]);
    else pair.push(each);
  }
  return Array.from(pairs, ([id, list]) => ({
    id,
    from: list[0]?.from ?? '',
    to: list[0]?.to ?? '',
    labels: alike(list, edgeText),
  }));
}

/** `sim list [flow]`: what can be typed, with a sentence for each. */
import { compile } from '../flow/compile.ts';
import type { Flow, FlowNode, ParamSpec } from '../flow/flow.ts';
import { workloadsOf } from '../flow/parse-setup.ts';
import { LINK_FAULTS, MESSAGE_FAULTS, NODE_FAULTS } from '../kernel/schedule.ts';
import type { LinkSpec } from '../kernel/system.ts';
import { type Answer, columns } from './answer.ts';
import { flows } from './flows.ts';
import { flowNamed, typed } from './options.ts';
import { SIM } from './usage.ts';

export function list(args: readonly string[]): Answer {
  const { positionals } = typed(args, {}, 1);
  const [id] = positionals;
  return id === undefined ? listFlows() : listFlow(flowNamed(id));
}

function listFlows(): Answer {
  const rows = flows.map(({ id, title, summary }) => [id, title, summary]);
  return {
    exitCode: 0,
    lines: [...columns(rows, ''), '', `${SIM} list <flow>   says more about one.`],
    json: flows.map(({ id, title, summary }) => ({ id, title, summary })),
  };
}

function listFlow(flow: Flow): Answer {
  const about = describe(flow);
  const named = <T extends { id: string; title: string }>(
    heading: string,
    items: readonly T[],
    middle: (item: T) => string,
  ): string[] => [
    '',
    heading,
    ...columns(
      items.map((item) => [item.id, middle(item), item.title].filter((cell) => cell !== '')),
    ),
  ];
  const only = (variants: readonly string[] | null): string =>
    variants === null ? '' : `[${variants.join(', ')}]`;
  const lines = [
    `${flow.id}: ${flow.title}`,
    flow.summary,
    ...named('Variants', about.variants, () => ''),
    ...named('Fixes (the first value is the default)', about.fixes, ({ values, variants }) =>
      `${values.join(' | ')} ${only(variants)}`.trim(),
    ),
    ...named('Parameters', about.params, (param) =>
      `${paramText(param)} ${only(param.variants)}`.trim(),
    ),
    ...named('Workloads', about.workloads, ({ variants, searchable }) =>
      `${searchable ? 'searchable' : 'to watch'} ${only(variants)}`.trim(),
    ),
    ...named('Nodes', about.nodes, ({ faults }) => (faults.length === 0 ? '-' : faults.join(', '))),
    '',
    'Links',
    `  ${about.links.join(', ')}`,
    '',
    'Messages',
    `  ${about.messages.join(', ')}`,
    '',
    'Faults',
    ...columns([
      ['on a message', about.faults.message.join(', ')],
      ['on a link', about.faults.link.join(', ')],
      ['on a node', about.faults.node.join(', ')],
      ...about.faults.own.map(({ id, nodes, title }) => [`${id} (${nodes.join(', ')})`, title]),
    ]),
    ...named('Guarantees', about.guarantees, ({ ref, kind, over }) => `${ref}  ${kind}, ${over}`),
  ];
  return { exitCode: 0, lines, json: about };
}

/** Everything that has a name in the flow, as data. Nodes and links are of every variant's first workload. */
function describe(flow: Flow) {
  const variants = Object.keys(flow.variants);
  const compiled = variants.map((variant) =>
    compile(flow, {
      variant,
      fixes: {},
      params: {},
      workload: workloadsOf(flow, variant)[0] ?? '',
    }),
  );
  const nodes = new Map<string, FlowNode>();
  const links = new Map<string, LinkSpec>();
  for (const { plan } of compiled) {
    for (const node of plan.nodes) nodes.set(node.id, node);
    for (const link of plan.links) links.set(`${link.from}->${link.to}`, link);
  }
  const monitors = new Map(
    compiled.flatMap(({ system }) => system.monitors.map((each) => [each.id, each] as const)),
  );
  return {
    id: flow.id,
    title: flow.title,
    summary: flow.summary,
    variants: entries(flow.variants, ({ title, explain }) => ({ title, explain })),
    fixes: entries(flow.fixes, ({ title, explain, values, variants: only }) => ({
      title,
      explain,
      values,
      variants: only ?? null,
    })),
    params: entries(flow.params, (spec) => ({
      title: spec.title,
      explain: spec.explain,
      unit: spec.unit,
      min: spec.min,
      max: spec.max,
      default: spec.default,
      mayBeInfinite: spec.mayBeInfinite === true,
      variants: spec.variants ?? null,
    })),
    workloads: entries(flow.workloads, ({ title, explain, searchable, variants: only }) => ({
      title,
      explain,
      searchable: searchable === true,
      variants: only ?? null,
    })),
    nodes: [...nodes.values()].map(({ id, title, role, faults = [] }) => ({
      id,
      title,
      role,
      faults,
    })),
    links: [...links].filter(([, { kind }]) => kind !== 'local').map(([name]) => name),
    messages: Object.keys(flow.messages),
    faults: {
      message: MESSAGE_FAULTS,
      link: LINK_FAULTS,
      node: NODE_FAULTS,
      own: entries(flow.faults, ({ title, explain, nodes: on }) => ({ title, explain, nodes: on })),
    },
    guarantees: flow.guarantees.map(({ id, ref, title, explain, workloads, variants: only }) => ({
      id,
      ref,
      title,
      explain,
      kind: monitors.get(id)?.kind ?? null,
      over: monitors.get(id)?.over ?? null,
      workloads,
      variants: only ?? null,
    })),
  };
}

function entries<T, R>(
  record: Readonly<Record<string, T>>,
  say: (spec: T) => R,
): ({ id: string } & R)[] {
  return Object.entries(record).map(([id, spec]) => ({ id, ...say(spec) }));
}

type ParamLimits = Pick<ParamSpec, 'min' | 'max' | 'unit' | 'default' | 'mayBeInfinite'>;

const paramText = ({ min, max, unit, default: usual, mayBeInfinite }: ParamLimits): string =>
  `${usual} (${min} to ${max}${mayBeInfinite === true ? ', inf' : ''}${unit === '' ? '' : ` ${unit}`})`;

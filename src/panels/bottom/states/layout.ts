/** Where the boxes and edges of a statechart stand: ELK lays them out in a worker, once for each shape. */
import ELK, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk-api.js';
import workerUrl from 'elkjs/lib/elk-worker.min.js?url';
import type { ChartState, Statechart, StatePath } from '../../../views/statechart.ts';
import { HEAD_PX, labelHeight, labelWidth, nameWidth, PAD_PX } from './measures.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Way {
  readonly points: readonly Point[];
  readonly label: Box | null;
}
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<StatePath, Box>;
  /** By the edge's id. */
  readonly ways: ReadonlyMap<string, Way>;
}

export const DIRECTIONS = ['RIGHT', 'DOWN'] as const;
type Direction = (typeof DIRECTIONS)[number];

let elk: InstanceType<typeof ELK> | undefined;

/** Layouts by the shape of what was laid out: edits of a run most often leave its machines as they were. */
const known = new Map<string, ChartLayout>();
const KNOWN_MAX = 100;

/** A statechart to be laid out. */
export interface Plan {
  readonly graph: ElkNode;
  readonly key: string;
}

export function planOf(chart: Statechart, direction: Direction): Plan {
  const graph = graphOf(chart, direction);
  return { graph, key: JSON.stringify(graph) };
}

export const knownLayout = ({ key }: Plan): ChartLayout | undefined => known.get(key);

/** Rejects when the worker cannot be loaded. */
export async function layoutOf({ graph, key }: Plan): Promise<ChartLayout> {
  elk ??= new ELK({ workerUrl });
  // It writes into what it is given.
  const layout = read(await elk.layout(structuredClone(graph)));
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(key, layout);
  return layout;
}

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.spacing.nodeNode': '18',
  'elk.spacing.edgeNode': '12',
  'elk.spacing.edgeEdge': '10',
  'elk.spacing.edgeLabel': '4',
  'elk.layered.spacing.nodeNodeBetweenLayers': '20',
  'elk.layered.spacing.edgeNodeBetweenLayers': '12',
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
};

function graphOf({ root, edges }: Statechart, direction: Direction): ElkNode {
  return {
    id: 'chart',
    layoutOptions: { ...OPTIONS, 'elk.direction': direction, 'elk.padding': padding(2, 2) },
    children: [nodeOf(root, direction)],
    edges: edges.map(
      ({ id, from, to, labels }): ElkExtendedEdge => ({
        id,
        sources: [boxId(from)],
        targets: [boxId(to)],
        labels: [
          {
            text: id,
            width: labelWidth(labels) + 6,
            height: labelHeight(labels) + 4,
            layoutOptions: { 'elk.edgeLabels.inline': 'true' },
          },
        ],
      }),
    ),
  };
}

function nodeOf(state: ChartState, direction: Direction): ElkNode {
  const { path, name, children, lines } = state;
  const isOuter = children.length > 0;
  const head = HEAD_PX + labelHeight(lines, isOuter);
  const wide = Math.max(nameWidth(name), labelWidth(lines, isOuter)) + 2 * PAD_PX;
  if (!isOuter) {
    return { id: boxId(path), width: wide, height: head + (lines.length > 0 ? 8 : 4) };
  }
  return {
    id: boxId(path),
    layoutOptions: {
      'elk.direction': direction,
      'elk.padding': padding(head + 8, 14),
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      'elk.nodeSize.minimum': `(${wide}, ${head})`,
    },
    children: children.map((child) => nodeOf(child, direction)),
  };
}

const padding = (top: number, other: number): string =>
  `[top=${top},left=${other},bottom=${other},right=${other}]`;

/** The machine itself has the empty path, which is no id. */
const boxId = (path: StatePath): string => `state ${path}`;

function read(graph: ElkNode): ChartLayout {
  const boxes = new Map<StatePath, Box>();
  const collect = ({ id, children = [], x = 0, y = 0, width = 0, height = 0 }: ElkNode): void => {
    if (id !== 'chart') boxes.set(id.slice('state '.length), { x, y, width, height });
    children.forEach(collect);
  };
  collect(graph);
  const ways = (graph.edges ?? []).map(({ id, sections = [], labels = [] }) => {
    const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
      startPoint,
      ...bendPoints,
      endPoint,
    ]);
    const [label] = labels;
    const { x = 0, y = 0, width = 0, height = 0 } = label ?? {};
    return [
      id ?? '',
      { points, label: label === undefined ? null : { x, y, width, height } },
    ] as const;
  });
  return {
    width: graph.width ?? 0,
    height: graph.height ?? 0,
    boxes,
    ways: new Map(ways),
  };
}

/** The run as lifelines: a row for each node, a segment for each message. For the timeline and the sequence. */
import type { MessageKind } from '../flow/message.ts';
import type { EntryId, SendEntry } from '../kernel/entry.ts';
import { type NodeId, nodeOf, type OperationId } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';
import { faultSpan, faultTitle } from './faults.ts';
import { kindOf, labelOf } from './messages.ts';
import type { Scene } from './scene.ts';
import { waysOf } from './ways.ts';

export interface Lifelines {
  readonly rows: readonly { readonly node: NodeId; readonly title: string }[];
  readonly endUs: Micros;
  /** In the order in which they were sent. Local messages are not among them. */
  readonly messages: readonly Segment[];
  /** When nodes were down or stood still. */
  readonly nodeSpans: readonly NodeSpan[];
  readonly faults: readonly FaultFlag[];
  readonly violations: readonly ViolationMark[];
}

export interface Segment {
  readonly send: EntryId;
  /** The entry that ended its way; -1 when it was still under way at the end of the run. */
  readonly end: EntryId;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly sendUs: Micros;
  readonly endUs: Micros;
  readonly kind: MessageKind;
  /** How its way ended. */
  readonly fate: 'arrived' | 'lost' | 'late' | 'failed' | 'under way';
  readonly op: OperationId;
  readonly address: string;
}

export interface NodeSpan {
  readonly node: NodeId;
  readonly what: 'down' | 'paused';
  readonly fromUs: Micros;
  readonly toUs: Micros;
}

/** A flag on the timeline for a fault of the run. */
export interface FaultFlag {
  /** Its place in the run's faults. */
  readonly index: number;
  readonly title: string;
  /** The nodes it concerns: one, or the two ends of a link. */
  readonly nodes: readonly NodeId[];
  /** When it began; for one on a message, when that was sent. `null`: it never came to it. */
  readonly atUs: Micros | null;
  /** When it ended, where it acts for a while. */
  readonly toUs: Micros | null;
  /** It has an instant of its own that can be moved. */
  readonly movable: boolean;
  /** How long it lasts by itself, where that can be changed: the run may be over before. */
  readonly lengthUs: Micros | null;
  readonly kind: Scene['run']['faults'][number]['kind'];
}

export interface ViolationMark {
  readonly entry: EntryId;
  readonly atUs: Micros;
  readonly guarantee: string;
  readonly sentence: string;
}

const known = new WeakMap<Trace, Lifelines>();

/** Linear in the entries the first time, free afterwards. */
export function lifelinesOf(scene: Scene): Lifelines {
  let lifelines = known.get(scene.trace);
  if (lifelines === undefined) {
    lifelines = draw(scene);
    known.set(scene.trace, lifelines);
  }
  return lifelines;
}

/** The words on a segment. Made only for those that are shown. */
export function segmentLabel({ flow, trace }: Scene, { send }: Segment): string {
  const entry = trace.entries[send];
  return entry?.kind === 'send' ? labelOf(flow, entry) : '';
}

/** At most `limit` of the segments that touch a span of time, evenly thinned; `total` says of how many. */
export function segmentsWithin(
  { messages }: Lifelines,
  fromUs: Micros,
  toUs: Micros,
  limit: number,
): { readonly segments: readonly Segment[]; readonly total: number } {
  const touching = messages.filter(({ sendUs, endUs }) => endUs >= fromUs && sendUs <= toUs);
  const total = touching.length;
  if (total <= limit) return { segments: touching, total };
  const step = total / limit;
  const segments = Array.from({ length: limit }, (_, i) => touching[Math.floor(i * step)]);
  return { segments: segments.filter((each) => each !== undefined), total };
}

function draw(scene: Scene): Lifelines {
  const { trace, compiled } = scene;
  const messages: Segment[] = [];
  const nodeSpans: NodeSpan[] = [];
  const open = new Map<NodeId, { what: NodeSpan['what']; fromUs: Micros }>();
  const close = (node: NodeId, toUs: Micros): void => {
    const span = open.get(node);
    if (span !== undefined) nodeSpans.push({ node, ...span, toUs });
    open.delete(node);
  };
  for (const entry of trace.entries) {
    if (entry.kind === 'send' && !entry.local) messages.push(segment(scene, entry));
    else if (entry.kind === 'down' || entry.kind === 'pause') {
      close(entry.node, entry.atUs);
      open.set(entry.node, { what: entry.kind === 'down' ? 'down' : 'paused', fromUs: entry.atUs });
    } else if (entry.kind === 'up' || entry.kind === 'resume') close(entry.node, entry.atUs);
  }
  for (const node of Array.from(open.keys())) close(node, trace.endUs);
  return {
    rows: compiled.plan.nodes.map(({ id, title }) => ({ node: id, title })),
    endUs: trace.endUs,
    messages,
    nodeSpans,
    faults: faultFlags(scene),
    violations: trace.violations
      .filter(({ kind }) => kind === 'violation')
      .map(({ id, atUs, guarantee, say }) => ({ entry: id, atUs, guarantee, sentence: say })),
  };
}

function segment({ flow, trace }: Scene, entry: SendEntry): Segment {
  const end = trace.entries[waysOf(trace).endOf[entry.id] ?? -1];
  return {
    send: entry.id,
    end: end?.id ?? -1,
    from: nodeOf(entry.from),
    to: nodeOf(entry.to),
    sendUs: entry.atUs,
    endUs: end?.atUs ?? Math.max(entry.atUs, Math.min(entry.dueUs, trace.endUs)),
    kind: kindOf(flow, entry),
    fate: fateOf(end?.kind),
    op: entry.event.op,
    address: entry.address,
  };
}

function fateOf(end: string | undefined): Segment['fate'] {
  if (end === 'deliver') return 'arrived';
  if (end === 'lose') return 'lost';
  if (end === 'late') return 'late';
  return end === 'fail' ? 'failed' : 'under way';
}

/** The flags of all faults of the run, in its order. */
function faultFlags(scene: Scene): FaultFlag[] {
  const begun = new Map<number, Micros>();
  const ended = new Map<number, Micros>();
  const sentBy = new Map<number, SendEntry>();
  for (const entry of scene.trace.entries) {
    if (entry.kind === 'send' && entry.bentBy !== undefined) sentBy.set(entry.bentBy, entry);
    if (entry.kind !== 'fault') continue;
    const map = entry.phase === 'begin' ? begun : ended;
    if (!map.has(entry.index)) map.set(entry.index, entry.atUs);
  }
  return scene.run.faults.map((fault, index): FaultFlag => {
    const atUs = begun.get(index) ?? null;
    const { fromUs, toUs } = faultSpan(fault);
    const end = ended.get(index) ?? (toUs === undefined ? null : Math.min(toUs, scene.trace.endUs));
    const sent = sentBy.get(index);
    return {
      index,
      title: faultTitle(scene, fault),
      nodes:
        'node' in fault
          ? [fault.node]
          : 'link' in fault
            ? fault.link.split(/->|--/)
            : sent === undefined
              ? []
              : [nodeOf(sent.from), nodeOf(sent.to)],
      atUs,
      toUs: atUs === null ? null : end,
      movable: fromUs !== undefined,
      lengthUs: fromUs === undefined || toUs === undefined ? null : toUs - fromUs,
      kind: fault.kind,
    };
  });
}

/** Faults of the run that never came to it, as indexes: their message never travelled, or the run was over. */
export function unusedFaults(scene: Scene): number[] {
  return lifelinesOf(scene).faults.flatMap(({ index, atUs }) => (atUs === null ? [index] : []));
}

/** Acts by hand that never happened, as indexes into the run's inputs: their user was never free again. */
export function unusedInputs({ run, trace }: Scene): number[] {
  if (run.inputs.length === 0) return [];
  const done = new Set(
    trace.entries.flatMap((entry) => (entry.kind === 'act' && entry.byHand ? [entry.op] : [])),
  );
  return run.inputs.flatMap(({ op }, index) => (done.has(op) ? [] : [index]));
}

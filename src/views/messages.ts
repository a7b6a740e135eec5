/** Messages as people see them: their kind, the words on the pill, and where they are on their way. */
import type { Flow } from '../flow/flow.ts';
import type { MessageKind } from '../flow/message.ts';
import type { EntryId, SendEntry } from '../kernel/entry.ts';
import { type NodeId, nodeOf, type OperationId } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import type { Scene } from './scene.ts';
import { waysOf } from './ways.ts';
import { formatTime, words } from './words.ts';

/** One message on its way. `waySoFar` says how far it is at an instant. */
export interface MessageInFlight {
  /** The id of its send entry. */
  readonly send: EntryId;
  /** Its stable address, for faults: `read-1/GET`. */
  readonly address: string;
  readonly op: OperationId;
  readonly type: string;
  /** The words on the pill. */
  readonly label: string;
  readonly kind: MessageKind;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly sentAtUs: Micros;
  /** When it is at the end of the link. It may have to wait there, for a paused node. */
  readonly arrivesAtUs: Micros;
  /** What a fault of the run did to it, in words; `null` where none did. */
  readonly bent: string | null;
  /** A fault of the run drops it: it vanishes half-way. */
  readonly doomed: boolean;
}

/** The same object for the same entry, as long as its trace is there. */
export function messageInFlight(scene: Scene, entry: SendEntry): MessageInFlight {
  let view = views.get(entry);
  if (view === undefined) {
    view = viewOf(scene, entry);
    views.set(entry, view);
  }
  return view;
}
const views = new WeakMap<SendEntry, MessageInFlight>();

function viewOf(scene: Scene, entry: SendEntry): MessageInFlight {
  const { flow, run } = scene;
  const fault = entry.bentBy === undefined ? undefined : run.faults[entry.bentBy];
  return {
    send: entry.id,
    address: entry.address,
    op: entry.event.op,
    type: entry.event.type,
    label: labelOf(flow, entry),
    kind: kindOf(flow, entry),
    from: nodeOf(entry.from),
    to: nodeOf(entry.to),
    sentAtUs: entry.atUs,
    arrivesAtUs: arrivalOf(scene, entry),
    bent: fault === undefined ? null : bentWords(fault),
    doomed: fault?.kind === 'drop',
  };
}

/** How far a message is at an instant: 0 at its sender, 1 at the end of the link. */
export function waySoFar(
  { sentAtUs, arrivesAtUs }: Pick<MessageInFlight, 'sentAtUs' | 'arrivesAtUs'>,
  atUs: Micros,
): number {
  if (arrivesAtUs <= sentAtUs) return 1;
  return Math.max(0, Math.min(1, (atUs - sentAtUs) / (arrivesAtUs - sentAtUs)));
}

/** A message that the run's order holds back crawls to its real arrival; any other is on time. */
function arrivalOf({ run, trace }: Scene, entry: SendEntry): Micros {
  if (!run.holds.some(({ hold }) => hold === entry.address)) return entry.dueUs;
  const end = trace.entries[waysOf(trace).endOf[entry.id] ?? -1];
  return Math.max(entry.dueUs, end?.atUs ?? trace.endUs);
}

export function kindOf(flow: Flow, { event }: SendEntry): MessageKind {
  const kind = flow.messages[event.type]?.kind ?? 'error';
  return typeof kind === 'function' ? kind(event) : kind;
}

/** `refused` and `closed` are the kernel's own. */
export function labelOf(flow: Flow, { event }: SendEntry): string {
  return flow.messages[event.type]?.label(event) ?? words(event.type);
}

function bentWords(fault: Scene['run']['faults'][number]): string {
  if (!('message' in fault)) return '';
  switch (fault.kind) {
    case 'drop':
      return 'dropped';
    case 'delay':
      return `${formatTime(fault.byUs)} late`;
    case 'duplicate':
      return 'sent twice';
    case 'fail':
      return 'will fail';
  }
}

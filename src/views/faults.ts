/** Faults in words. */
import type { Fault } from '../kernel/schedule.ts';
import type { Micros } from '../kernel/time.ts';
import { type Scene, titleOf } from './scene.ts';
import { capitalised, formatTime, words } from './words.ts';

/** A fault as the list of the run's faults shows it: `Crash Cache`, with its instant or span beside it. */
export function faultTitle(scene: Scene, fault: Fault): string {
  if ('message' in fault) return `${capitalised(fault.kind)} ${fault.message}`;
  if ('link' in fault) return `${capitalised(fault.kind)} ${linkTitle(scene, fault.link)}`;
  const node = titleOf(scene, fault.node);
  switch (fault.kind) {
    case 'crash':
    case 'stop':
    case 'pause':
    case 'slow':
      return `${capitalised(fault.kind)} ${node}`;
    case 'skew':
      return `Set the clock of ${node} ${formatTime(Math.abs(fault.byUs))} ${fault.byUs < 0 ? 'back' : 'ahead'}`;
    case 'failNext':
      return `Fail the next request of ${node}`;
    case 'own':
      return `${scene.flow.faults[fault.event]?.title ?? words(fault.event)}: ${node}`;
  }
}

/** The instants between which a fault acts; `toUs` is missing where it does not end, both for a message's. */
export function faultSpan(fault: Fault): { readonly fromUs?: Micros; readonly toUs?: Micros } {
  if ('message' in fault) return {};
  if ('downForUs' in fault) return { fromUs: fault.atUs, toUs: fault.atUs + fault.downForUs };
  if ('forUs' in fault) return { fromUs: fault.atUs, toUs: fault.atUs + fault.forUs };
  return { fromUs: fault.atUs };
}

/** How long a fault lasts, or by how much it is late; `undefined` where that is not its nature. */
export function faultLengthUs(fault: Fault): Micros | undefined {
  if ('forUs' in fault) return fault.forUs;
  if ('downForUs' in fault) return fault.downForUs;
  if (fault.kind === 'delay') return fault.byUs;
  return fault.kind === 'duplicate' ? fault.afterUs : undefined;
}

/** The same fault of another length. */
export function withLength(fault: Fault, lengthUs: Micros): Fault {
  if ('forUs' in fault) return { ...fault, forUs: lengthUs };
  if ('downForUs' in fault) return { ...fault, downForUs: lengthUs };
  if (fault.kind === 'delay') return { ...fault, byUs: lengthUs };
  return fault.kind === 'duplicate' ? { ...fault, afterUs: lengthUs } : fault;
}

/** What a fault does, in one sentence; `end`: what is over now. */
export function faultSentence(
  scene: Scene,
  fault: Fault,
  phase: 'begin' | 'end' = 'begin',
): string {
  if ('message' in fault) return messageSentence(fault);
  if ('link' in fault) return linkSentence(scene, fault, phase);
  const node = titleOf(scene, fault.node);
  switch (fault.kind) {
    case 'crash':
      return phase === 'end'
        ? `${node} starts again after its crash.`
        : `${node} crashes: what it held in memory is gone.`;
    case 'stop':
      return `${node} stops for good: what it held in memory is gone.`;
    case 'pause':
      return phase === 'end'
        ? `${node} goes on after its pause.`
        : `${node} pauses for ${formatTime(fault.forUs)}: it does nothing, and does not know it.`;
    case 'slow':
      return phase === 'end'
        ? `${node} is as fast as before.`
        : `${node} becomes ${fault.factor} times slower for ${formatTime(fault.forUs)}.`;
    case 'skew':
      return `The clock of ${node} is now ${formatTime(Math.abs(fault.byUs))} ${fault.byUs < 0 ? 'behind' : 'ahead'}.`;
    case 'failNext':
      return `The next request that reaches ${node} will fail.`;
    case 'own': {
      const spec = scene.flow.faults[fault.event];
      return `${node}: ${spec === undefined ? words(fault.event) : spec.explain}`;
    }
  }
}

function messageSentence(fault: Extract<Fault, { message: string }>): string {
  switch (fault.kind) {
    case 'drop':
      return `${fault.message} is dropped on its way.`;
    case 'delay':
      return `${fault.message} takes ${formatTime(fault.byUs)} longer.`;
    case 'duplicate':
      return `${fault.message} is sent twice, ${formatTime(fault.afterUs)} apart.`;
    case 'fail':
      return `${fault.message} will not be carried out: an error comes back.`;
  }
}

function linkSentence(
  scene: Scene,
  fault: Extract<Fault, { link: string }>,
  phase: 'begin' | 'end',
): string {
  const link = `The link ${linkTitle(scene, fault.link)}`;
  if (phase === 'end') return `${link} is whole again.`;
  switch (fault.kind) {
    case 'cut':
      return `${link} is cut for ${formatTime(fault.forUs)}: nothing gets through.`;
    case 'slow':
      return `${link} is ${fault.factor} times slower for ${formatTime(fault.forUs)}.`;
    case 'lossy':
      return `${link} loses ${Math.round(fault.rate * 100)} % of its messages for ${formatTime(fault.forUs)}.`;
    case 'disconnect':
      return `${link}: every open connection is closed, and both ends know it.`;
    case 'halfOpen':
      return `${link}: every open connection goes silent, and neither end knows it.`;
  }
}

/** `api->db` → `API → Database`, `api--db` → `API – Database`. */
export function linkTitle(scene: Scene, link: string): string {
  const [from = '', to = ''] = link.split(/->|--/);
  return `${titleOf(scene, from)} ${link.includes('->') ? '→' : '–'} ${titleOf(scene, to)}`;
}

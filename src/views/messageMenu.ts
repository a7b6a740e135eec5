/** The faults that fit a message on its way. */
import type { SendEntry } from '../kernel/entry.ts';
import { travelsNumbered } from '../kernel/links.ts';
import type { MessageFault } from '../kernel/schedule.ts';
import { labelOf } from './messages.ts';
import { DEFAULTS, type FaultOffer, offer } from './offers.ts';
import type { Scene } from './scene.ts';
import { formatTime } from './words.ts';

export function messageMenu({ flow, run, compiled }: Scene, entry: SendEntry): FaultOffer[] {
  const { address: message } = entry;
  const isCopy = message.endsWith('+copy');
  const bent = run.faults.some((fault) => 'message' in fault && fault.message === message);
  if (isCopy || bent) return [];
  const label = labelOf(flow, entry);
  const offers = [
    offer('drop', 'd', 'Drop it', {
      explain: `“${label}” vanishes on its way, and nobody is told.`,
      make: (): MessageFault => ({ kind: 'drop', message }),
    }),
    offer('delay', 'l', `Delay it by ${formatTime(DEFAULTS.delayUs)}`, {
      explain: `“${label}” arrives later, and others may overtake it.`,
      make: (): MessageFault => ({ kind: 'delay', message, byUs: DEFAULTS.delayUs }),
    }),
  ];
  if (!travelsNumbered(compiled.system, entry)) {
    offers.push(
      offer('duplicate', 'u', 'Send it twice', {
        explain: `“${label}” arrives once more, ${formatTime(DEFAULTS.duplicateAfterUs)} after the first.`,
        make: (): MessageFault => ({
          kind: 'duplicate',
          message,
          afterUs: DEFAULTS.duplicateAfterUs,
        }),
      }),
    );
  }
  if (flow.messages[entry.event.type]?.failsAs !== undefined) {
    offers.push(
      offer('fail', 'f', 'Let it fail', {
        explain: `“${label}” is not carried out: an error comes back.`,
        make: (): MessageFault => ({ kind: 'fail', message }),
      }),
    );
  }
  return offers;
}

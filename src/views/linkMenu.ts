/** The faults that fit a link. */
import type { LinkFault } from '../kernel/schedule.ts';
import type { Micros } from '../kernel/time.ts';
import type { World } from '../kernel/world.ts';
import { linkTitle } from './faults.ts';
import { DEFAULTS, type FaultOffer, offer } from './offers.ts';
import type { Scene } from './scene.ts';
import { formatTime } from './words.ts';

export function linkMenu(scene: Scene, world: World, link: string): FaultOffer[] {
  const [from = '', to = ''] = link.split('--');
  const ways = scene.compiled.plan.links.filter(
    (each) => (each.from === from && each.to === to) || (each.from === to && each.to === from),
  );
  if (ways.length === 0 || ways.some(({ kind }) => kind === 'local')) return [];
  const acting = [...world.faults.values()].flatMap(({ fault }) =>
    'link' in fault && fault.link.split(/->|--/).sort().join() === [from, to].sort().join()
      ? [fault.kind]
      : [],
  );
  const offers: FaultOffer[] = [];
  if (!acting.includes('cut')) {
    const cut =
      (name: string) =>
      (atUs: Micros): LinkFault => ({
        kind: 'cut',
        link: name,
        atUs,
        forUs: DEFAULTS.cutForUs,
      });
    const span = formatTime(DEFAULTS.cutForUs);
    offers.push(
      offer('cut', 'c', `Cut for ${span}`, {
        explain: 'Nothing gets through; what is on its way is lost.',
        make: cut(link),
      }),
    );
    if (ways.length > 1) {
      for (const [id, key, name] of [
        ['cut-forth', '1', `${from}->${to}`],
        ['cut-back', '2', `${to}->${from}`],
      ] as const) {
        offers.push(
          offer(id, key, `Cut only ${linkTitle(scene, name)}`, {
            explain:
              'Messages are lost in this direction alone: requests arrive and replies do not, or the other way round.',
            make: cut(name),
          }),
        );
      }
    }
  }
  if (!acting.includes('slow')) {
    offers.push(
      offer('slow', 's', `Slow down ×${DEFAULTS.slowFactor}`, {
        explain: `Every message takes ${DEFAULTS.slowFactor} times as long for ${formatTime(DEFAULTS.slowForUs)}.`,
        make: (atUs): LinkFault => ({
          kind: 'slow',
          link,
          atUs,
          forUs: DEFAULTS.slowForUs,
          factor: DEFAULTS.slowFactor,
        }),
      }),
    );
  }
  if (!acting.includes('lossy')) {
    const percent = Math.round(DEFAULTS.lossRate * 100);
    offers.push(
      offer('lossy', 'l', `Lose ${percent} % of messages`, {
        explain: `Each message is lost with a chance of ${percent} % for ${formatTime(DEFAULTS.lossyForUs)}.`,
        make: (atUs): LinkFault => ({
          kind: 'lossy',
          link,
          atUs,
          forUs: DEFAULTS.lossyForUs,
          rate: DEFAULTS.lossRate,
        }),
      }),
    );
  }
  if (ways.some(({ kind }) => kind === 'stream')) {
    offers.push(
      offer('disconnect', 'd', 'Close every open connection', {
        explain: 'What is on its way is lost, and both ends are told.',
        make: (atUs): LinkFault => ({ kind: 'disconnect', link, atUs }),
      }),
      offer('half-open', 'h', 'Leave connections half-open', {
        explain:
          'Nothing gets through any more on the connections that are open now, and nobody is told.',
        make: (atUs): LinkFault => ({ kind: 'halfOpen', link, atUs }),
      }),
    );
  }
  return offers;
}

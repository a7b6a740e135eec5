/** Where a fault may be put in a timed run: the instants, messages, nodes and links that the run without it has. */
import type { Entry } from '../kernel/entry.ts';
import { travelsNumbered } from '../kernel/links.ts';
import type { Fault } from '../kernel/schedule.ts';
import type { FaultKind } from '../kernel/search/kinds.ts';
import { nodeOf, type System } from '../kernel/system.ts';
import { type Micros, MS, SECOND } from '../kernel/time.ts';

/** At most so many instants of a run, evenly chosen. */
export const INSTANTS_MAX = 40;
/** How long what lasts lasts: short and long beside the timeouts of the flows. */
export const SPANS_US: readonly Micros[] = [SECOND, 20 * SECOND];
/** What a message comes too late by. */
const DELAYS_US = SPANS_US;
const DUPLICATE_AFTER_US = 10 * MS;
const SKEWS_US = [-SECOND, SECOND];
const FACTOR = 10;
const RATE = 0.5;

/** Every fault of these kinds that the run leaves room for. Pure. */
export function placements(
  system: System,
  entries: readonly Entry[],
  kinds: readonly FaultKind[],
): Fault[] {
  const instants = instantsOf(entries);
  const sends = entries.filter((each) => each.kind === 'send').filter(({ local }) => !local);
  const links = linksOf(system);
  const nodes = system.nodes.map(({ id }) => id);
  const fits = (kind: FaultKind, name: string): boolean =>
    kind.target === undefined || kind.target === name;

  const messagesOf = (target: string | undefined, butNumbered = false): string[] =>
    sends
      .filter((send) => {
        const [a, b] = [nodeOf(send.from), nodeOf(send.to)];
        const names = [send.event.type, a, b, `${a}->${b}`, `${a}--${b}`, `${b}--${a}`];
        const isWanted = target === undefined || names.includes(target);
        return isWanted && !(butNumbered && travelsNumbered(system, send));
      })
      .map(({ address }) => address);

  return kinds.flatMap((wanted): Fault[] => {
    const { kind, target } = wanted;
    const messages = messagesOf(target);
    const onNodes = nodes.filter((node) => fits(wanted, node));
    const onLinks = target === undefined || !/->|--/.test(target) ? links : [target];
    const at = <T>(targets: readonly T[], make: (target: T, atUs: Micros) => Fault[]): Fault[] =>
      targets.flatMap((each) => instants.flatMap((atUs) => make(each, atUs)));

    switch (kind) {
      case 'drop':
        return messages.map((message) => ({ kind, message }));
      case 'fail':
        return messages
          .filter((message) => system.messages[typeOf(message)]?.failsAs !== undefined)
          .map((message) => ({ kind, message }));
      case 'delay':
        return messages.flatMap((message) => DELAYS_US.map((byUs) => ({ kind, message, byUs })));
      case 'duplicate':
        return messagesOf(target, target === undefined).map((message) => ({
          kind,
          message,
          afterUs: DUPLICATE_AFTER_US,
        }));
      case 'crash':
        return at(onNodes, (node, atUs) =>
          SPANS_US.map((downForUs) => ({ kind, node, atUs, downForUs })),
        );
      case 'pause':
        return at(onNodes, (node, atUs) => SPANS_US.map((forUs) => ({ kind, node, atUs, forUs })));
      case 'stop':
      case 'failNext':
        return at(onNodes, (node, atUs) => [{ kind, node, atUs }]);
      case 'skew':
        return at(onNodes, (node, atUs) => SKEWS_US.map((byUs) => ({ kind, node, atUs, byUs })));
      case 'cut':
        return at(onLinks, (link, atUs) => SPANS_US.map((forUs) => ({ kind, link, atUs, forUs })));
      case 'disconnect':
      case 'halfOpen':
        return at(onLinks, (link, atUs) => [{ kind, link, atUs }]);
      case 'lossy':
        return at(onLinks, (link, atUs) =>
          SPANS_US.map((forUs) => ({ kind, link, atUs, forUs, rate: RATE })),
        );
      case 'slow': {
        const slowLinks = target !== undefined && nodes.includes(target) ? [] : onLinks;
        return [
          ...at(slowLinks, (link, atUs) =>
            SPANS_US.map((forUs): Fault => ({ kind, link, atUs, forUs, factor: FACTOR })),
          ),
          ...at(onNodes, (node, atUs) =>
            SPANS_US.map((forUs): Fault => ({ kind, node, atUs, forUs, factor: FACTOR })),
          ),
        ];
      }
      default:
        return at(
          onNodes.filter((node) =>
            system.nodes.some(({ id, faults }) => id === node && faults?.includes(kind)),
          ),
          (node, atUs) => [{ kind: 'own', event: kind, node, atUs }],
        );
    }
  });
}

const typeOf = (address: string): string =>
  (address.split('/').at(-1) ?? '').replace(/[#+].*$/, '');

/** The instants at which something happens; a fault begun then comes before it. */
function instantsOf(entries: readonly Entry[]): Micros[] {
  const all = new Set<Micros>();
  for (const { kind, atUs } of entries) {
    if (kind === 'act' || kind === 'deliver' || kind === 'fire') all.add(atUs);
  }
  const instants = [...all];
  if (instants.length <= INSTANTS_MAX) return instants;
  const step = instants.length / INSTANTS_MAX;
  return Array.from({ length: INSTANTS_MAX }, (_, i) => instants[Math.floor(i * step)] ?? 0);
}

/** Each pair of nodes that a link joins, both ways at once. */
function linksOf(system: System): string[] {
  const names = new Set<string>();
  for (const { from, to, kind } of system.links) {
    if (kind !== 'local' && !names.has(`${to}--${from}`)) names.add(`${from}--${to}`);
  }
  return [...names];
}

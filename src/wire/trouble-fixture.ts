/** Faults of every kind for a run, keyed by its seed. */
import { choiceOf, compile, traceOf } from '../flow/compile.ts';
import type { Flow } from '../flow/flow.ts';
import type { Run } from '../flow/run.ts';
import { chance } from '../kernel/chance.ts';
import type { Fault } from '../kernel/schedule.ts';
import { nodeOf } from '../kernel/system.ts';
import { mishaps } from './shop-fixture.ts';

/** Mishaps of a few messages, crashes and pauses of nodes, everything that can befall a link, and some fixes. */
export function troubled(flow: Flow, opening: Run): Run {
  const { seed } = opening;
  const luck = (what: string, which: string): number => chance(seed, what, which);
  const calm = { ...opening, fixes: fixesOf(flow, opening) };
  const { entries, endUs } = traceOf(flow, calm);
  const when = (what: string): number => Math.floor(luck('when', what) * endUs);
  const sends = entries.filter((entry) => entry.kind === 'send' && !entry.local);
  const addresses = sends.flatMap((entry) =>
    'address' in entry && luck('touched', entry.address) < 0.3 ? [entry.address] : [],
  );
  const { plan } = compile(flow, calm);
  const nodes = plan.nodes.filter(({ id }) => luck('node', id) < 0.25);
  const links = plan.links.filter(
    ({ kind, from, to }) => kind !== 'local' && luck('link', `${from}>${to}`) < 0.4,
  );
  return {
    ...calm,
    faults: [
      ...mishaps(seed, addresses),
      ...nodes.map(({ id }): Fault => {
        const atUs = when(id);
        return luck('pause', id) < 0.4
          ? { kind: 'pause', node: id, atUs, forUs: 300_000 }
          : { kind: 'crash', node: id, atUs, downForUs: 200_000 };
      }),
      ...links.map(({ from, to }): Fault => {
        const link = luck('both', from + to) < 0.5 ? `${from}--${to}` : `${from}->${to}`;
        return linkFault(luck('which', link), link, when(link));
      }),
    ],
  };
}

function linkFault(luck: number, link: string, atUs: number): Fault {
  const forUs = 400_000;
  if (luck < 0.3) return { kind: 'disconnect', link, atUs };
  if (luck < 0.5) return { kind: 'halfOpen', link, atUs };
  if (luck < 0.7) return { kind: 'cut', link, atUs, forUs };
  if (luck < 0.85) return { kind: 'lossy', link, atUs, forUs, rate: 0.5 };
  return { kind: 'slow', link, atUs, forUs, factor: 3 };
}

/** Every fix of the variant takes one of its values. */
function fixesOf(flow: Flow, { variant, seed, ...run }: Run): Run['fixes'] {
  const { fixes } = choiceOf(flow, { variant, ...run });
  return Object.fromEntries(
    Object.entries(fixes).map(([name, standing]) => {
      const { values, variants } = flow.fixes[name] ?? { values: [standing] };
      const fits = variants?.includes(variant) ?? true;
      const chosen = values[Math.floor(chance(seed, 'fix', name) * values.length)];
      return [name, fits && chosen !== undefined ? chosen : standing];
    }),
  );
}

/** The calls and streams that the users who are drawn ask for by HTTP: a variant may have none. */
export function requestsOf(flow: Flow, run: Run): number {
  const { clients } = choiceOf(flow, run).workload;
  const drawn = clients.filter(({ crowd }) => crowd !== true).map(({ id }) => id);
  return traceOf(flow, run).entries.filter((entry) => {
    if (entry.kind !== 'send' || !drawn.includes(nodeOf(entry.from))) return false;
    const http = flow.messages[entry.event.type]?.http;
    return http !== undefined && 'method' in http;
  }).length;
}

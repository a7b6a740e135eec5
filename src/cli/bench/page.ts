/** What needs a page: the JavaScript that a first visit loads, and the work of a frame while many messages move. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright';
import { build, preview } from 'vite';
import { ensureBrowser, launchOptions } from '../../../tools/browser.ts';
import { compile, traceOf } from '../../flow/compile.ts';
import { parseRun } from '../../flow/parse.ts';
import { encodeLink } from '../../playback/link.ts';
import { flows } from '../flows.ts';
import { frameWorkMs, TRACED } from './frames.ts';
import { quantile } from './measure.ts';
import type { Row } from './row.ts';

const OUT = 'node_modules/.cache/bench-app';

/** Builds and serves the app, opens a page of it, and closes everything again. */
export async function withPage<T>(
  visit: (page: Page, address: string, browser: Browser) => Promise<T>,
): Promise<T> {
  ensureBrowser();
  await build({ logLevel: 'warn', build: { outDir: OUT, emptyOutDir: true } });
  const server = await preview({
    logLevel: 'warn',
    build: { outDir: OUT },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    return await visit(page, server.resolvedUrls?.local[0] ?? '', browser);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Scripts asked for before the button that plays became one that pauses, gzipped. */
export async function loadRow(): Promise<Row> {
  const scripts = await withPage(async (page, address) => {
    await page.addInitScript(() => {
      const watch = new MutationObserver(() => {
        if (document.querySelector('button[aria-label="Pause"]') === null) return;
        performance.mark('plays');
        watch.disconnect();
      });
      watch.observe(document, { subtree: true, childList: true, attributes: true });
    });
    await page.goto(`${address}play`);
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    return page.evaluate(() => {
      const [plays] = performance.getEntriesByName('plays');
      const isScript = ({ name }: PerformanceEntry): boolean =>
        new URL(name).pathname.endsWith('.js');
      return performance
        .getEntriesByType('resource')
        .filter((each) => isScript(each) && each.startTime < (plays?.startTime ?? Infinity))
        .map(({ name }) => new URL(name).pathname);
    });
  });
  const sizes = scripts.map((path) => gzipSync(readFileSync(join(OUT, path)), { level: 9 }).length);
  const firstLoadKb = sizes.reduce((sum, each) => sum + each, 0) / 1_000;
  return {
    what: `first load, JavaScript before the first flow plays, in ${scripts.length} files`,
    aim: 'at most 300 kB compressed',
    measured: `${firstLoadKb.toFixed(0)} kB gzipped`,
    figures: { firstLoadKb },
  };
}

/** Nine workers under load, with links so slow that some 200 messages are under way at any time. */
const CROWDED = {
  version: 1,
  flow: 'jobs',
  variant: 'fifo',
  workload: 'steady-load',
  params: {
    workers: 9,
    concurrency: 32,
    arrivalsPerSecond: 95,
    durationMs: 20_000,
    serviceMs: 20,
    clientRttMs: 1_000,
    brokerRttMs: 800,
    dbRttMs: 500,
    effectRttMs: 500,
  },
};
const MIDDLE_US = 8_000_000;
const WARM_UP_MS = 3_000;
const WATCHED_MS = 5_000;
const AIM = 'at most 8 ms of main-thread work a frame';

export async function frameRow(): Promise<Row> {
  const { trace, nodes, works, measured } = await played(CROWDED, MIDDLE_US);
  const inFlight = trace.worldAt(trace.indexAt(MIDDLE_US)).inFlight.size;
  return {
    what: `playing, ${inFlight} messages in flight, ${nodes} nodes`,
    aim: AIM,
    measured,
    figures: { frameWorkMsP95: quantile(works, 0.95) },
  };
}

/** All have a connection, and say now and then that they are there. */
const HEARTBEATS = {
  version: 1,
  flow: 'realtime',
  variant: 'websocket',
  workload: 'subscribers',
  fixes: { heartbeat: 'on' },
};
const ALL_CONNECTED_US = 60_000_000;

export async function crowdFrameRow(): Promise<Row> {
  const { trace, works, measured } = await played(HEARTBEATS, ALL_CONNECTED_US);
  const clients = trace.entries.filter(
    (entry) => entry.kind === 'spawn' && entry.machine === 'client',
  ).length;
  return {
    what: `playing, ${clients} WebSocket clients with heartbeats, as one crowd`,
    aim: AIM,
    measured,
    figures: { crowdFrameWorkMsP95: quantile(works, 0.95) },
  };
}

/** Opens a run at an instant, lets it play, and tells what the main thread did for each frame. */
async function played(setup: { readonly flow: string }, atUs: number) {
  const parsed = parseRun(flows, setup);
  const flow = flows.find(({ id }) => id === setup.flow);
  if (!parsed.ok || flow === undefined)
    throw new Error('The run to be played does not exist any more.');
  const trace = traceOf(flow, parsed.run);
  const link = await encodeLink(parsed.run, atUs);
  const { works, frames } = await withPage(async (page, address, browser) => {
    await page.goto(`${address}play${link}`);
    const play = page.getByRole('button', { name: 'Play', exact: true });
    await play.or(page.getByRole('button', { name: 'Pause', exact: true })).waitFor();
    if (await play.isVisible()) await play.click();
    // The panels come after the run plays; that is the load's work, not the frames'.
    await page.getByRole('heading', { name: 'Parameters' }).waitFor();
    await page.waitForTimeout(WARM_UP_MS);
    await browser.startTracing(page, { categories: TRACED });
    await page.waitForTimeout(WATCHED_MS);
    return frameWorkMs(await browser.stopTracing());
  });
  return {
    trace,
    nodes: compile(flow, parsed.run).plan.nodes.length,
    works,
    measured: `${quantile(works, 0.95).toFixed(1)} ms in 95 of 100 frames, ${quantile(works, 0.5).toFixed(1)} ms in the middle, of ${frames} frames in ${WATCHED_MS / 1_000} s`,
  };
}

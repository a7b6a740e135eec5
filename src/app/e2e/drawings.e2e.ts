/** Nodes with a drawing in them: a queue, and a crowd whose members are opened one by one. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { openingRun } from '../../flow/compile.ts';
import type { Run } from '../../flow/run.ts';
import { jobs } from '../../flows/jobs/index.ts';
import { realtime } from '../../flows/realtime/index.ts';
import { SECOND } from '../../kernel/time.ts';
import { encodeLink } from '../../playback/link.ts';
import { button, clock, openWorkbench } from './workbench.ts';

/** Forty clients; their server is away from 10 s to 15 s. */
const STORM: Run = {
  ...openingRun(realtime),
  variant: 'websocket',
  workload: 'restart-storm',
  fixes: {},
  params: { clients: 40, joinsPerSecond: 10, durationMs: 60_000 },
  faults: [{ kind: 'crash', node: 'hub', atUs: 10 * SECOND, downForUs: 5 * SECOND }],
};
const BUSY: Run = {
  ...openingRun(jobs),
  variant: 'fifo',
  workload: 'steady-load',
  fixes: { backoff: 'expo+jitter' },
  params: {
    arrivalsPerSecond: 6,
    durationMs: 20_000,
    failurePercent: 40,
    maxAttempts: 3,
    backoffBaseMs: 3_000,
  },
};

async function expectNoComplaints(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

for (const [name, width, height] of [
  ['beside the diagram', 1440, 900],
  ['on a phone', 390, 844],
] as const) {
  test(`a client of a crowd is opened, followed and left by keyboard ${name}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openWorkbench(page, await encodeLink(STORM, 12 * SECOND));
    const open = button(page, 'Open a client');
    await open.focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('region', { name: 'Clients of Crowd' });
    await expect(panel.getByLabel('Client', { exact: true })).toBeFocused();
    await page.keyboard.type('17');
    await expect(panel.getByRole('heading', { name: /^Client 17/ })).toBeVisible();
    await expectNoComplaints(page);

    const before = await clock(page).textContent();
    await panel.getByRole('listitem').nth(3).getByRole('button').click();
    await expect(clock(page)).not.toHaveText(before ?? '');
    await panel.getByLabel('Client', { exact: true }).press('Escape');
    await expect(panel).toHaveCount(0);
    await expect(open).toBeFocused();
  });
}

test('a queue says in words what is drawn of it, and nothing complains of it', async ({ page }) => {
  await openWorkbench(page, await encodeLink(BUSY, 10 * SECOND));
  const broker = page.getByRole('button', { name: /^Broker/ });
  await expect(broker).toHaveAccessibleName(
    /in flight: \d+, load-\d+ attempt \d at worker \d until/,
  );
  await expect(broker).toHaveAccessibleName(/ready: \d+, load-\d+/);
  await expect(broker).toHaveAccessibleName(/not due: \d+, load-\d+ attempt \d waits for its next/);
  await expect(page.locator('[data-lane=inFlight] [data-slot]')).not.toHaveCount(0);
  await expectNoComplaints(page);
});

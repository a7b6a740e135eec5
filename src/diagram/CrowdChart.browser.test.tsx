import '../app/style/base.css';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import { openingRun } from '../flow/compile.ts';
import { realtime } from '../flows/realtime/index.ts';
import { SECOND } from '../kernel/time.ts';
import { diagramAt } from '../views/diagram.ts';
import { sceneOf } from '../views/scene.ts';
import { Diagram } from './Diagram.tsx';
import { type Frames, FramesContext } from './frames.ts';

/** All are connected after three seconds; at ten the server goes down. */
const scene = sceneOf(realtime, {
  ...openingRun(realtime),
  variant: 'websocket',
  workload: 'restart-storm',
  fixes: {},
  params: { clients: 30, joinsPerSecond: 10, durationMs: 60_000 },
  faults: [{ kind: 'crash', node: 'hub', atUs: 10 * SECOND, downForUs: 5 * SECOND }],
});

// The same list each time: another would be another state.
const none: readonly [] = [];
const drawn = new Set<(atUs: number) => void>();
const frames: Frames = {
  nowUs: () => 0,
  moves: () => false,
  messages: () => none,
  subscribe: (each) => {
    drawn.add(each);
    return () => drawn.delete(each);
  },
};
const onCrowd = vi.fn<(node: string) => void>();

const show = (index: number) =>
  render(
    <div style={{ position: 'relative', width: 900, height: 600 }}>
      <FramesContext value={frames}>
        <Diagram
          {...{ scene, index, onCrowd }}
          lit={new Set()}
          inviting={null}
          upright={false}
          still={false}
          onFault={() => {}}
          onAct={() => {}}
          onWhy={() => {}}
          onMenu={() => {}}
        />
      </FramesContext>
    </div>,
  );

test('a crowd says how many it has, how many are in each state, and how often they tried', async () => {
  const screen = await show(scene.trace.indexAt(9 * SECOND));
  await expect
    .element(
      screen.getByRole('button', {
        name: 'Crowd, many browsers, 30 clients, 30 live, 30 attempts to connect so far',
      }),
    )
    .toBeVisible();
});

test('its bars are as long as their share, and the strip follows the playhead', async () => {
  const index = scene.trace.indexAt(1.45 * SECOND);
  const { container } = await show(index);
  await vi.waitFor(() => expect(container.querySelector('[data-bar=live]')).not.toBeNull(), 5_000);
  const live = container.querySelector('[data-bar=live] span span');
  const share = (live?.clientWidth ?? 0) / (live?.parentElement?.clientWidth ?? 1);
  const crowd = diagramAt(scene, index).nodes.find(({ id }) => id === 'crowd')?.crowd;
  const bar = crowd?.bars.find(({ title }) => title === 'live');
  if (!crowd || !bar) throw new Error('It is no crowd.');
  expect(bar.count).toBeGreaterThan(5);
  expect(share).toBeCloseTo(bar.count / crowd.count, 1);

  // The strip may still be about to listen: its box moves once it is measured.
  await vi.waitFor(() => {
    for (const draw of drawn) draw(12 * SECOND);
    const strip = container.querySelector('[data-strip]');
    const playhead = Number(strip?.querySelector('line')?.getAttribute('x1'));
    expect(playhead * crowd.attempts.spanUs).toBe(12 * SECOND);
  }, 5_000);
});

test('it is opened by a button of its own', async () => {
  const screen = await show(scene.trace.indexAt(9 * SECOND));
  await screen.getByRole('button', { name: 'Open a client' }).click();
  expect(onCrowd.mock.calls).toEqual([['crowd']]);
});

import '../app/style/base.css';
import '../app/style/overlays.css';
import { beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { openingRun } from '../flow/compile.ts';
import { allFlows } from '../flows/catalogue.ts';
import type { Fault } from '../kernel/schedule.ts';
import { diagramAt, messagesAt } from '../views/diagram.ts';
import type { FaultOffer } from '../views/menus.ts';
import { waySoFar } from '../views/messages.ts';
import { sceneOf } from '../views/scene.ts';
import { Diagram, type DiagramProps } from './Diagram.tsx';
import { type Frames, FramesContext } from './frames.ts';

const catalogue = await allFlows();

const [flow] = catalogue;
if (flow === undefined) throw new Error('The catalogue is empty.');
const plain = openingRun(flow);
const scene = sceneOf(flow, plain);
/** The first entry after which a message is on its way. */
const underWay = scene.trace.entries.findIndex((entry) => entry.kind === 'send' && !entry.local);

let nowUs = 0;
const listeners = new Set<(atUs: number) => void>();
function draw(atUs: number): void {
  nowUs = atUs;
  for (const listener of listeners) listener(atUs);
}
const framesOf = (
  { scene: shown, index }: DiagramProps,
  moves: boolean,
  messages = messagesAt(shown, index),
): Frames => ({
  nowUs: () => nowUs,
  moves: () => moves,
  messages: () => messages,
  subscribe: (each) => {
    listeners.add(each);
    return () => listeners.delete(each);
  },
});

const onFault = vi.fn<(offer: FaultOffer) => void>();
const onWhy = vi.fn<(entry: number) => void>();
const props: DiagramProps = {
  scene,
  index: underWay,
  lit: new Set(),
  inviting: null,
  upright: false,
  still: false,
  onFault,
  onAct: () => {},
  onWhy,
  onMenu: () => {},
  onCrowd: () => {},
};

function show(
  changed: Partial<DiagramProps> = {},
  frames = framesOf({ ...props, ...changed }, false),
  size = { width: 900, height: 600 },
) {
  return render(
    <div style={{ position: 'relative', ...size }}>
      <FramesContext value={frames}>
        <Diagram {...props} {...changed} />
      </FramesContext>
    </div>,
  );
}

beforeEach(() => {
  onFault.mockReset();
  onWhy.mockReset();
  nowUs = scene.trace.entries[underWay]?.atUs ?? 0;
});

test('every node is a button that says what it is, where it stands and what it holds', async () => {
  const end = scene.trace.entries.length - 1;
  const screen = await show({ index: end });
  const cache = diagramAt(scene, end).nodes.find(({ id }) => id === 'cache');
  const [held] = cache?.holds ?? [];
  expect(held).toBeDefined();
  await expect
    .element(screen.getByRole('button', { name: /^Cache,/ }))
    .toHaveAccessibleName(new RegExp(`${held?.label} ${held?.value}`));
});

test('what a node holds for a time has a ring that shrinks until then, and words', async () => {
  const auth = catalogue.find(({ id }) => id === 'auth');
  if (auth === undefined) throw new Error('There is no such flow.');
  const signedIn = sceneOf(auth, { ...openingRun(auth), workload: 'browsing' });
  const { container, getByRole } = await show({ scene: signedIn, index: 10 });
  await expect
    .element(getByRole('button', { name: /^Ann,/ }))
    .toHaveAccessibleName(/expires 10:00 until 10 min/);
  draw(0);
  const arc = container.querySelector<SVGElement>('[data-timer="until 10 min"] circle:last-child');
  expect(arc?.style.strokeDashoffset).toBe('0');
  draw(300_000_000);
  expect(Number(arc?.style.strokeDashoffset)).toBeCloseTo(0.5, 1);
});

test('a click on a node opens its faults, and choosing one gives the fault', async () => {
  const screen = await show();
  await screen.getByRole('button', { name: /^Cache,/ }).click();
  await screen.getByRole('menuitem', { name: /^Crash/ }).click();
  const fault = onFault.mock.calls[0]?.[0].make(5) as Fault;
  expect(fault).toMatchObject({ kind: 'crash', node: 'cache', atUs: 5 });
});

test('a message is asked why it was sent', async () => {
  const screen = await show();
  await screen
    .getByRole('button', { name: /^Message / })
    .first()
    .click();
  await screen.getByRole('menuitem', { name: 'Why was it sent?' }).click();
  expect(onWhy).toHaveBeenCalledWith(messagesAt(scene, underWay)[0]?.send);
});

test('a letter chooses a fault of the open menu', async () => {
  const screen = await show();
  await screen.getByRole('button', { name: /^Cache,/ }).click();
  await expect.element(screen.getByRole('menuitem', { name: /^Crash/ })).toBeVisible();
  await userEvent.keyboard('s');
  expect(onFault.mock.calls[0]?.[0].id).toBe('slow');
});

test("a client's node also offers what its user may do", async () => {
  const screen = await show();
  await screen.getByRole('button', { name: /^Shopper A,/ }).click();
  await expect.element(screen.getByText('Shopper A may')).toBeVisible();
});

test('a link opens the faults of a link', async () => {
  const screen = await show();
  await screen.getByRole('button', { name: /^Link API – Cache/ }).click();
  await expect.element(screen.getByRole('menuitem', { name: /^Cut for/ })).toBeVisible();
});

test('a message under way opens the faults of a message', async () => {
  const screen = await show();
  const [message] = diagramAt(scene, underWay).messages;
  await screen.getByRole('button', { name: `Message ${message?.label}` }).click();
  await expect.element(screen.getByRole('menuitem', { name: /^Drop it/ })).toBeVisible();
});

test('arrow keys walk from node to node, and Enter opens the menu', async () => {
  const screen = await show();
  screen
    .getByRole('button', { name: /^Shopper A,/ })
    .element()
    .focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(screen.getByRole('button', { name: /^API,/ })).toHaveFocus();
  await userEvent.keyboard('{ArrowLeft}{ArrowDown}');
  await expect.element(screen.getByRole('button', { name: /^Shopper B,/ })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByText('Shopper B may')).toBeVisible();
});

test('an arrow key that finds no further node does nothing else: the playhead stays', async () => {
  const screen = await show();
  const heard = vi.fn<(event: KeyboardEvent) => void>();
  window.addEventListener('keydown', heard);
  screen
    .getByRole('button', { name: /^Shopper A,/ })
    .element()
    .focus();
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(screen.getByRole('button', { name: /^Shopper A,/ })).toHaveFocus();
  expect(heard).not.toHaveBeenCalled();
  await userEvent.keyboard('x');
  expect(heard).toHaveBeenCalledTimes(1);
  window.removeEventListener('keydown', heard);
});

test('a pill moves evenly with the playhead, and nothing is rendered for it', async () => {
  const screen = await show();
  const [message] = diagramAt(scene, underWay).messages;
  if (message === undefined) throw new Error('No message is under way.');
  const pill = screen.getByRole('button', { name: `Message ${message.label}` }).element();
  const places = [0.25, 0.5, 0.75].map((part) => {
    const atUs = message.sentAtUs + part * (message.arrivesAtUs - message.sentAtUs);
    expect(waySoFar(message, atUs)).toBeCloseTo(part);
    draw(atUs);
    const { x, y } = pill.getBoundingClientRect();
    return { x, y };
  });
  const [a, b, c] = places;
  if (!a || !b || !c) throw new Error('unreachable');
  const first = Math.hypot(b.x - a.x, b.y - a.y);
  const second = Math.hypot(c.x - b.x, c.y - b.y);
  expect(first).toBeGreaterThan(10);
  expect(second / first).toBeGreaterThan(0.7);
  expect(second / first).toBeLessThan(1.4);
});

test('without motion a pill stands still, and its link says how many are under way', async () => {
  const screen = await show({ still: true });
  const [message] = diagramAt(scene, underWay).messages;
  const pill = screen.getByRole('button', { name: `Message ${message?.label}` }).element();
  const before = pill.style.transform;
  draw((message?.arrivesAtUs ?? 0) - 1);
  expect(pill.style.transform).toBe(before);
  await expect.element(screen.getByRole('button', { name: /^Link .*, 1 under way/ })).toBeVisible();
});

test('a cut link says so, on the line and at its ends', async () => {
  const cut = {
    ...plain,
    faults: [{ kind: 'cut', link: 'api--cache', atUs: 1, forUs: 9e6 }],
  } as const;
  const broken = sceneOf(flow, cut);
  const index = broken.trace.entries.findIndex(({ kind }) => kind === 'fault');
  const screen = await show({ scene: broken, index });
  await expect
    .element(screen.getByRole('button', { name: /^Link API – Cache, cut/ }))
    .toBeVisible();
  await expect.element(screen.getByText('cut off from API')).toBeVisible();
});

test('a node that is down holds nothing and says until when', async () => {
  const crash = {
    ...plain,
    faults: [{ kind: 'crash', node: 'cache', atUs: 1, downForUs: 1e6 }],
  } as const;
  const broken = sceneOf(flow, crash);
  const index = broken.trace.entries.findIndex(({ kind }) => kind === 'down');
  const screen = await show({ scene: broken, index });
  await expect
    .element(screen.getByRole('button', { name: /^Cache, memory, down, down until/ }))
    .toBeVisible();
});

test('a crowd that moves is dots without words; when it stands, one pill counts those that are alike', async () => {
  const [message] = messagesAt(scene, underWay);
  if (message === undefined) throw new Error('Nothing is under way.');
  const many = Array.from({ length: 60 }, (_, i) => ({ ...message, send: 10_000 + i }));
  const screen = await show({}, framesOf(props, true, many));
  const canvas = screen.container.querySelector('canvas');
  const ink = () => {
    draw(message.sentAtUs + 0.5 * (message.arrivesAtUs - message.sentAtUs));
    const { width = 0, height = 0 } = canvas ?? {};
    return canvas
      ?.getContext('2d')
      ?.getImageData(0, 0, width, height)
      .data.some((each) => each > 0);
  };
  await expect.poll(ink).toBe(true);
  expect(screen.container.querySelectorAll('[data-message]')).toHaveLength(0);
  await screen.unmount();

  const paused = await show({}, framesOf(props, false, many));
  const pills = [...paused.container.querySelectorAll('[data-message]')];
  expect(pills.map((pill) => pill.getAttribute('aria-label'))).toEqual([
    expect.stringMatching(/, the first of 60$/),
  ]);
});

test('grips make way for the messages that stand on their links, in a small diagram too', async () => {
  const sends = scene.trace.entries
    .filter((entry) => entry.kind === 'send')
    .filter(({ local }) => !local)
    .slice(0, 6);
  for (const { atUs, dueUs } of sends) {
    nowUs = (atUs + dueUs) / 2;
    const changed = { index: scene.trace.indexAt(nowUs) };
    const frames = framesOf({ ...props, ...changed }, false);
    const screen = await show(changed, frames, { width: 620, height: 300 });
    const rects = (selector: string) =>
      [...screen.container.querySelectorAll(selector)].map((each) => each.getBoundingClientRect());
    await expect.poll(() => rects('[data-message]').length).toBeGreaterThan(0);
    await expect
      .poll(() =>
        rects('[data-link]').filter((grip) =>
          rects('[data-message]').some(
            (pill) =>
              grip.left < pill.right &&
              pill.left < grip.right &&
              grip.top < pill.bottom &&
              pill.top < grip.bottom,
          ),
        ),
      )
      .toEqual([]);
    await screen.unmount();
  }
});

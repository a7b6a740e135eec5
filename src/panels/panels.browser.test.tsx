import '../app/style/base.css';
import { domAnimation, LazyMotion } from 'framer-motion';
import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { openingRun } from '../flow/compile.ts';
import type { Flow } from '../flow/flow.ts';
import { allFlows } from '../flows/catalogue.ts';
import { createPlayback } from '../playback/store.ts';
import { PlaybackContext } from '../playback/usePlayback.ts';
import { PlaybackBar } from './bottom/PlaybackBar.tsx';
import { Timeline } from './bottom/Timeline.tsx';
import { NumberRow } from './controls/NumberRow.tsx';
import { FaultsSection } from './left/FaultsSection.tsx';
import { FixesSection } from './left/FixesSection.tsx';
import { GuaranteesPanel } from './right/GuaranteesPanel.tsx';

const catalogue = await allFlows();

const [found] = catalogue;
if (found === undefined) throw new Error('The catalogue is empty.');
const flow: Flow = found;

const ms = { min: 10, max: 60_000, log: true, endless: true };

test('a number that is typed takes effect when it is entered, inside its bounds', async () => {
  const onChange = vi.fn<(value: number) => void>();
  const screen = await render(
    <NumberRow label="Flush every" unit="ms" scale={ms} value={1_000} onChange={onChange} />,
  );
  const field = screen.getByLabelText('Flush every, in ms');
  await field.fill('2,500');
  expect(onChange).not.toHaveBeenCalled();
  await userEvent.keyboard('{Enter}');
  expect(onChange).toHaveBeenLastCalledWith(2_500);
  await field.fill('5');
  await userEvent.keyboard('{Enter}');
  expect(onChange).toHaveBeenLastCalledWith(10);
  await field.fill('inf');
  await userEvent.keyboard('{Enter}');
  expect(onChange).toHaveBeenLastCalledWith(Number.POSITIVE_INFINITY);
});

test('what is no number is taken back', async () => {
  const onChange = vi.fn<(value: number) => void>();
  const screen = await render(
    <NumberRow label="Flush every" unit="ms" scale={ms} value={1_000} onChange={onChange} />,
  );
  const field = screen.getByLabelText('Flush every, in ms');
  await field.fill('soon');
  await userEvent.keyboard('{Enter}');
  await expect.element(field).toHaveValue('1000');
  expect(onChange).not.toHaveBeenCalled();
});

test('a long time reads in days, and is typed in any unit', async () => {
  const onChange = vi.fn<(value: number) => void>();
  const days = { min: 1_000, max: 90 * 86_400_000, log: true };
  const screen = await render(
    <NumberRow
      label="Sign-in"
      unit="ms"
      scale={days}
      value={30 * 86_400_000}
      onChange={onChange}
    />,
  );
  const field = screen.getByLabelText('Sign-in, in ms');
  await expect.element(field).toHaveValue('30 days');
  await expect
    .element(screen.getByRole('slider', { name: 'Sign-in' }))
    .toHaveAttribute('aria-valuetext', '30 days');
  await field.fill('2 h');
  await userEvent.keyboard('{Enter}');
  expect(onChange).toHaveBeenLastCalledWith(7_200_000);
});

test('a slider tells the value on its log scale, not its notch', async () => {
  const onChange = vi.fn<(value: number) => void>();
  const screen = await render(
    <NumberRow label="Flush every" unit="ms" scale={ms} value={1_000} onChange={onChange} />,
  );
  const slider = screen.getByRole('slider', { name: 'Flush every' });
  await expect.element(slider).toHaveAttribute('aria-valuetext', '1,000 ms');
  slider.element().focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(onChange.mock.calls[0]?.[0]).toBeGreaterThan(1_000);
  expect(onChange.mock.calls[0]?.[0]).toBeLessThan(1_200);
});

test('a fix that is sound only with another says what breaks, and adds the other', async () => {
  const auth = catalogue.find(({ id }) => id === 'auth');
  if (auth === undefined) throw new Error('There is no such flow.');
  const onChange = vi.fn<(fix: string, value: string) => void>();
  const values = Object.fromEntries(
    Object.entries(auth.fixes).map(([name, spec]) => [name, spec.values[0]]),
  );
  const props = { flow: auth, variant: 'standard', onChange };
  const screen = await render(<FixesSection {...props} values={{ ...values, rotation: 'on' }} />);
  await expect.element(screen.getByRole('note')).toHaveTextContent(/Without “Reuse detection”.*A2/);
  await screen.getByRole('button', { name: 'Add: Reuse detection' }).click();
  expect(onChange).toHaveBeenCalledExactlyOnceWith('reuseDetect', 'on');
  await screen.rerender(<FixesSection {...props} values={values} />);
  await expect.element(screen.getByRole('note')).not.toBeInTheDocument();
});

test('a fix of off and on is a switch, one of named values a list, and both explain themselves in place', async () => {
  const onChange = vi.fn<(fix: string, value: string) => void>();
  const values = Object.fromEntries(
    Object.entries(flow.fixes).map(([name, spec]) => [name, spec.values[0]]),
  );
  const screen = await render(
    <FixesSection flow={flow} variant="write-back" values={values} onChange={onChange} />,
  );
  await screen.getByRole('switch', { name: 'Conditional flush' }).click({ force: true });
  expect(onChange).toHaveBeenLastCalledWith('conditionalFlush', 'on');
  await screen.getByRole('button', { name: /Write-ahead log$/ }).click();
  await screen.getByRole('option', { name: /Always/ }).click();
  expect(onChange).toHaveBeenLastCalledWith('wal', 'always');
  await screen.getByRole('button', { name: 'What is “Conditional flush”?' }).click();
  await expect
    .element(screen.getByRole('dialog', { name: 'Conditional flush' }))
    .toHaveTextContent(flow.fixes['conditionalFlush']?.explain ?? 'not there');
});

async function withPlayback(children: React.ReactNode) {
  const store = createPlayback({ catalogue, run: openingRun(flow) });
  const screen = await render(
    <PlaybackContext value={store}>
      <div style={{ width: 800, height: 220 }}>{children}</div>
    </PlaybackContext>,
  );
  return { store, screen };
}

test('the playback bar plays, pauses, steps, and always tells the speed', async () => {
  const { store, screen } = await withPlayback(<PlaybackBar />);
  const { index } = store.getState().playhead;
  await screen.getByRole('button', { name: 'One entry forward' }).click();
  expect(store.getState().playhead.index).toBe(index + 1);
  await screen.getByRole('button', { name: 'One entry back' }).click();
  expect(store.getState().playhead.index).toBe(index);
  await screen.getByRole('button', { name: 'Play' }).click();
  await screen.getByRole('button', { name: 'Pause' }).click();
  expect(store.getState().playing).toBe(false);
  screen.getByRole('slider', { name: 'Speed' }).element().focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(store.getState().speed).toBe(0.25);
  await expect.element(screen.getByRole('status')).toHaveTextContent('¼×');
});

test('the playhead is a slider over true time', async () => {
  const { store, screen } = await withPlayback(<Timeline />);
  const playhead = screen.getByRole('slider', { name: 'Playhead' });
  playhead.element().focus();
  await userEvent.keyboard('{End}');
  const { endUs } = store.getState().scene.trace;
  expect(store.getState().playhead.atUs).toBe(endUs);
  await expect.element(playhead).toHaveAttribute('aria-valuenow', String(Math.round(endUs)));
  await userEvent.keyboard('{ArrowLeft}');
  expect(store.getState().playhead.atUs).toBeLessThan(endUs);
});

test('a flag is dragged to another instant, as one branch', async () => {
  const { store, screen } = await withPlayback(<Timeline />);
  store.getState().addFault({ kind: 'pause', node: 'cache', atUs: 1_000_000, forUs: 1_000_000 });
  const branchCount = store.getState().branches.length;
  const flag = screen.getByRole('button', { name: /^Fault: Pause Cache/ });
  await expect.element(flag).toBeVisible();
  const { x, y } = flag.element().getBoundingClientRect();
  const at = (type: string, clientX: number) =>
    flag
      .element()
      .dispatchEvent(
        new PointerEvent(type, { bubbles: true, pointerId: 1, clientX, clientY: y + 8 }),
      );
  // A made-up pointer cannot be captured by the browser.
  flag.element().setPointerCapture = () => {};
  at('pointerdown', x + 4);
  for (const by of [20, 60, 120]) at('pointermove', x + 4 + by);
  at('pointerup', x + 124);
  const [fault] = store.getState().run.faults;
  expect(fault && 'atUs' in fault && fault.atUs).toBeGreaterThan(1_500_000);
  expect(store.getState().branches.length).toBeLessThanOrEqual(branchCount + 1);
});

test('the end of a fault is dragged and moved by keys, and undone', async () => {
  const { store, screen } = await withPlayback(<Timeline />);
  const lengthUs = () => {
    const [fault] = store.getState().run.faults;
    return fault && 'forUs' in fault ? fault.forUs : undefined;
  };
  store.getState().addFault({ kind: 'pause', node: 'cache', atUs: 1_000_000, forUs: 1_000_000 });
  const end = screen.getByRole('button', { name: /^End of the fault: Pause Cache, after 1 s/ });
  await expect.element(end).toBeVisible();
  const element = end.element();
  const { x, y } = element.getBoundingClientRect();
  element.setPointerCapture = () => {};
  for (const [type, clientX] of [
    ['pointerdown', x + 4],
    ['pointermove', x + 40],
    ['pointermove', x + 104],
    ['pointerup', x + 104],
  ] as const) {
    element.dispatchEvent(
      new PointerEvent(type, { bubbles: true, pointerId: 1, clientX, clientY: y + 8 }),
    );
  }
  const dragged = lengthUs() ?? 0;
  expect(dragged).toBeGreaterThan(1_200_000);
  element.focus();
  await userEvent.keyboard('{ArrowLeft}');
  expect(lengthUs()).toBeLessThan(dragged);
  store.getState().undo();
  expect(lengthUs()).toBe(dragged);
  store.getState().undo();
  expect(lengthUs()).toBe(1_000_000);
});

test('the span of a fault is typed with its unit, and what is no time says so', async () => {
  const onStretch = vi.fn();
  const store = createPlayback({ catalogue, run: openingRun(flow) });
  store
    .getState()
    .addFault({ kind: 'crash', node: 'cache', atUs: 1_000_000, downForUs: 2_000_000 });
  const nothing = () => {};
  const screen = await render(
    <LazyMotion features={domAnimation}>
      <FaultsSection
        scene={store.getState().scene}
        add={null}
        onMove={nothing}
        onStretch={onStretch}
        onRemove={nothing}
        onRemoveInput={nothing}
        onRemoveHold={nothing}
      />
    </LazyMotion>,
  );
  const field = screen.getByRole('textbox', { name: 'How long: Crash Cache' });
  await expect.element(field).toHaveValue('2 s');
  await field.fill('soon');
  await userEvent.keyboard('{Enter}');
  await expect.element(field).toHaveAttribute('aria-invalid', 'true');
  await expect.element(screen.getByRole('alert')).toHaveTextContent('Write a time');
  expect(onStretch).not.toHaveBeenCalled();
  await field.fill('250 ms');
  await userEvent.keyboard('{Enter}');
  expect(onStretch).toHaveBeenCalledWith(0, 250_000);
});

test('a guarantee that is broken shows when and why, and its evidence is asked for by a click', async () => {
  const store = createPlayback({ catalogue, run: openingRun(flow) });
  const { endUs } = store.getState().scene.trace;
  store.getState().addFault({ kind: 'stop', node: 'cache', atUs: Math.round(endUs * 0.85) });
  const { scene } = store.getState();
  const violation = scene.trace.violations.find(({ kind }) => kind === 'violation');
  if (violation === undefined) throw new Error('This run breaks nothing.');
  const onEvidence = vi.fn();
  const onWhy = vi.fn();
  const screen = await render(
    <GuaranteesPanel
      scene={scene}
      index={scene.trace.entries.length}
      onEvidence={onEvidence}
      onWhy={onWhy}
    />,
  );
  await screen
    .getByRole('button', { name: /^broken at/ })
    .first()
    .click();
  expect(onEvidence.mock.calls[0]?.[0]).toMatchObject({ entry: expect.any(Number) });
  await screen
    .getByRole('button', { name: /^Why\?/ })
    .first()
    .click();
  expect(onWhy).toHaveBeenCalledWith(expect.any(Number));
});

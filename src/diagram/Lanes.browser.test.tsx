import '../app/style/base.css';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import type { LaneView, SlotView } from '../views/laneViews.ts';
import type { TimerView } from '../views/timers.ts';
import { laneWords } from './drawingWords.ts';
import { type Frames, FramesContext } from './frames.ts';
import { Lanes } from './Lanes.tsx';

const timer = (id: number, dueUs: number): TimerView => ({
  id,
  name: 'visibility timeout',
  deadline: true,
  startedAtUs: 0,
  dueUs,
  op: '',
});
const slot = (mark: string, more: Partial<SlotView> = {}): SlotView => ({
  name: `order-${mark}`,
  mark,
  about: [],
  attempts: 0,
  urgent: false,
  bad: false,
  timer: null,
  ...more,
});
const lanes: readonly LaneView[] = [
  {
    lane: 'inFlight',
    title: 'in flight',
    count: 1,
    slots: [slot('7', { attempts: 2, about: ['at worker 1'], timer: timer(1, 4_000_000) })],
    more: 0,
    spanUs: 0,
  },
  {
    lane: 'waiting',
    title: 'ready',
    count: 9,
    slots: ['8', '9'].map((mark) => slot(mark, { urgent: mark === '8' })),
    more: 7,
    spanUs: 0,
  },
  {
    lane: 'delayed',
    title: 'not due',
    count: 1,
    slots: [slot('3', { timer: timer(2, 8_000_000) })],
    more: 0,
    spanUs: 10_000_000,
  },
  { lane: 'dead', title: 'dead', count: 0, slots: [], more: 0, spanUs: 0 },
];

let draw: (atUs: number) => void = () => {};
const drawn = new Set<(atUs: number) => void>();
const frames: Frames = {
  nowUs: () => 0,
  moves: () => false,
  messages: () => [],
  subscribe: (each) => {
    drawn.add(each);
    draw = (atUs) => {
      for (const one of drawn) one(atUs);
    };
    return () => drawn.delete(each);
  },
};

const show = () =>
  render(
    <div style={{ width: 264 }}>
      <FramesContext value={frames}>
        <Lanes lanes={lanes} />
      </FramesContext>
    </div>,
  );

const placeOf = (element: Element | null): DOMRect => {
  if (element === null) throw new Error('It is not drawn.');
  return element.getBoundingClientRect();
};

test('the head of a line stands at the right, and what does not fit is counted', async () => {
  const { container, getByText } = await show();
  const head = placeOf(container.querySelector('[data-slot=order-8]'));
  const next = placeOf(container.querySelector('[data-slot=order-9]'));
  expect(head.left).toBeGreaterThanOrEqual(next.right);
  const rest = placeOf(getByText('+7').element());
  expect(rest.right).toBeLessThanOrEqual(next.left);
});

test('a lease shrinks and a delayed job comes nearer with the playhead, and nothing is rendered for it', async () => {
  const { container } = await show();
  const arc = container.querySelector<SVGCircleElement>('[data-lane=inFlight] [data-left]');
  const pin = container.querySelector('[data-slot=order-3]');
  expect(arc?.style.strokeDashoffset).toBe('0');
  const before = placeOf(pin).left;
  draw(1_000_000);
  expect(arc?.style.strokeDashoffset).toBe('0.25');
  const between = placeOf(pin).left;
  expect(between).toBeGreaterThan(before);
  draw(8_000_000);
  expect(arc?.style.strokeDashoffset).toBe('1');
  const now = placeOf(container.querySelector('[data-lane=delayed] dd > span > span'));
  expect(Math.abs(placeOf(pin).left + placeOf(pin).width / 2 - now.right)).toBeLessThan(2);
});

test('words say all that is drawn', () => {
  expect(lanes.map(laneWords)).toEqual([
    'in flight: 1, order-7 attempt 2 at worker 1 until 4 s',
    'ready: 9, order-8 urgent; order-9; 7 more',
    'not due: 1, order-3 until 8 s',
    'dead: none',
  ]);
});

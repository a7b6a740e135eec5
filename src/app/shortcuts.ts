/** The keyboard map: what the page listens to, and what the help shows. */

import { type Playback, SPEED_MAX, SPEED_MIN } from '../playback/state.ts';
import { focusDiagram } from './focusDiagram.ts';

export interface Shortcut {
  /** `event.key` of each; letters in lower case. */
  readonly keys: readonly string[];
  readonly shown: readonly string[];
  readonly does: string;
  /** A single character: can be turned off, because speech input and slips of the hand type them. */
  readonly single: boolean;
  readonly act: (playback: Playback) => void;
}

export const SHORTCUTS: readonly Shortcut[] = [
  {
    keys: [' '],
    shown: ['Space'],
    does: 'Play or pause',
    single: false,
    act: ({ toggle }) => toggle(),
  },
  {
    keys: ['ArrowRight'],
    shown: ['→'],
    does: 'To the next thing that happens',
    single: false,
    act: ({ skipForward }) => skipForward(),
  },
  {
    keys: ['ArrowLeft'],
    shown: ['←'],
    does: 'Back to what happened before',
    single: false,
    act: ({ skipBack }) => skipBack(),
  },
  {
    keys: ['Home'],
    shown: ['Home'],
    does: 'To the start',
    single: false,
    act: ({ toStart }) => toStart(),
  },
  { keys: ['End'], shown: ['End'], does: 'To the end', single: false, act: ({ toEnd }) => toEnd() },
  {
    keys: ['.'],
    shown: ['.'],
    does: 'One entry forward',
    single: true,
    act: ({ stepForward }) => stepForward(),
  },
  {
    keys: [','],
    shown: [','],
    does: 'One entry back',
    single: true,
    act: ({ stepBack }) => stepBack(),
  },
  { keys: ['j'], shown: ['J'], does: 'Back', single: true, act: ({ skipBack }) => skipBack() },
  { keys: ['k'], shown: ['K'], does: 'Pause', single: true, act: ({ pause }) => pause() },
  { keys: ['l'], shown: ['L'], does: 'Play', single: true, act: ({ play }) => play() },
  {
    keys: ['[', '-'],
    shown: ['[', '-'],
    does: 'Half as fast',
    single: true,
    act: ({ speed, setSpeed }) => setSpeed(Math.max(SPEED_MIN, speed / 2)),
  },
  {
    keys: [']', '+'],
    shown: [']', '+'],
    does: 'Twice as fast',
    single: true,
    act: ({ speed, setSpeed }) => setSpeed(Math.min(SPEED_MAX, speed * 2)),
  },
  {
    keys: ['d'],
    shown: ['D'],
    does: 'To the diagram',
    single: true,
    act: () => focusDiagram(),
  },
  { keys: ['r'], shown: ['R'], does: 'Reset the run', single: true, act: ({ reset }) => reset() },
];

/** These are shown beside the others, and handled where they belong. */
export const OTHER_KEYS: readonly Pick<Shortcut, 'shown' | 'does'>[] = [
  { shown: ['Tab'], does: 'To nodes, links and messages' },
  { shown: ['Enter'], does: 'Open the menu of what has the focus' },
  { shown: ['↑', '→', '↓', '←'], does: 'From node to node' },
  { shown: ['Ctrl Z', '⌘ Z'], does: 'Undo' },
  { shown: ['Ctrl Shift Z', '⌘ Shift Z'], does: 'Redo' },
  { shown: ['Ctrl K', '⌘ K'], does: 'Find anything' },
  { shown: ['?'], does: 'This map' },
];

/** What an element does with a key itself. */
export function keepsKey(element: EventTarget | null, key: string): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element.isContentEditable || element.matches('input, textarea, select')) return true;
  const ownsArrows =
    '[role=slider], [role=listbox], [role=menu], [role=radiogroup], [role=separator]';
  if (key.startsWith('Arrow') || key === 'Home' || key === 'End') {
    return element.closest(`${ownsArrows}, [role=tablist]`) !== null;
  }
  return key === ' ' && element.closest('button, summary, a, [role=tab], [role=option]') !== null;
}

import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-react';
import { createActor, fromCallback } from 'xstate';
import { caching } from '../../flows/caching/index.ts';
import { createPlayback } from '../../playback/store.ts';
import { PlaybackContext } from '../../playback/usePlayback.ts';
import { beatsOf } from '../../scenario/beats.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { LessonContext, type LessonHandle } from './context.ts';
import { LessonPanel } from './LessonPanel.tsx';
import { indexOfStep } from './lesson.ts';
import { lostSave } from './lesson-fixture.ts';
import { lessonMachine } from './machine.ts';
import { Prose } from './Prose.tsx';

const nothing = () => {};

async function draw(step: string, scenario: Scenario = lostSave) {
  const beats = beatsOf(caching, scenario);
  const actor = createActor(
    lessonMachine.provide({ actors: { judge: fromCallback(() => undefined) } }),
    {
      input: {
        scenario,
        index: indexOfStep(scenario, step) ?? 0,
        done: step === 'guess' ? [] : ['guess', 'crash'],
        answers: {},
      },
    },
  ).start();
  const runOf = (index: number) => {
    const run = beats[index]?.run;
    if (run === undefined) throw new Error('No such step.');
    return run;
  };
  const store = createPlayback({
    catalogue: [caching],
    run: runOf(actor.getSnapshot().context.index),
  });
  const lesson: LessonHandle = {
    actor,
    title: scenario.title,
    beats,
    compared: (index) => ({
      wasUs: null,
      nowUs: null,
      was: runOf(index - 1),
      now: runOf(index),
      wasToEnd: runOf(index - 1),
      nowToEnd: runOf(index),
    }),
    startOver: nothing,
    play: nothing,
    showSeed: nothing,
    judge: nothing,
    sideBySide: nothing,
    hrefOf: (id) => `/play?s=${scenario.id}&step=${id}`,
    go: nothing,
    explore: nothing,
    onSheet: nothing,
    toSetup: nothing,
    toDiagram: nothing,
    following: async () => [],
  };
  await render(
    <PlaybackContext value={store}>
      <LessonContext value={lesson}>
        <LessonPanel />
      </LessonContext>
    </PlaybackContext>,
  );
  return { actor, store };
}

const button = (name: string) => page.getByRole('button', { name, exact: true });

beforeEach(() => page.viewport(420, 800));
afterEach(() => cleanup());

test('prose is Markdown, and nothing that it brings runs or calls out', async () => {
  const hostile = [
    '**bold** and `code`',
    '<img src=x onerror="window.broken = 1"><script>window.broken = 1</script>',
    '[a link](javascript:window.broken=1) ![](https://elsewhere.example/x.png)',
    '# A heading of its own',
  ].join('\n\n');
  const { container } = await render(<Prose text={hostile} />);
  expect(container.querySelector('strong')?.textContent).toBe('bold');
  expect(container.querySelectorAll('img, script, h1, iframe, [onerror]')).toHaveLength(0);
  expect(container.querySelector('a')?.getAttribute('href')).toBe('');
  expect((window as { broken?: number }).broken).toBeUndefined();
});

test('a prediction asks for a choice and how sure one is, by keyboard, before it is taken', async () => {
  const { actor } = await draw('guess');
  await expect.element(button('Next')).not.toBeInTheDocument();
  await button('Commit and run').click();
  await expect.element(page.getByText('Choose one of the answers first.')).toBeVisible();
  (document.querySelector('h2') as HTMLElement).focus();
  await userEvent.keyboard('{Tab}');
  await expect.element(page.getByRole('radio', { name: 'v2' })).toHaveFocus();
  await userEvent.keyboard(' ');
  await button('Commit and run').click();
  await expect.element(page.getByText('Say how sure you are.')).toBeVisible();
  await userEvent.keyboard('{Shift>}{Tab}{Tab}{/Shift}');
  await userEvent.keyboard(' ');
  await button('Commit and run').click();
  expect(actor.getSnapshot().context.answers['guess']?.said).toBe('new');
  await expect.element(page.getByRole('heading', { name: 'Something breaks' })).toHaveFocus();
});

test('a hint is earned by a try, and offered after two', async () => {
  const { actor } = await draw('copy');
  await expect.element(page.getByText('A hint comes after a try.')).toBeVisible();
  actor.send({ type: 'point', pointed: { node: 'db' }, title: 'Database' });
  await button('Hint').click();
  await expect.element(page.getByText('Step back.')).toBeVisible();
  await expect.element(page.getByText('The next hint comes after another try.')).toBeVisible();
  actor.send({ type: 'point', pointed: { node: 'api' }, title: 'API' });
  await expect.element(page.getByText('Would a hint help?')).toBeVisible();
  await expect.element(page.getByText('Not API. Look again.')).toBeVisible();
});

test('what is to be found can be named, without the picture', async () => {
  const { actor } = await draw('copy');
  await page.getByText('Answer by name').click();
  await page.getByRole('button', { name: /What you point at$/ }).click();
  await page.getByRole('option', { name: 'Cache', exact: true }).click();
  await button('This one').click();
  expect(actor.getSnapshot().matches({ observing: 'found' })).toBe(true);
});

test('a challenge shows each goal with its value, what is wanted, and how far it is', async () => {
  await draw('keep');
  const goal = page.getByRole('list', { name: /^Goals/ }).getByRole('listitem');
  await expect.element(goal).toHaveTextContent('Reads see what was saved before');
  await expect.element(goal).toHaveTextContent('broken wanted holds');
  await expect.element(goal).toHaveTextContent(/broken (once|\d+ times)$/);
});

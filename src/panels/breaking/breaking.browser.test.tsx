import '../../app/style/base.css';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-react';
import type { Decision } from '../../verify/question.ts';
import { type Finding, Findings } from './Findings.tsx';

const decision: Decision = {
  verdict: 'holds',
  faultCount: 1,
  delayCount: 0,
  stateCount: 120,
  over: 'orders',
  entryCount: 0,
  coverage: 'every order of delivery and at most 1 crash, no late deadline: 120 states',
  witness: null,
};
const finding: Finding = {
  guarantee: 'g',
  title: 'Nothing is lost',
  code: 'G1',
  decision,
  told: undefined,
  searching: false,
  why: undefined,
};
const nothing = () => {};

test('holds is said with exactly what was covered, and what is open never says that it holds', async () => {
  const open = { ...finding, guarantee: 'h', title: 'Nothing is late' };
  const unfinished: Decision = {
    ...decision,
    verdict: 'unfinished',
    coverage: 'nothing found in 9 states',
  };
  const screen = await render(
    <Findings
      findings={[finding, { ...open, decision: unfinished }]}
      remedies={null}
      onOpen={nothing}
      onFix={nothing}
    />,
  );
  const rows = screen.getByRole('listitem');
  await expect.element(rows.nth(0)).toHaveTextContent(`Holds for ${decision.coverage}.`);
  await expect.element(rows.nth(1)).toHaveTextContent('Not decided: nothing found in 9 states.');
  await expect.element(rows.nth(1)).not.toHaveTextContent('Holds');
});

test('what could not be searched says why, and offers no witness', async () => {
  const onOpen = vi.fn();
  const screen = await render(
    <Findings
      findings={[{ ...finding, decision: null, why: 'The network may be away.' }]}
      remedies={null}
      onOpen={onOpen}
      onFix={nothing}
    />,
  );
  await expect.element(screen.getByRole('listitem')).toHaveTextContent('The network may be away.');
  expect(screen.getByRole('button').elements()).toHaveLength(0);
});

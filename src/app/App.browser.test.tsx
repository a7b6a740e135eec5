import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { App } from './App.tsx';
import { openPlayback } from './opening.ts';

test('a write-back cache is already playing when the page opens', async () => {
  const { store } = await openPlayback({ hash: '', search: '' });
  const screen = await render(<App store={store} />);
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Data Flows');
  await expect.element(screen.getByRole('radio', { name: /Write-back/ })).toBeChecked();
  await expect.element(screen.getByRole('button', { name: 'Pause' })).toBeVisible();
  const { atUs } = store.getState().playhead;
  await expect.poll(() => store.getState().playhead.atUs).toBeGreaterThan(atUs);
});

import { expect, test } from 'vitest';
import { render } from 'vitest-browser-react';
import { App } from './App.tsx';

test('the app names itself in its one main heading', async () => {
  const screen = await render(<App />);
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Data Flows');
});

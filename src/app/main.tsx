import './style/base.css';
import './style/overlays.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { Beginning, NotBegun } from './Beginning.tsx';
import { openPlayback } from './opening.ts';
import { applyTheme, storedTheme } from './theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

applyTheme(storedTheme());
const page = createRoot(root);
await open();

async function open(): Promise<void> {
  page.render(<Beginning />);
  try {
    const store = await openPlayback(location.hash);
    page.render(
      <StrictMode>
        <App store={store} />
      </StrictMode>,
    );
  } catch (error) {
    page.render(<NotBegun error={error} onAgain={() => void open()} />);
  }
}

import './style/base.css';
import './style/overlays.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { openPlayback } from './opening.ts';
import { applyTheme, storedTheme } from './theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

applyTheme(storedTheme());
const store = await openPlayback(location.hash);
createRoot(root).render(
  <StrictMode>
    <App store={store} />
  </StrictMode>,
);

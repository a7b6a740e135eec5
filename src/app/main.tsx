import './style/base.css';
import './style/overlays.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Pages } from './Pages.tsx';
import { movedLink } from './pages.ts';
import { applyTheme, storedTheme } from './theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');

applyTheme(storedTheme());
followMovedLinks();
addEventListener('hashchange', followMovedLinks);
createRoot(root).render(
  <StrictMode>
    <Pages />
  </StrictMode>,
);

function followMovedLinks(): void {
  const moved = movedLink(new URL(location.href));
  if (moved !== null) history.replaceState(null, '', moved);
}

/** Which page stands at which address. Each is loaded when somebody goes there. */
import { lazy, Suspense } from 'react';
import { Redirect, Route, Router, Switch, useSearch } from 'wouter';
import { useAnew } from './anew.ts';
import { Beginning } from './Beginning.tsx';
// What every page needs is one file, which compresses better than many.
import '../playback/begin.ts';
import './DiagramView.tsx';
import './TopBar.tsx';
import { folderOf } from './pages.ts';
import { PaletteHost } from './palette/PaletteHost.tsx';

const HomePage = lazy(async () => ({ default: (await import('./home/HomePage.tsx')).HomePage }));
const GuidePage = lazy(async () => ({
  default: (await import('./guide/GuidePage.tsx')).GuidePage,
}));
const PlayPage = lazy(async () => ({ default: (await import('./PlayPage.tsx')).PlayPage }));
const ScenarioPage = lazy(async () => ({
  default: (await import('./lesson/ScenarioPage.tsx')).ScenarioPage,
}));

export function Pages() {
  return (
    <Router base={folderOf(location.href).replace(/\/$/, '')}>
      <Suspense fallback={<Beginning />}>
        <Switch>
          <Route path="/" component={HomePage} />
          <Route path="/guide" component={GuidePage} />
          <Route path="/play" component={PlayOrScenario} />
          {/* An address that is none: the home page names all there are. */}
          <Route>
            <Redirect to="/" replace />
          </Route>
        </Switch>
      </Suspense>
      <PaletteHost />
    </Router>
  );
}

/** The workbench, led by the scenario that the address names, or by nobody. */
function PlayOrScenario() {
  const scenario = new URLSearchParams(useSearch()).get('s');
  const anew = useAnew();
  return scenario === null ? (
    <PlayPage key={anew} />
  ) : (
    <ScenarioPage key={`${scenario} ${anew}`} id={scenario} />
  );
}

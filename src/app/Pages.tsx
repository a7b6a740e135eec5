/** Which page stands at which address. Each is loaded when somebody goes there. */
import { lazy, Suspense } from 'react';
import { Redirect, Route, Router, Switch, useSearch } from 'wouter';
import { useAnew } from './anew.ts';
import { Beginning } from './Beginning.tsx';
// What every page needs is one file, which compresses better than many.
import '../playback/begin.ts';
import './DiagramView.tsx';
import './TopBar.tsx';
import './advance.ts';
import { folderOf } from './pages.ts';
import { PaletteHost } from './palette/PaletteHost.tsx';

const HomePage = lazy(async () => ({ default: (await import('./home/HomePage.tsx')).HomePage }));
const GuidePage = lazy(async () => ({
  default: (await import('./guide/GuidePage.tsx')).GuidePage,
}));
const PlayPage = lazy(async () => ({ default: (await import('./PlayPage.tsx')).PlayPage }));
const PresentPage = lazy(async () => ({
  default: (await import('./room/PresentPage.tsx')).PresentPage,
}));
const ProjectPage = lazy(async () => ({
  default: (await import('./room/ProjectPage.tsx')).ProjectPage,
}));
const ClickerPage = lazy(async () => ({
  default: (await import('./room/ClickerPage.tsx')).ClickerPage,
}));
const JoinPage = lazy(async () => ({ default: (await import('./room/JoinPage.tsx')).JoinPage }));
const ScenarioPage = lazy(async () => ({
  default: (await import('./lesson/ScenarioPage.tsx')).ScenarioPage,
}));

const DraftPage = lazy(async () => ({
  default: (await import('./author/DraftPage.tsx')).DraftPage,
}));
const AuthorPage = lazy(async () => ({
  default: (await import('./author/AuthorPage.tsx')).AuthorPage,
}));

export function Pages() {
  return (
    <Router base={folderOf(location.href).replace(/\/$/, '')}>
      <Suspense fallback={<Beginning />}>
        <Switch>
          <Route path="/" component={HomePage} />
          <Route path="/guide" component={GuidePage} />
          <Route path="/author" component={AuthorPage} />
          <Route path="/play" component={PlayOrScenario} />
          <Route path="/present" component={PresentPage} />
          <Route path="/project" component={ProjectPage} />
          <Route path="/clicker" component={ClickerPage} />
          <Route path="/join" component={JoinPage} />
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
  const search = new URLSearchParams(useSearch());
  const scenario = search.get('s');
  const draft = search.get('draft');
  const anew = useAnew();
  if (draft !== null) return <DraftPage key={`${draft} ${anew}`} name={draft} />;
  return scenario === null ? (
    <PlayPage key={anew} />
  ) : (
    <ScenarioPage key={`${scenario} ${anew}`} id={scenario} />
  );
}

/** Which page stands at which address. Each is loaded when somebody goes there. */
import { lazy, Suspense } from 'react';
import { Redirect, Route, Router, Switch } from 'wouter';
import { Beginning } from './Beginning.tsx';
// Every page plays runs: what that takes is one file, for all of them.
import '../playback/begin.ts';
import './DiagramView.tsx';
import { folderOf } from './pages.ts';

const HomePage = lazy(async () => ({ default: (await import('./home/HomePage.tsx')).HomePage }));
const PlayPage = lazy(async () => ({ default: (await import('./PlayPage.tsx')).PlayPage }));

export function Pages() {
  return (
    <Router base={folderOf(location.href).replace(/\/$/, '')}>
      <Suspense fallback={<Beginning />}>
        <Switch>
          <Route path="/" component={HomePage} />
          <Route path="/play" component={PlayPage} />
          {/* An address that is none: the home page names all there are. */}
          <Route>
            <Redirect to="/" replace />
          </Route>
        </Switch>
      </Suspense>
    </Router>
  );
}

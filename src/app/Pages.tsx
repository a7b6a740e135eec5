/** Which page stands at which address. */
import { Suspense } from 'react';
import { Redirect, Route, Router, Switch } from 'wouter';
import { Beginning } from './Beginning.tsx';
import { HomePage } from './home/HomePage.tsx';
import { PlayPage } from './PlayPage.tsx';
import { folderOf } from './pages.ts';

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

import { lazy, useEffect, useState } from 'react';
import { App } from './App.tsx';
import { Beginning, NotBegun } from './Beginning.tsx';
import { isEmbed, type Opened, openPlayback } from './opening.ts';

const EmbedPage = lazy(async () => ({
  default: (await import('./embed/EmbedPage.tsx')).EmbedPage,
}));

type State =
  | { readonly is: 'opening' }
  | { readonly is: 'open'; readonly opened: Opened }
  | { readonly is: 'failed'; readonly error: unknown };

/** The workbench: what the address names, or what stood there before. */
export function PlayPage() {
  const [state, setState] = useState<State>({ is: 'opening' });
  const [attempt, setAttempt] = useState(0);
  // As it was when the page was opened: what has been read is taken out of the address.
  const [search] = useState(location.search);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt opens it again.
  useEffect(() => {
    let close: (() => void) | null = null;
    let isGone = false;
    openPlayback(location).then(
      (opened) => {
        if (isGone) return opened.close();
        close = opened.close;
        setState({ is: 'open', opened });
      },
      (error: unknown) => setState({ is: 'failed', error }),
    );
    return () => {
      isGone = true;
      close?.();
    };
  }, [attempt]);
  switch (state.is) {
    case 'opening':
      return <Beginning />;
    case 'open':
      return isEmbed(search) ? (
        <EmbedPage store={state.opened.store} search={search} />
      ) : (
        <App store={state.opened.store} />
      );
    case 'failed':
      return (
        <NotBegun
          error={state.error}
          onAgain={() => {
            setState({ is: 'opening' });
            setAttempt(attempt + 1);
          }}
        />
      );
  }
}

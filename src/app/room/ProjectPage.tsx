import { useCallback, useEffect, useState } from 'react';
import { Line, Prose } from '../../panels/lesson/Prose.tsx';
import { Beginning, NotBegun } from '../Beginning.tsx';
import { applyTheme, storedTheme } from '../theme.ts';
import { codeOfQuery, joinAddress } from './addresses.ts';
import { Bars } from './Bars.tsx';
import { CodeForm } from './CodeForm.tsx';
import { ConnectionLine } from './ConnectionLine.tsx';
import { Dark } from './Dark.tsx';
import { type OpenClass, openClass } from './openClass.ts';
import { Qr } from './Qr.tsx';
import styles from './room.module.css';
import { Stage } from './Stage.tsx';
import { questionOf, textOf } from './stepWords.ts';
import { useObserved } from './useObserved.ts';
import { useOpening } from './useOpening.ts';
import { useScenario } from './useScenario.ts';
import { type ScreenKey, toggleFullscreen, useScreenKeys } from './useScreenKeys.ts';

/** What the projector shows: the moment in large type, and nothing else. */
export function ProjectPage() {
  const code = codeOfQuery(location.search);
  useEffect(() => {
    applyTheme('projector');
    return () => applyTheme(storedTheme());
  }, []);
  if (code === null) return <CodeForm page="project" />;
  return <Projector code={code} />;
}

function Projector({ code }: { readonly code: string }) {
  const opening = useOpening(() => openClass(code, 'screen'));
  switch (opening.is) {
    case 'opening':
      return <Beginning />;
    case 'open':
      return <Projected {...opening.value} />;
    case 'failed':
      return <NotBegun error={opening.error} onAgain={opening.again} />;
  }
}

function Projected({ room, following }: OpenClass) {
  const view = useObserved(room);
  const { store, lesson, problem } = useObserved(following);
  const scenario = useScenario(view.poll?.about?.scenario ?? null);
  const [darkHere, setDarkHere] = useState(false);
  const act = useCallback((key: ScreenKey) => {
    if (key === 'fullscreen') toggleFullscreen();
    if (key === 'blank') setDarkHere((dark) => !dark);
  }, []);
  useScreenKeys(act);
  const { poll, code, state } = view;
  if (darkHere || state?.blank === true) return <Dark />;
  const question = poll === null ? null : questionOf(poll, scenario);
  return (
    <main className={styles.project}>
      <h1 className="visually-hidden">Data Flows</h1>
      <ConnectionLine view={view} onRetry={room.retry} />
      {problem !== null && <p role="alert">{problem}</p>}
      {store === null ? (
        code !== null && (
          <div className={styles.invite}>
            <p>
              Join with the code <b className={styles.code}>{code}</b>
            </p>
            <Qr text={joinAddress(code, location.href)} label="Join the room" />
          </div>
        )
      ) : (
        <Stage store={store} isStill />
      )}
      {question === null ? (
        lesson !== null && (
          <div className={styles.words}>
            <Prose text={textOf(lesson.step)} />
          </div>
        )
      ) : (
        <div className={styles.words}>
          <Prose text={question.ask} />
          {poll?.phase === 'revealed' ? (
            <Bars question={question} counts={poll.counts ?? []} />
          ) : (
            <ol className={styles.choices}>
              {question.options.map(({ id, text }) => (
                <li key={id}>
                  <Line text={text} />
                </li>
              ))}
            </ol>
          )}
        </div>
      )}
    </main>
  );
}

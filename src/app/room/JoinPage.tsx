import { Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../panels/controls/Button.tsx';
import { Prose } from '../../panels/lesson/Prose.tsx';
import type { RoomView } from '../../room/client/room.ts';
import { Beginning, NotBegun } from '../Beginning.tsx';
import { codeOfQuery } from './addresses.ts';
import { CodeForm } from './CodeForm.tsx';
import { ConnectionLine } from './ConnectionLine.tsx';
import { Dark } from './Dark.tsx';
import { Driving } from './Driving.tsx';
import { OwnView } from './OwnView.tsx';
import { type ClassStep, type OpenClass, openClass } from './openClass.ts';
import { PollCard } from './PollCard.tsx';
import styles from './room.module.css';
import { Stage } from './Stage.tsx';
import { StatusButtons } from './StatusButtons.tsx';
import { textOf, titleOfStep } from './stepWords.ts';
import { useObserved } from './useObserved.ts';
import { useOpening } from './useOpening.ts';
import { useScenario } from './useScenario.ts';

/** Where participants come in. */
export function JoinPage() {
  const code = codeOfQuery(location.search);
  return code === null ? <CodeForm page="join" /> : <Joined key={code} code={code} />;
}

function Joined({ code }: { readonly code: string }) {
  const opening = useOpening(() => openClass(code, 'participant'));
  switch (opening.is) {
    case 'opening':
      return <Beginning />;
    case 'open':
      return <Participant {...opening.value} />;
    case 'failed':
      return <NotBegun error={opening.error} onAgain={opening.again} />;
  }
}

function Participant(open: OpenClass) {
  const { room, following, own } = open;
  const view = useObserved(room);
  const { store, lesson, problem } = useObserved(following);
  const scenario = useScenario(view.poll?.about?.scenario ?? null);
  const [hasStrayed, setHasStrayed] = useState(false);
  // Who is given the wheel steers the class, whatever they were trying.
  const isOwn = hasStrayed && !view.driving;
  if (view.driving && hasStrayed) setHasStrayed(false);
  useEffect(() => {
    // When the wheel is taken back, they follow.
    if (view.driving) room.follow();
  }, [view.driving, room]);
  const [, navigate] = useLocation();
  const stray = () => {
    const step = lesson?.step.id;
    const code = room.get().code ?? '';
    // One's own try begins where the class is.
    navigate(`/join?code=${code}${step === undefined ? '' : `&step=${step}`}`, { replace: true });
    room.stray();
    setHasStrayed(true);
  };
  const back = () => {
    room.follow();
    room.setStep(null);
    setHasStrayed(false);
  };
  if (view.state?.blank === true && !isOwn) return <Dark />;
  return (
    <div className={styles.join}>
      <header className={styles.joinTop}>
        <h1 className={styles.joinTitle}>
          {lesson?.scenario.title ?? 'Data Flows'} <span className={styles.code}>{view.code}</span>
        </h1>
        {isOwn ? (
          <Button look="strong" onPress={back}>
            <Undo2 size={15} aria-hidden /> Back to the instructor
          </Button>
        ) : (
          <span className={styles.quiet} role="status">
            {followWords(view)}
          </span>
        )}
        <StatusButtons {...{ room, view }} />
      </header>
      <ConnectionLine view={view} onRetry={room.retry} />
      {problem !== null && (
        <p role="alert" className={styles.connection}>
          The class is shown something that cannot be opened here: {problem}
        </p>
      )}
      <div className={styles.joinMain} data-own={isOwn}>
        <div className={styles.joinView}>
          {store === null && (
            <p className={styles.waiting}>The instructor has not shown anything yet.</p>
          )}
          {store !== null && isOwn && <OwnView {...{ own, store, lesson, room, view }} />}
          {store !== null && !isOwn && view.driving && <Driving {...{ store, room, lesson }} />}
          {store !== null && !isOwn && !view.driving && (
            <section
              aria-label="What the instructor shows. Touch it, or press a key in it, to try things yourself."
              className={styles.touch}
              onPointerDownCapture={stray}
              onKeyDownCapture={(event) => {
                if (!['Tab', 'Shift', 'Control', 'Alt', 'Meta', 'Escape'].includes(event.key))
                  stray();
              }}
            >
              <Stage store={store} />
              <p className={styles.quiet}>
                <Button onPress={stray}>Try it yourself</Button>
              </p>
            </section>
          )}
        </div>
        <div className={styles.joinWords}>
          {(!isOwn || view.poll?.phase === 'open') && <PollCard {...{ room, view, scenario }} />}
          {view.hint !== null && <HintCard view={view} />}
          {!isOwn && lesson !== null && view.poll?.about?.step !== lesson.step.id && (
            <StepCard {...lesson} />
          )}
        </div>
      </div>
    </div>
  );
}

const followWords = ({ driving, connection }: RoomView): string => {
  if (driving) return 'You drive: everybody sees what you do';
  return connection === 'in' ? 'Following the instructor' : '';
};

function StepCard({ step, index }: ClassStep) {
  return (
    <section className={styles.card} aria-label="Step">
      <p className={styles.kind}>{titleOfStep(step, index)}</p>
      <Prose text={textOf(step)} />
    </section>
  );
}

/** A hint that the instructor sent: the scenario's own words. */
function HintCard({ view }: { readonly view: RoomView }) {
  const { hint } = view;
  const scenario = useScenario(hint?.scenario ?? null);
  const step = scenario?.steps.find(({ id }) => id === hint?.step);
  const text = step !== undefined && 'hints' in step ? step.hints[hint?.hint ?? 0] : undefined;
  if (text === undefined) return null;
  return (
    <section className={styles.card} aria-label="Hint" aria-live="polite">
      <p className={styles.kind}>A hint from the instructor</p>
      <Prose text={text} />
    </section>
  );
}

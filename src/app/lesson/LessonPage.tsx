import { useSelector } from '@xstate/react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { LessonContext, type LessonHandle } from '../../panels/lesson/context.ts';
import { indexOfStep, stepIdOf } from '../../panels/lesson/lesson.ts';
import type { LessonActor } from '../../panels/lesson/machine.ts';
import { encodeLink } from '../../playback/link.ts';
import type { Scenario, ScenarioAbout } from '../../scenario/scenario.ts';
import { App } from '../App.tsx';
import styles from '../Beginning.module.css';
import { Beginning, NotBegun } from '../Beginning.tsx';
import { focusDiagram } from '../focusDiagram.ts';
import { lessonSheet } from '../lessonSheet.ts';
import { tool } from '../tool.ts';
import { nextAfter, onEdited } from './lessons.ts';
import { type OpenLesson, openLesson } from './openLesson.ts';

type State =
  | { readonly is: 'opening' }
  | { readonly is: 'open'; readonly lesson: OpenLesson }
  | { readonly is: 'missing' }
  | { readonly is: 'failed'; readonly error: unknown };

interface LessonPageProps {
  readonly id: string;
  /** Its address without the step: `/play?s=caching.fast-and-gone`. */
  readonly address: string;
  readonly load: () => Promise<Scenario | undefined>;
  readonly keeps: boolean;
}

/** The workbench, led by a scenario. */
export function LessonPage({ id, address, load, keeps }: LessonPageProps) {
  const [state, setState] = useState<State>({ is: 'opening' });
  const [attempt, setAttempt] = useState(0);
  const edited = useRef<Scenario>(undefined);
  const loads = useRef(load);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt opens it again.
  useEffect(() => {
    let close = () => {};
    let isGone = false;
    const open = async () => {
      const scenario = edited.current ?? (await loads.current());
      if (scenario === undefined) return setState({ is: 'missing' });
      const step = new URLSearchParams(location.search).get('step');
      const lesson = await openLesson(scenario, { step, keeps });
      if (isGone) return lesson.close();
      close = lesson.close;
      setState({ is: 'open', lesson });
    };
    open().catch((error: unknown) => !isGone && setState({ is: 'failed', error }));
    return () => {
      isGone = true;
      close();
    };
  }, [attempt, keeps]);
  useEffect(
    () =>
      onEdited((scenario) => {
        if (scenario.id !== id) return;
        edited.current = scenario;
        setAttempt((n) => n + 1);
      }),
    [id],
  );
  switch (state.is) {
    case 'opening':
      return <Beginning />;
    case 'open':
      return <Led key={attempt} address={address} lesson={state.lesson} />;
    case 'missing':
      return (
        <main className={styles.page} role="alert">
          <h1 className={styles.title}>There is no such scenario.</h1>
          <p>It may have been renamed, or is kept on another device.</p>
          <Link href="/">To all scenarios</Link>
        </main>
      );
    case 'failed':
      return <NotBegun error={state.error} onAgain={() => setAttempt(attempt + 1)} />;
  }
}

function Led({ address, lesson }: { readonly address: string; readonly lesson: OpenLesson }) {
  const { actor, store, scenario, handle } = lesson;
  const [, navigate] = useLocation();
  const whole = useMemo((): LessonHandle => {
    const hrefOf = (step: string) => `${address}&step=${step}`;
    return {
      ...handle,
      title: scenario.title,
      hrefOf,
      go: (index) => actor.send({ type: 'go', index }),
      explore: () => {
        const { run, playhead } = store.getState();
        const { untilUs: _, ...free } = run;
        encodeLink(free, Math.floor(playhead.atUs)).then(
          (hash) => navigate(`/play${hash}`),
          () => navigate(`/play?flow=${scenario.flow}`),
        );
      },
      onSheet: (isOpen) => lessonSheet.setState({ open: isOpen ? 'step' : null }),
      sideBySide: () => {
        const { branches, current } = store.getState();
        const was = branches.find(({ id }) => id !== current);
        if (was !== undefined) tool.setState({ open: { kind: 'comparing', was: was.id } });
      },
      toSetup: () => lessonSheet.setState({ open: 'setup' }),
      toDiagram: () => {
        lessonSheet.setState({ open: null });
        // Where a sheet goes away it gives the focus back first.
        setTimeout(focusDiagram);
      },
      following: (): Promise<readonly ScenarioAbout[]> => nextAfter(scenario),
    };
  }, [address, actor, store, scenario, handle, navigate]);
  useStepAddress(lesson, whole.hrefOf);
  useEffect(() => openSheetFor(actor), [actor]);
  const index = useSelector(actor, ({ context }) => context.index);
  // What was open beside another step is about other runs.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each step.
  useEffect(() => tool.setState({ open: null }), [index]);
  return (
    <LessonContext value={whole}>
      <App store={store} />
    </LessonContext>
  );
}

/** The sheet comes back when there is something to read. */
function openSheetFor(actor: LessonActor): () => void {
  let former = actor.getSnapshot();
  lessonSheet.setState({ open: 'step' });
  const listening = actor.subscribe((now) => {
    const isNews =
      (now.context.index !== former.context.index && !now.context.playsAtOnce) ||
      (now.matches({ watching: 'stopped' }) && !former.matches({ watching: 'stopped' })) ||
      (now.context.said !== null && now.context.said !== former.context.said);
    former = now;
    if (isNews) lessonSheet.setState({ open: 'step' });
  });
  return () => listening.unsubscribe();
}

/** The step stands in the address: back and forward lead, and each step is one of their stops. */
function useStepAddress({ actor, scenario }: OpenLesson, hrefOf: (step: string) => string): void {
  const [, navigate] = useLocation();
  const wanted = new URLSearchParams(useSearch()).get('step');
  const at = useSelector(actor, ({ context }) => stepIdOf(context));
  useEffect(() => {
    const isAt = () => stepIdOf(actor.getSnapshot().context);
    const index = wanted === null ? null : indexOfStep(scenario, wanted);
    if (index !== null && wanted !== isAt()) actor.send({ type: 'go', index });
    if (wanted !== isAt()) navigate(hrefOf(isAt()), { replace: true });
  }, [wanted, actor, scenario, hrefOf, navigate]);
  useEffect(() => {
    if (new URLSearchParams(location.search).get('step') !== at) navigate(hrefOf(at));
  }, [at, hrefOf, navigate]);
}

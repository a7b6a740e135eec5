import { useEffect, useState } from 'react';
import type { PlaybackStore } from '../../playback/store.ts';
import type { Room, RoomView } from '../../room/client/room.ts';
import { App } from '../App.tsx';
import { LessonPage } from '../lesson/LessonPage.tsx';
import type { ClassStep } from './classRun.ts';
import type { Own } from './own.ts';
import styles from './room.module.css';

interface OwnViewProps {
  readonly own: Own;
  /** What the class sees. */
  readonly store: PlaybackStore;
  readonly lesson: ClassStep | null;
  readonly room: Room;
  readonly view: RoomView;
}

/** One's own try: the scenario from the step on which the class is, or its run in the workbench. */
export function OwnView({ own, store, lesson, room, view }: OwnViewProps) {
  // As it was when the person left the class: what the instructor does meanwhile changes nothing here.
  const [began] = useState(lesson);
  return (
    <div className={styles.fill}>
      {began === null ? (
        <OwnRun {...{ own, store }} />
      ) : (
        <OwnLesson {...{ room, view }} lesson={began} />
      )}
    </div>
  );
}

function OwnRun({ own, store }: Pick<OwnViewProps, 'own' | 'store'>) {
  const [mine] = useState(() => own.from(store));
  return <App store={mine} />;
}

function OwnLesson({
  lesson,
  room,
  view,
}: Pick<OwnViewProps, 'room' | 'view'> & { readonly lesson: ClassStep }) {
  const { scenario, step } = lesson;
  useEffect(() => {
    const at = () => room.setStep(new URLSearchParams(location.search).get('step') ?? step.id);
    at();
    addEventListener('popstate', at);
    return () => removeEventListener('popstate', at);
  }, [room, step]);
  return (
    <LessonPage
      id={scenario.id}
      address={`/join?code=${view.code ?? ''}`}
      load={async () => scenario}
      keeps
    />
  );
}

import { type ChangeEvent, lazy, Suspense, useRef, useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../../panels/controls/Button.tsx';
import home from '../home/Home.module.css';
import {
  answerCard,
  dueCards,
  eraseProgress,
  exportProgress,
  importProgress,
  useProgress,
} from './progress.ts';
import styles from './Remembering.module.css';

const Prose = lazy(async () => ({
  default: (await import('../../panels/lesson/Prose.tsx')).Prose,
}));

/** What is to be recalled today, and what is kept of a person: to be taken along, or erased. */
export function Remembering() {
  const progress = useProgress();
  const [nowMs] = useState(() => Date.now());
  const due = dueCards(progress, nowMs);
  const [card] = due;
  return (
    <section aria-label="What you have learned" className={`${home.part} ${styles.box}`}>
      {card !== undefined && (
        <div className={styles.card}>
          <h3>
            To recall today: {due.length} {due.length === 1 ? 'card' : 'cards'}
          </h3>
          <Card key={card.ask} card={card} />
        </div>
      )}
      <p>
        <Link href="/author">Write a scenario of your own</Link>
      </p>
      <Kept hasAny={Object.keys(progress.lessons).length > 0} />
    </section>
  );
}

function Card({ card }: { readonly card: ReturnType<typeof dueCards>[number] }) {
  const [isShown, setIsShown] = useState(false);
  return (
    <>
      <Suspense fallback={card.ask}>
        <Prose text={card.ask} />
      </Suspense>
      <div role="status">
        {isShown && (
          <Suspense fallback={card.answer}>
            <Prose text={card.answer} />
          </Suspense>
        )}
      </div>
      <div className={styles.buttons}>
        {isShown ? (
          <>
            <Button onPress={() => void answerCard(card, true)}>I knew it</Button>
            <Button onPress={() => void answerCard(card, false)}>Not yet</Button>
          </>
        ) : (
          <Button onPress={() => setIsShown(true)}>Show the answer</Button>
        )}
        <Link href={`/play?s=${card.scenario}`}>From “{card.title}”</Link>
      </div>
    </>
  );
}

/** Progress is the person's own. */
function Kept({ hasAny }: { readonly hasAny: boolean }) {
  const file = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const [isSure, setIsSure] = useState(false);
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = target.files ?? [];
    target.value = '';
    if (chosen === undefined) return;
    const isTaken = await importProgress(await chosen.text());
    setSaid(
      isTaken
        ? 'What the file holds is here, beside what was.'
        : 'This file holds no progress, and yours is as it was. Choose one that “Save it as a file” made.',
    );
  };
  return (
    <details className={styles.kept}>
      <summary>Your progress</summary>
      <p>It is kept in this browser alone, and sent to nobody.</p>
      <div className={styles.buttons}>
        <Button isDisabled={!hasAny} onPress={() => void exportProgress().then(save)}>
          Save it as a file
        </Button>
        <Button onPress={() => file.current?.click()}>Bring a file</Button>
        <input
          ref={file}
          type="file"
          accept="application/json,.json"
          hidden
          onChange={(event) => void take(event)}
        />
        {isSure ? (
          <>
            <Button
              look="strong"
              onPress={() => {
                setIsSure(false);
                void eraseProgress().then(() => setSaid('Your progress is erased.'));
              }}
            >
              Erase it for good
            </Button>
            <Button onPress={() => setIsSure(false)}>Keep it</Button>
          </>
        ) : (
          <Button isDisabled={!hasAny} onPress={() => setIsSure(true)}>
            Erase it
          </Button>
        )}
      </div>
      <p role="status">{said}</p>
    </details>
  );
}

function save(text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = href;
  link.download = 'data-flows-progress.json';
  link.click();
  URL.revokeObjectURL(href);
}

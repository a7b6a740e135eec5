import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../panels/controls/Button.tsx';
import { afterwards } from '../../playback/clock.ts';
import { Site } from '../site/Site.tsx';
import styles from './author.module.css';
import { type Checked, checkText } from './checking.ts';
import { DraftMenu } from './DraftMenu.tsx';
import { keepDraft } from './drafts.ts';
import { Editor, type EditorHandle } from './Editor.tsx';
import { Problems } from './Problems.tsx';
import { Proof } from './Proof.tsx';
import { textFromFragment } from './sharing.ts';

/** What stands there before somebody has written anything. */
const exampleText = async (): Promise<string> =>
  (await import('../../../scenarios/caching/04-fast-and-gone.yaml?raw')).default;

/** The draft that is open, until it gets a name of its own. */
export const UNNAMED = 'untitled';
/** Typing pauses so long before the text is looked at. */
const QUIET_MS = 250;

/** Write a scenario, see what is wrong with it, test it, play it, keep it, send it. */
export function AuthorPage() {
  const [text, setText] = useState<string | null>(null);
  const [name, setName] = useState(UNNAMED);
  const [said, setSaid] = useState('');
  const editor = useRef<EditorHandle>(null);
  const [, navigate] = useLocation();
  const checked = useChecked(useDeferredValue(text ?? ''));
  useEffect(() => {
    const open = async () => {
      const linked = await textFromFragment(location.hash);
      if (linked === undefined) return setText((now) => now ?? '');
      setText(linked);
      setSaid('From a link. It is only text until you test or play it.');
      history.replaceState(null, '', location.pathname);
      return undefined;
    };
    void open();
  }, []);
  if (text === null) return null;

  const keep = async () => {
    const isKept = await keepDraft(name, text);
    setSaid(
      isKept
        ? `“${name}” is kept on this device.`
        : `This browser keeps nothing; “${name}” lasts as long as the page. Save it as a file.`,
    );
  };
  const play = async () => {
    await keepDraft(name, text);
    navigate(`/play?draft=${encodeURIComponent(name)}`);
  };
  return (
    <Site title="Write a scenario · Data Flows">
      <div className={styles.page}>
        <h1>Write a scenario</h1>
        <p className={styles.sub}>
          A scenario is one YAML file: data and prose. What is wrong with it is said as you type;
          the test proves that every claim in it is so.
        </p>
        <DraftMenu
          {...{ name, text }}
          onName={setName}
          onSaid={setSaid}
          onOpen={(opened, as) => {
            setText(opened);
            setName(as);
          }}
          onKeep={() => void keep()}
          onExample={() => void exampleText().then(setText)}
        />
        <p role="status" className={styles.said}>
          {said}
        </p>
        <div className={styles.columns}>
          <Editor
            ref={editor}
            text={text}
            complaints={checked?.complaints ?? []}
            onChange={setText}
          />
          <div className={styles.side}>
            <Problems
              checked={text.trim() === '' ? null : checked}
              isEmpty={text.trim() === ''}
              onJump={(line, column) => editor.current?.jump(line, column)}
            />
            <Proof
              text={text}
              isReady={checked?.scenario != null}
              onJump={(line, column) => editor.current?.jump(line, column)}
            />
            <Button
              look="strong"
              isDisabled={checked?.scenario == null}
              onPress={() => void play()}
            >
              Play it
            </Button>
          </div>
        </div>
      </div>
    </Site>
  );
}

/** What is wrong with the text; that of a moment ago while somebody types. */
function useChecked(text: string): Checked | null {
  const [checked, setChecked] = useState<Checked | null>(null);
  useEffect(() => {
    let isWanted = true;
    const checking = afterwards(() => {
      checkText(text).then(
        (found) => isWanted && setChecked(found),
        (error: unknown) => {
          const say = error instanceof Error ? error.message : String(error);
          if (isWanted) {
            setChecked({ scenario: null, complaints: [{ line: 1, column: 1, path: '', say }] });
          }
        },
      );
    }, QUIET_MS);
    checking.call();
    return () => {
      isWanted = false;
    };
  }, [text]);
  return checked;
}

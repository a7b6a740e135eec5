import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../../panels/controls/Button.tsx';
import { Choice } from '../../panels/controls/Choice.tsx';
import { copied } from '../../panels/controls/copied.ts';
import styles from './author.module.css';
import { type Drafts, dropDraft, readDrafts } from './drafts.ts';
import { linkOf } from './sharing.ts';

/** Longer than any scenario may be. */
const FILE_MAX = 200_000;

interface DraftMenuProps {
  readonly name: string;
  readonly text: string;
  readonly onName: (name: string) => void;
  readonly onOpen: (text: string, name: string) => void;
  readonly onKeep: () => void;
  readonly onExample: () => void;
  /** Something to be told. */
  readonly onSaid: (said: string) => void;
}

/** Where drafts come from, and where they go. */
export function DraftMenu(props: DraftMenuProps) {
  const { name, text, onName, onOpen, onKeep, onExample, onSaid } = props;
  const [drafts, setDrafts] = useState<Drafts>({});
  const file = useRef<HTMLInputElement>(null);
  const look = () => void readDrafts().then((kept) => setDrafts({ ...kept }));
  useEffect(look, []);
  const names = Object.keys(drafts).sort();

  const openFile = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = target.files ?? [];
    target.value = '';
    if (chosen === undefined) return;
    if (chosen.size > FILE_MAX) return onSaid('This file is too long for a scenario.');
    onOpen(await chosen.text(), chosen.name.replace(/\.ya?ml$/, ''));
  };
  const share = async () => {
    const href = await linkOf(text);
    if (href === undefined) return onSaid('This is too long for a link. Save it as a file.');
    return onSaid((await copied(href)) ? 'The link is copied.' : href);
  };
  return (
    <div className={styles.menu}>
      <label className={styles.name}>
        Name
        <input
          value={name}
          maxLength={60}
          onChange={(event) => onName(event.target.value.replaceAll(/[^\w.-]/g, '-'))}
        />
      </label>
      <Button
        isDisabled={text === '' || name === ''}
        onPress={() => {
          onKeep();
          setTimeout(look, 200);
        }}
      >
        Keep on this device
      </Button>
      {names.length > 0 && (
        <>
          <Choice
            label="Open what was kept"
            values={names.map((each) => ({ id: each, title: each }))}
            value={names.includes(name) ? name : ''}
            onChange={(chosen) => onOpen(drafts[chosen] ?? '', chosen)}
          />
          {names.includes(name) && (
            <Button onPress={() => void dropDraft(name).then(look)}>Forget “{name}”</Button>
          )}
        </>
      )}
      <Button onPress={() => file.current?.click()}>Open a file</Button>
      <input
        ref={file}
        type="file"
        accept=".yaml,.yml,text/yaml"
        hidden
        onChange={(event) => void openFile(event)}
      />
      <Button isDisabled={text === ''} onPress={() => save(text, `${name}.yaml`)}>
        Save as a file
      </Button>
      <Button isDisabled={text === ''} onPress={() => void share()}>
        Copy a link
      </Button>
      <Button onPress={onExample}>Begin with the example</Button>
    </div>
  );
}

function save(text: string, name: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: 'text/yaml' }));
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
  URL.revokeObjectURL(href);
}

import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../panels/controls/Button.tsx';
import { codeFrom } from '../../room/ids.ts';
import { Site } from '../site/Site.tsx';
import styles from './room.module.css';

/** Asks for the code of a room. */
export function CodeForm({ page }: { readonly page: 'join' | 'project' }) {
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const [, navigate] = useLocation();
  return (
    <Site title="Join a room · Data Flows">
      <form
        className={styles.codeForm}
        onSubmit={(event) => {
          event.preventDefault();
          const code = codeFrom(typed);
          setIsWrong(code === null);
          if (code !== null) navigate(`/${page}?code=${code}`);
        }}
      >
        <h1>Join a room</h1>
        <label>
          <span>The code that your instructor shows</span>
          <input
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoCapitalize="characters"
            autoComplete="off"
            spellCheck={false}
            maxLength={12}
            aria-invalid={isWrong}
            aria-describedby="code-help"
          />
        </label>
        <p id="code-help" role={isWrong ? 'alert' : undefined}>
          {isWrong
            ? 'That is no code: six letters and digits, without 0, O, 1, I, L and U.'
            : 'Six letters and digits, such as K7M3PQ.'}
        </p>
        <Button look="strong" onPress={() => {}}>
          Join
        </Button>
      </form>
    </Site>
  );
}

import { Download, Lock, LockOpen, Printer } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../panels/controls/Button.tsx';
import { copied } from '../../panels/controls/copied.ts';
import type { HostRoom, HostView } from '../../room/client/room.ts';
import { clickerAddress, joinAddress, projectAddress } from './addresses.ts';
import { Qr } from './Qr.tsx';
import styles from './room.module.css';
import { saveAnswers } from './saveAnswers.ts';

interface LinksPanelProps {
  readonly room: HostRoom;
  readonly view: HostView;
  readonly isOwn: boolean;
}

/** How others come in, and what one takes along afterwards. */
export function LinksPanel({ room, view, isOwn }: LinksPanelProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const { code, secret, board } = view;
  if (code === null) return null;
  const join = joinAddress(code, location.href);
  const isLocked = board?.locked === true;
  return (
    <section className={styles.card} aria-label="The room">
      <h2 className={styles.head}>
        Room <span className={styles.code}>{code}</span>
      </h2>
      {isOwn && (
        <p className={styles.quiet}>
          For the tabs of this browser: no server is needed, and no other device can join. For a
          class, start `npm run room` and open the link that it prints.
        </p>
      )}
      <div className={styles.qr}>
        <Qr text={join} label={`Code of ${join}`} />
      </div>
      <Address label="Participants" href={join} />
      <Address label="Projector" href={projectAddress(code, location.href)} />
      {secret !== null && (
        <Address
          label="Clicker (yours alone)"
          href={clickerAddress({ code, secret }, location.href)}
          isSecret
        />
      )}
      <div className={styles.row}>
        <Button onPress={() => room.lock(!isLocked)}>
          {isLocked ? <Lock size={15} aria-hidden /> : <LockOpen size={15} aria-hidden />}
          {isLocked ? 'Open the room' : 'Lock the room'}
        </Button>
        <Button
          onPress={() => {
            setProblem(null);
            saveAnswers(room).catch((error: unknown) =>
              setProblem(error instanceof Error ? error.message : String(error)),
            );
          }}
        >
          <Download size={15} aria-hidden /> Answers (CSV)
        </Button>
        <Button onPress={() => print()}>
          <Printer size={15} aria-hidden /> Handout
        </Button>
      </div>
      {problem !== null && <p role="alert">The answers could not be fetched. {problem}</p>}
    </section>
  );
}

interface AddressProps {
  readonly label: string;
  readonly href: string;
  /** Not to be read from a shared screen. */
  readonly isSecret?: boolean;
}

function Address({ label, href, isSecret = false }: AddressProps) {
  const [isCopied, setIsCopied] = useState(false);
  return (
    <div className={styles.address}>
      <label>
        <span>{label}</span>
        <input
          readOnly
          type={isSecret ? 'password' : 'text'}
          value={href}
          onFocus={(event) => event.target.select()}
        />
      </label>
      <Button
        label={`Copy the address: ${label}`}
        onPress={() => void copied(href).then(setIsCopied)}
      >
        {isCopied ? 'Copied' : 'Copy'}
      </Button>
      <a href={href} target="_blank" rel="noreferrer">
        Open
      </a>
    </div>
  );
}

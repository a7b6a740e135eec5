import { usePlaybackStore } from '../../../playback/usePlayback.ts';
import { useWire } from '../../../playback/wire.ts';
import type { Exchange } from '../../../views/http/exchanges.ts';
import {
  detailsAt,
  exchangeAt,
  type FrameLook,
  framesAt,
  type Phase,
} from '../../../views/http/look.ts';
import { type Part, partOf } from '../../../views/http/parts.ts';
import { statusText } from '../../../views/http/status-text.ts';
import { type TokenLook, tokensIn } from '../../../views/http/tokens.ts';
import type { Scene } from '../../../views/scene.ts';
import { formatTime } from '../../../views/words.ts';
import styles from './Http.module.css';

const FRAMES_SHOWN = 100;

interface ExchangeDetailsProps {
  readonly scene: Scene;
  readonly index: number;
  readonly exchange: Exchange;
}

/** One exchange: what was said both ways, when, and what the network really brought back. */
export function ExchangeDetails({ scene, index, exchange }: ExchangeDetailsProps) {
  const look = exchangeAt(scene, exchange, index);
  const { requestPart, responsePart, phases } = detailsAt(scene, exchange, index);
  const frames = framesAt(scene, exchange, index, FRAMES_SHOWN);
  const carried = useWire((wire) => wire.carried(scene.trace, exchange.request));
  return (
    <section
      className={styles.details}
      aria-label={`${look.method} ${look.path}`}
      // A region that scrolls must be reached by the keyboard.
      tabIndex={0}
    >
      <h3 className={styles.title}>
        {look.method} {look.path}
      </h3>
      <p className={styles.sub}>
        {look.clientTitle} to {look.serverTitle}
        {look.by !== 'fetch' && `, by ${look.by}`} · {look.status}
      </p>
      <Phases phases={phases} />
      <PartView title="Request" part={requestPart} />
      {responsePart === null ? (
        <p className={styles.sub}>{WHY_NONE[look.state] ?? 'There is no response.'}</p>
      ) : (
        <div className={styles.pair}>
          <PartView
            title={`Response, simulated: ${statusText(responsePart.status)}`}
            part={responsePart}
          />
          {carried !== undefined && (
            <PartView
              title={`On the wire: ${statusText(carried.status)}, ${Math.round(carried.tookMs)} ms of real time`}
              part={partOf(carried)}
            />
          )}
        </div>
      )}
      {exchange.by !== 'fetch' && <Frames frames={frames} count={look.frameCount} />}
    </section>
  );
}

const WHY_NONE: Readonly<Partial<Record<string, string>>> = {
  pending: 'No response so far.',
  refused: 'No response: the node is down, and a browser says “failed to fetch”.',
  'given up': 'No response: the client gave up waiting, and aborted its fetch.',
};

/** What happened to it, one after the other; each is a way there. */
function Phases({ phases }: { readonly phases: readonly Phase[] }) {
  const store = usePlaybackStore();
  const [first] = phases;
  return (
    <ol className={styles.phases} aria-label="What happened to it">
      {phases.map(({ entry, words, atUs, bad }) => (
        <li key={entry}>
          <button
            type="button"
            className={`${styles.jump} ${bad ? styles.bad : ''}`}
            onClick={() => store.getState().seekEntry(entry)}
          >
            <span className={styles.data}>
              {entry === first?.entry
                ? formatTime(atUs ?? 0)
                : `+${formatTime((atUs ?? 0) - (first?.atUs ?? 0))}`}
            </span>
            {words}
          </button>
        </li>
      ))}
    </ol>
  );
}

function PartView({ title, part }: { readonly title: string; readonly part: Part }) {
  const { headers, body, isProblem } = part;
  return (
    <section className={styles.part} aria-label={title}>
      <h4>
        {title}
        {isProblem && <span className={styles.tag}>problem details, RFC 9457</span>}
      </h4>
      {headers.length > 0 && (
        <dl className={styles.headers}>
          {headers.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {body === '' ? (
        <p className={styles.sub}>No body.</p>
      ) : (
        <pre className={`${styles.body} ${isProblem ? styles.problem : ''}`}>{body}</pre>
      )}
      <Tokens tokens={tokensIn([...headers.map(([, text]) => text), body])} />
    </section>
  );
}

/** What stands in the tokens that were sent along. */
function Tokens({ tokens }: { readonly tokens: readonly TokenLook[] }) {
  return tokens.map(({ header, claims, signature }) => (
    <details key={claims} className={styles.token}>
      <summary>JSON Web Token: what is in it</summary>
      <dl>
        <dt>Header</dt>
        <dd>
          <pre>{header}</pre>
        </dd>
        <dt>Claims</dt>
        <dd>
          <pre>{claims}</pre>
        </dd>
        <dt>Signature</dt>
        <dd>
          <pre>{signature}</pre>
        </dd>
      </dl>
    </details>
  ));
}

function Frames({
  frames,
  count,
}: {
  readonly frames: readonly FrameLook[];
  readonly count: number;
}) {
  const store = usePlaybackStore();
  return (
    <section className={styles.part} aria-label="Frames">
      <h4>
        {count === 1 ? '1 frame' : `${count} frames`}
        {count > frames.length && `, the last ${frames.length}`}
      </h4>
      <ol className={styles.frames}>
        {frames.map(({ at, atUs, direction, text }) => (
          <li key={at}>
            <button
              type="button"
              className={styles.jump}
              onClick={() => store.getState().seekEntry(at)}
            >
              <span className={direction === 'up' ? styles.up : styles.down}>
                <span aria-hidden>{direction === 'up' ? '↑' : '↓'}</span>
                <span className="visually-hidden">
                  {direction === 'up' ? 'from the page' : 'to the page'}
                </span>
              </span>
              <span className={styles.data}>{formatTime(atUs)}</span>
              <code>{text}</code>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

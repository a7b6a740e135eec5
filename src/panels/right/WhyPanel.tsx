import { Flag, History, Play, Timer, UserRound, X, Zap } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { usePlayback, usePlaybackStore } from '../../playback/usePlayback.ts';
import type { Scene } from '../../views/scene.ts';
import { ROOT_WORDS, type Root, type WhyLink, type WhyStrand, whyOf } from '../../views/why.ts';
import { formatTime } from '../../views/words.ts';
import { IconButton } from '../controls/Button.tsx';
import styles from './Why.module.css';

interface WhyPanelProps {
  readonly scene: Scene;
  readonly index: number;
  /** The entry that somebody asks about. */
  readonly entry: number;
}

/** The chain of causes of an entry, each link a way to where it happened. */
export function WhyPanel({ scene, index, entry }: WhyPanelProps) {
  const store = usePlaybackStore();
  const playing = usePlayback((state) => state.playing);
  const why = useMemo(() => whyOf(scene, entry), [scene, entry]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, [entry]);
  if (why === undefined) return null;
  return (
    <section className={styles.why} aria-label="Why did this happen?">
      <div className={styles.head}>
        <h2 ref={heading} tabIndex={-1}>
          Why did this happen?
        </h2>
        <IconButton label="Close the explanation" onPress={() => store.getState().askWhy(null)}>
          <X size={15} aria-hidden />
        </IconButton>
      </div>
      <p className={styles.asked}>{why.sentence}</p>
      {why.strands.map((strand) => (
        <Strand
          key={strand.links[0]?.entry}
          strand={strand}
          here={playing ? -1 : index}
          onJump={(to) => store.getState().seekEntry(to)}
        />
      ))}
    </section>
  );
}

const ROOT_ICONS: Readonly<Record<Root, typeof Play>> = {
  act: UserRound,
  timer: Timer,
  fault: Zap,
  start: Play,
  earlier: History,
  judged: Flag,
};

interface StrandProps {
  readonly strand: WhyStrand;
  /** The entry at which one stands. */
  readonly here: number;
  readonly onJump: (entry: number) => void;
}

function Strand({ strand, here, onJump }: StrandProps) {
  const Icon = ROOT_ICONS[strand.root];
  const title = ROOT_WORDS[strand.root];
  return (
    <div className={`${styles.strand} ${strand.root === 'fault' ? styles.fault : ''}`}>
      <h3>
        <Icon size={13} aria-hidden />
        {title}
      </h3>
      <ol aria-label={title}>
        {strand.links.map((link) => (
          <Link key={link.entry} link={link} isHere={link.entry === here} onJump={onJump} />
        ))}
      </ol>
    </div>
  );
}

interface LinkProps {
  readonly link: WhyLink;
  readonly isHere: boolean;
  readonly onJump: (entry: number) => void;
}

function Link({ link, isHere, onJump }: LinkProps) {
  const { entry, atUs, sentence, note, isAsked } = link;
  return (
    <li>
      <button
        type="button"
        className={`${styles.link} ${isHere ? styles.here : ''} ${isAsked ? styles.this : ''}`}
        aria-current={isHere ? 'step' : undefined}
        onClick={() => onJump(entry)}
      >
        <span className={styles.time}>{formatTime(atUs)}</span>
        <span>
          {isAsked && <Flag size={12} aria-label="This is what you asked about:" />} {sentence}
          {note !== '' && <span className={styles.note}> {note}</span>}
        </span>
      </button>
    </li>
  );
}

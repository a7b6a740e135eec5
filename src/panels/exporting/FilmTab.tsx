import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Pace } from '../../playback/pace.ts';
import { lifelinesOf } from '../../views/lifelines.ts';
import type { Scene } from '../../views/scene.ts';
import { Button } from '../controls/Button.tsx';
import { Choice } from '../controls/Choice.tsx';
import styles from './exporting.module.css';
import {
  canWriteWebm,
  FILM_MAX_S,
  type FilmFormat,
  FORMATS,
  instantsOf,
  lengthOf,
  makeFilm,
} from './film.ts';
import { RangeFields, type TimeRange } from './RangeFields.tsx';
import { save } from './save.ts';

interface FilmTabProps {
  readonly scene: Scene;
  readonly pace: Pace;
  readonly name: string;
}

const FORMAT_CHOICES = [
  { id: 'webm', title: 'WebM', explain: 'Small and smooth: for pages, chats and slides.' },
  { id: 'gif', title: 'GIF', explain: 'Larger, and shown wherever pictures are.' },
] as const;

const SPEEDS = [0.5, 1, 2, 4].map((speed) => ({ id: String(speed), title: `${speed}×` }));

type Work =
  | { readonly at: 'rest' }
  | { readonly at: 'work'; readonly part: number }
  | { readonly at: 'done'; readonly address: string; readonly blob: Blob; readonly of: FilmFormat }
  | { readonly at: 'failed'; readonly why: string };

/** A part of the run as an animation, frame by frame. */
export function FilmTab({ scene, pace, name }: FilmTabProps) {
  const formats = canWriteWebm() ? FORMATS : (['gif'] as const);
  const [range, setRange] = useState(() => rangeToShow(scene, pace));
  const [format, setFormat] = useState<FilmFormat>(formats[0]);
  const [speed, setSpeed] = useState(1);
  const [work, setWork] = useState<Work>({ at: 'rest' });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const made = work.at === 'done' ? work.address : null;
  useEffect(() => () => (made === null ? undefined : URL.revokeObjectURL(made)), [made]);

  const part = { ...range, speed };
  const lengthS = lengthOf(pace, part);
  const isTooLong = lengthS > FILM_MAX_S;
  const change = (act: () => void) => {
    act();
    setWork({ at: 'rest' });
  };
  const make = async () => {
    const controller = new AbortController();
    abort.current = controller;
    setWork({ at: 'work', part: 0 });
    try {
      const blob = await makeFilm(
        scene,
        instantsOf(pace, part, format),
        format,
        (done) => setWork({ at: 'work', part: done }),
        controller.signal,
      );
      setWork(
        blob === null
          ? { at: 'rest' }
          : { at: 'done', address: URL.createObjectURL(blob), blob, of: format },
      );
    } catch (error) {
      setWork({ at: 'failed', why: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <div className={styles.tabBody}>
      <fieldset className={styles.row} disabled={work.at === 'work'}>
        <legend className="visually-hidden">What it shows</legend>
        <RangeFields
          range={range}
          endUs={scene.trace.endUs}
          onChange={(next) => change(() => setRange(next))}
        />
        <span className={styles.choice}>
          <Choice
            label="Speed"
            values={SPEEDS}
            value={String(speed)}
            onChange={(id) => change(() => setSpeed(Number(id)))}
          />
        </span>
        {formats.length > 1 && (
          <span className={styles.choice}>
            <Choice
              label="Format"
              values={FORMAT_CHOICES}
              value={format}
              onChange={(id) => change(() => setFormat(id === 'gif' ? 'gif' : 'webm'))}
            />
          </span>
        )}
      </fieldset>
      <p>
        {lengthS.toFixed(1)} s to watch.{' '}
        {isTooLong &&
          `An animation is at most ${FILM_MAX_S} s long: choose a shorter part, or a higher speed.`}
        {formats.length === 1 &&
          ' As a GIF: this browser writes no WebM on a page from this address.'}
      </p>
      <div className={styles.row}>
        {work.at === 'work' ? (
          <>
            <Button onPress={() => abort.current?.abort()}>Cancel</Button>
            <progress className={styles.progress} value={work.part} aria-label="Frames drawn" />
            <span>{Math.floor(work.part * 100)} %</span>
          </>
        ) : (
          <Button look="strong" isDisabled={isTooLong} onPress={() => void make()}>
            Make the animation
          </Button>
        )}
        {work.at === 'done' && (
          <Button onPress={() => save(`${name}.${work.of}`, work.blob)}>
            <Download size={15} aria-hidden />
            Save .{work.of}, {sizeText(work.blob.size)}
          </Button>
        )}
        <span role="status" className="visually-hidden">
          {work.at === 'done' ? 'The animation is ready.' : ''}
        </span>
      </div>
      {work.at === 'failed' && <p role="alert">{work.why}</p>}
      {work.at === 'done' && <Film {...work} />}
    </div>
  );
}

function Film({ address, of }: { readonly address: string; readonly of: FilmFormat }) {
  switch (of) {
    case 'webm':
      return (
        // It has no sound, and its words are in it.
        // oxlint-disable-next-line jsx-a11y/media-has-caption
        <video className={styles.film} src={address} controls loop aria-label="The animation" />
      );
    case 'gif':
      return <img className={styles.film} src={address} alt="The animation" />;
  }
}

const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** So long a part, in watching time, that it needs no patience. */
const USUAL_S = 12;
const LONGEST_S = 40;
const AROUND_S = 1.5;

/** What broke first, from the fault before it on; else the beginning. */
function rangeToShow(scene: Scene, pace: Pace): TimeRange {
  const { trace } = scene;
  const broken = trace.violations.find(({ kind }) => kind === 'violation');
  if (broken === undefined) return { fromUs: 0, toUs: pace.toVirtual(USUAL_S) };
  const fault = lifelinesOf(scene).faults.find(({ atUs }) => atUs !== null && atUs < broken.atUs);
  const toS = pace.toWatch(broken.atUs) + AROUND_S;
  const beginS = fault === undefined ? toS - USUAL_S : pace.toWatch(fault.atUs ?? 0) - AROUND_S;
  const fromS = Math.max(0, beginS, toS - LONGEST_S);
  return { fromUs: pace.toVirtual(fromS), toUs: pace.toVirtual(toS) };
}

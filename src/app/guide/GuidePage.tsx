import { overview } from 'virtual:overview';
import { useEffect, useState } from 'react';
import { Link, useSearch } from 'wouter';
import type { Flow } from '../../flow/flow.ts';
import type { Guide } from '../../flow/guide.ts';
import { useAnew } from '../anew.ts';
import { library, notLoaded } from '../library.ts';
import { goToPart } from '../site/goToPart.ts';
import { Site } from '../site/Site.tsx';
import { Entry } from './Entry.tsx';
import styles from './Guide.module.css';

/** Those that have a guide, in the catalogue's order. */
const SECTIONS = overview.filter(({ guide }) => guide.length > 0);

/** Every pattern and every gap of a flow, each with a run that shows it. */
export function GuidePage() {
  const search = useSearch();
  useAnew();
  const wanted = new URLSearchParams(search).get('section') ?? location.hash.slice(1).split('.')[0];
  const section = SECTIONS.find(({ id }) => id === wanted) ?? SECTIONS[0];
  return (
    <Site title="Field guide · Data Flows">
      <h1 className={styles.title}>Field guide</h1>
      <p className={styles.lead}>Every pattern and every gap, each with a run that shows it.</p>
      <nav aria-label="Sections of the field guide" className={styles.sections}>
        {SECTIONS.map(({ id, title }) => (
          <Link
            key={id}
            href={`/guide?section=${id}`}
            {...(id === section?.id && { 'aria-current': 'page' })}
          >
            {title}
          </Link>
        ))}
      </nav>
      {section !== undefined && <Section key={section.id} id={section.id} />}
    </Site>
  );
}

interface Opened {
  readonly flow: Flow;
  readonly guide: Guide;
}

function Section({ id }: { readonly id: string }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const anew = useAnew();
  useEffect(() => {
    let isGone = false;
    open(id).then(
      (found) => !isGone && setOpened(found),
      (error: unknown) => !isGone && setProblem(notLoaded(error).title),
    );
    return () => {
      isGone = true;
    };
  }, [id]);
  // Rows are drawn only now: the browser looked for the one in the address too early.
  // biome-ignore lint/correctness/useExhaustiveDependencies: somebody asks for a row again.
  useEffect(() => {
    const row = location.hash.slice(1);
    if (opened !== null && row.startsWith(`${id}.`)) goToPart(row);
  }, [opened, id, anew]);
  if (problem !== null) return <p role="alert">{problem}</p>;
  if (opened === null) return <p role="status">Loading …</p>;
  const { flow, guide } = opened;
  return (
    <>
      <h2 className={styles.section}>{guide.title}</h2>
      <p className={styles.say}>{guide.say}</p>
      {guide.groups.map((group) => (
        <section key={group.title} aria-label={group.title}>
          {guide.groups.length > 1 && <p className={styles.group}>{group.title}</p>}
          {group.entries.map((entry) => (
            <Entry key={entry.id} {...{ flow, entry }} />
          ))}
        </section>
      ))}
    </>
  );
}

async function open(id: string): Promise<Opened> {
  const flow = await library.load(id);
  const guide = await flow?.guide?.();
  if (flow === undefined || guide === undefined) throw new Error(`There is no guide of “${id}”.`);
  return { flow, guide };
}

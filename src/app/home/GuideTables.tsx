import { Link } from 'wouter';
import type { FlowOverview } from '../overview/overview.ts';
import { counted } from './countWord.ts';
import tables from './GuideTables.module.css';
import styles from './Home.module.css';

/** The field guide: gaps with their sign, and every other table as a list of what it has. */
export function GuideTables({ flows }: { readonly flows: readonly FlowOverview[] }) {
  const groups = flows.flatMap(({ id, guide }) => guide.map((group) => ({ flow: id, ...group })));
  if (groups.length === 0) return null;
  const isGap = ({ entries }: (typeof groups)[number]) =>
    entries.every(({ sign }) => sign !== undefined);
  return (
    <section aria-labelledby="field-guide" className={styles.part}>
      <h2 id="field-guide">Field guide</h2>
      <p className={styles.sub}>
        Every pattern and every gap, each with a run that shows it.{' '}
        <Link href="/guide" className={tables.all}>
          Read it whole →
        </Link>
      </p>
      <div className={tables.tables}>
        {groups.filter(isGap).map(({ flow, title, entries }) => (
          <table key={`${flow} ${title}`} className={tables.gaps}>
            <thead>
              <tr>
                <th scope="col">{title}</th>
                <th scope="col">Sign</th>
                <th scope="col">Solution</th>
                <th scope="col">Run</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.id}>
                  <th scope="row">
                    <Link href={`/guide?section=${flow}#${entry.id}`}>{entry.title}</Link>
                  </th>
                  <td data-label="Sign">{entry.sign}</td>
                  <td data-label="Solution">{entry.solution}</td>
                  <td>
                    <Link
                      href={`/play?show=${entry.id}`}
                      className={tables.run}
                      aria-label={`See it happen: ${entry.title}`}
                    >
                      See it happen →
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
        <ul className={tables.lists}>
          {groups
            .filter((group) => !isGap(group))
            .map(({ flow, title, entries }) => (
              <li key={`${flow} ${title}`}>
                <h3>
                  {title} <small>{counted(entries.length, 'entry', 'entries')}</small>
                </h3>
                <ul>
                  {entries.map((entry) => (
                    <li key={entry.id}>
                      <Link href={`/guide?section=${flow}#${entry.id}`}>{entry.title}</Link>
                      <Link
                        href={`/play?show=${entry.id}`}
                        className={tables.run}
                        aria-label={`See it happen: ${entry.title}`}
                      >
                        See it →
                      </Link>
                    </li>
                  ))}
                </ul>
              </li>
            ))}
        </ul>
      </div>
    </section>
  );
}

import { Link } from 'wouter';
import { library } from '../library.ts';

/** What this is, and everything that can be opened. */
export function HomePage() {
  return (
    <main>
      <h1>Data Flows</h1>
      <ul>
        {library.entries.map(({ id, title }) => (
          <li key={id}>
            <Link href={`/play?flow=${id}`}>{title}</Link>
          </li>
        ))}
      </ul>
    </main>
  );
}

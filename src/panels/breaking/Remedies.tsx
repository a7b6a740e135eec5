import { Button } from '../controls/Button.tsx';
import styles from './breaking.module.css';
import { VerdictIcon } from './Findings.tsx';

/** One fix, or two, tried against the witness. */
export interface RemedyRow {
  readonly title: string;
  readonly verdict: 'holds' | 'broken' | 'unfinished' | null;
  /** What came out, in words. */
  readonly say: string;
  readonly searching: boolean;
}

interface RemediesProps {
  /** What it all comes to. */
  readonly summary: string;
  readonly singles: readonly RemedyRow[];
  readonly pairs: readonly RemedyRow[];
  readonly onTry: (size: 'singles' | 'pairs', index: number) => void;
}

/** Which fixes make a witness harmless, and which survive the whole search. */
export function Remedies({ summary, singles, pairs, onTry }: RemediesProps) {
  return (
    <section className={styles.remedies} aria-label="Now with a fix">
      <h3 className={styles.heading}>Now with a fix</h3>
      <p role="status">{summary}</p>
      <Rows label="Single fixes" rows={singles} onTry={(i) => onTry('singles', i)} />
      {pairs.length > 0 && (
        <>
          <h3 className={styles.heading}>Two fixes together</h3>
          <Rows label="Pairs of fixes" rows={pairs} onTry={(i) => onTry('pairs', i)} />
        </>
      )}
    </section>
  );
}

/** What helps first; what does not is out of the way. */
function Rows({
  label,
  rows,
  onTry,
}: {
  readonly label: string;
  readonly rows: readonly RemedyRow[];
  readonly onTry: (index: number) => void;
}) {
  const all = rows.map((row, index) => ({ row, index }));
  const helps = all.filter(({ row }) => row.verdict === 'holds');
  const open = all.filter(({ row }) => row.verdict !== 'holds' && row.verdict !== 'broken');
  const not = all.filter(({ row }) => row.verdict === 'broken');
  const list = (some: typeof all) => (
    <ul aria-label={label}>
      {some.map(({ row, index }) => (
        <Row key={row.title} row={row} onTry={() => onTry(index)} />
      ))}
    </ul>
  );
  const openShown = open.filter(({ row }) => row.searching || row.verdict === 'unfinished');
  return (
    <>
      {helps.length + openShown.length > 0 && list([...helps, ...openShown])}
      {open.length > openShown.length && (
        <p className={styles.covered}>{open.length - openShown.length} not tried yet.</p>
      )}
      {not.length > 0 && (
        <details className={styles.more} open={rows.length < 40 && helps.length === 0}>
          <summary>{not.length} do not survive</summary>
          {list(not)}
        </details>
      )}
    </>
  );
}

function Row({ row, onTry }: { readonly row: RemedyRow; readonly onTry: () => void }) {
  const { title, verdict, say, searching } = row;
  return (
    <li className={styles.remedy} data-verdict={verdict ?? 'open'}>
      <VerdictIcon decision={verdict === null ? null : { verdict }} searching={searching} />
      <span>
        {title}
        <small>{say}</small>
      </span>
      <Button look="bare" label={`Play the witness with: ${title}`} onPress={onTry}>
        Play
      </Button>
    </li>
  );
}

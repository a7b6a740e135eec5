import { useState } from 'react';
import { useShown } from '../../../playback/shown.ts';
import { usePlaybackStore } from '../../../playback/usePlayback.ts';
import { titleOf } from '../../../views/scene.ts';
import { sentenceOf } from '../../../views/sentences.ts';
import {
  type DataTable,
  dataAt,
  type NodeData,
  type RowMark,
  storesOf,
} from '../../../views/tables.ts';
import { formatTime } from '../../../views/words.ts';
import { Choice } from '../../controls/Choice.tsx';
import styles from './Data.module.css';

const STORES = '';

/** What the stores hold, row by row, and what changed last. */
export function Data() {
  const { scene, index } = useShown('panels');
  const [chosen, setChosen] = useState(STORES);
  const { nodes } = scene.compiled.plan;
  const isThere = nodes.some(({ id }) => id === chosen);
  const wanted = isThere ? [chosen] : storesOf(scene);
  return (
    <div className={styles.data}>
      <div className={styles.head}>
        <Choice
          label="Node"
          value={isThere ? chosen : STORES}
          onChange={setChosen}
          values={[
            { id: STORES, title: 'All stores' },
            ...nodes.map(({ id, title }) => ({ id, title })),
          ]}
        />
        <span className={styles.key}>
          <Mark mark="new" /> <Mark mark="changed" /> <Mark mark="gone" /> by the last change of the
          node
        </span>
      </div>
      <div
        className={styles.scroll}
        // A region that scrolls must be reached by the keyboard.
        tabIndex={0}
        role="region"
        aria-label={isThere ? `What ${titleOf(scene, chosen)} holds` : 'What the stores hold'}
      >
        {dataAt(scene, index, wanted).map((data) => (
          <NodeTables key={data.node} data={data} change={changeWords(data)} />
        ))}
        {wanted.length === 0 && <p className={styles.none}>No node of this flow keeps anything.</p>}
      </div>
    </div>
  );

  function changeWords({ changedBy }: NodeData): string {
    const entry = scene.trace.entries[changedBy];
    return entry === undefined ? '' : `${formatTime(entry.atUs)} · ${sentenceOf(scene, entry)}`;
  }
}

interface NodeTablesProps {
  readonly data: NodeData;
  /** When it changed last, and how. */
  readonly change: string;
}

function NodeTables({ data, change }: NodeTablesProps) {
  const store = usePlaybackStore();
  const { title, role, isDown, changedBy, tables, empty } = data;
  return (
    <section className={styles.node} aria-label={title}>
      <h3>
        {title} <span>{role}</span>
      </h3>
      {isDown ? (
        <p className={styles.down}>
          It is down: what was in its memory is gone
          {tables.length > 0 ? '. Its disk still has this:' : '.'}
        </p>
      ) : (
        <button
          type="button"
          className={styles.change}
          onClick={() => store.getState().seekEntry(changedBy)}
        >
          {change}
        </button>
      )}
      {tables.map((table) => (
        <Table key={table.title} table={table} />
      ))}
      {empty.length > 0 && <p className={styles.none}>Empty: {empty.join(', ')}</p>}
    </section>
  );
}

function Table({ table: { title, columns, rows, more } }: { readonly table: DataTable }) {
  return (
    // It scrolls sideways where there is little room: the keyboard must reach it.
    <div className={styles.wide} role="group" aria-label={title} tabIndex={0}>
      <table className={styles.table}>
        <caption>{title}</caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">last change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, mark, cells }) => (
            <tr key={id} className={styles[mark]}>
              {cells.map(({ text, before }, i) => (
                <td key={columns[i]} className={before === undefined ? undefined : styles.cell}>
                  {before !== undefined && (
                    <>
                      <del>
                        <span className="visually-hidden">was </span>
                        {before}
                      </del>{' '}
                    </>
                  )}
                  {text}
                </td>
              ))}
              <td>{mark !== 'same' && <Mark mark={mark} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className={styles.none}>and {more} more</p>}
    </div>
  );
}

const Mark = ({ mark }: { readonly mark: RowMark }) => (
  <span className={`${styles.mark} ${styles[`mark-${mark}`]}`}>{mark}</span>
);

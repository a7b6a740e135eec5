import { Circle, CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Decision } from '../../verify/question.ts';
import type { Told } from '../../verify/telling.ts';
import { Button } from '../controls/Button.tsx';
import styles from './breaking.module.css';

export interface Finding {
  readonly guarantee: string;
  readonly title: string;
  readonly code: string;
  /** `null` while nothing is known. */
  readonly decision: Decision | null;
  readonly told: Told | undefined;
  readonly searching: boolean;
  readonly why: string | undefined;
}

interface FindingsProps {
  readonly findings: readonly Finding[];
  /** What was tried against a witness stands below it. */
  readonly remedies: { readonly guarantee: string; readonly shown: ReactNode } | null;
  readonly onOpen: (finding: Finding) => void;
  readonly onFix: (finding: Finding) => void;
}

/** What came out, guarantee by guarantee: what is broken first. */
export function Findings({ findings, ...actions }: FindingsProps) {
  const rank = ({ decision }: Finding): number =>
    decision?.verdict === 'broken' ? 0 : decision === null ? 2 : 1;
  const sorted = findings.toSorted((a, b) => rank(a) - rank(b));
  return (
    <ul className={styles.found} aria-label="What was found">
      {sorted.map((finding) => (
        <FindingRow key={finding.guarantee} finding={finding} {...actions} />
      ))}
    </ul>
  );
}

function FindingRow({
  finding,
  onOpen,
  onFix,
  remedies,
}: Omit<FindingsProps, 'findings'> & { readonly finding: Finding }) {
  const { title, code, decision, told, searching, why } = finding;
  const witness = decision?.witness ?? null;
  return (
    <li className={styles.finding} data-verdict={decision?.verdict ?? 'open'}>
      <VerdictIcon decision={decision} searching={searching} />
      <div className={styles.body}>
        <p>
          <span className={styles.title}>{title}</span> <span className={styles.ref}>{code}</span>
        </p>
        {why !== undefined && <p className={styles.covered}>This could not be searched: {why}</p>}
        {decision === null && why === undefined && (
          <p className={styles.covered}>{searching ? 'Searching …' : 'Not looked at.'}</p>
        )}
        {witness !== null && told !== undefined && (
          <>
            <p className={styles.sentence}>{told.sentence}</p>
            <div className={styles.buttons}>
              <Button
                look="strong"
                label={`Open the witness: ${title}`}
                onPress={() => onOpen(finding)}
              >
                Open the witness
              </Button>
              <Button label={`Now with a fix: ${title}`} onPress={() => onFix(finding)}>
                Now with a fix
              </Button>
            </div>
            <details className={styles.more}>
              <summary>Step by step</summary>
              <ol className={styles.story}>
                {told.story.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ol>
            </details>
          </>
        )}
        {remedies?.guarantee === finding.guarantee && remedies.shown}
        {decision !== null && <p className={styles.covered}>{coveredText(decision)}</p>}
      </div>
    </li>
  );
}

/** Exactly what was covered, and never more. */
export function coveredText({ verdict, coverage }: Decision): string {
  switch (verdict) {
    case 'broken':
      return `Broken by ${coverage}.`;
    case 'holds':
      return `Holds for ${coverage}.`;
    case 'unfinished':
      return `Not decided: ${coverage}.`;
  }
}

export function VerdictIcon({
  decision,
  searching,
}: {
  readonly decision: Pick<Decision, 'verdict'> | null;
  readonly searching: boolean;
}) {
  if (decision?.verdict === 'broken')
    return <CircleX size={16} className={styles.bad} aria-hidden />;
  if (decision?.verdict === 'holds') {
    return <CircleCheck size={16} className={styles.good} aria-hidden />;
  }
  const Icon = searching ? CircleDashed : Circle;
  return <Icon size={16} className={styles.open} aria-hidden />;
}

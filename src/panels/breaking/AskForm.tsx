import { Choice, type ChoiceValue } from '../controls/Choice.tsx';
import { Explain } from '../controls/Explain.tsx';
import styles from './breaking.module.css';

export interface KindChoice {
  readonly kind: string;
  readonly title: string;
  readonly explain: string;
  readonly timing: boolean;
  readonly targets: readonly { readonly id: string; readonly title: string }[];
}

interface AskFormProps {
  readonly guarantees: readonly ChoiceValue[];
  readonly guarantee: string;
  readonly onGuarantee: (id: string) => void;
  readonly workloads: readonly ChoiceValue[];
  readonly workload: string;
  readonly onWorkload: (id: string) => void;
  readonly kinds: readonly KindChoice[];
  /** Those in use, each with where it may strike; empty: anywhere. */
  readonly chosen: Readonly<Record<string, string>>;
  readonly onKinds: (chosen: Readonly<Record<string, string>>) => void;
  readonly bounds: readonly {
    readonly label: string;
    readonly value: number;
    readonly values: readonly number[];
    readonly onChange: (value: number) => void;
  }[];
}

const ANYWHERE = 'anywhere';

/** What is to be broken, by what, and how far one looks. */
export function AskForm(props: AskFormProps) {
  const { guarantees, guarantee, onGuarantee, workloads, workload, onWorkload, bounds } = props;
  const { kinds, chosen } = props;
  const isUsed = ({ kind }: KindChoice): boolean => chosen[kind] !== undefined;
  const first = kinds.filter((each, i) => i < 4 || isUsed(each));
  const rest = kinds.filter((each) => !first.includes(each));
  const row = (each: KindChoice) => <KindRow key={each.kind} offer={each} {...props} />;
  return (
    <div className={styles.form}>
      <Choice label="Guarantee" values={guarantees} value={guarantee} onChange={onGuarantee} />
      <Choice label="Workload" values={workloads} value={workload} onChange={onWorkload} />
      <fieldset className={styles.kinds}>
        <legend>Kinds of fault</legend>
        {first.map(row)}
        {rest.length > 0 && (
          <details className={styles.more}>
            <summary>{rest.length} more kinds</summary>
            {rest.map(row)}
          </details>
        )}
      </fieldset>
      {bounds.map(({ label, value, values, onChange }) => (
        <Choice
          key={label}
          label={label}
          value={String(value)}
          values={values.map((n) => ({ id: String(n), title: n.toLocaleString('en-US') }))}
          onChange={(id) => onChange(Number(id))}
        />
      ))}
    </div>
  );
}

function KindRow({
  offer,
  chosen,
  onKinds,
}: Pick<AskFormProps, 'chosen' | 'onKinds'> & { readonly offer: KindChoice }) {
  const { kind, title, explain, timing, targets } = offer;
  const at = chosen[kind];
  const toggle = (isOn: boolean) => {
    const { [kind]: _, ...others } = chosen;
    onKinds(isOn ? { ...others, [kind]: '' } : others);
  };
  const sentences = timing
    ? [
        explain,
        'It changes how long things take: only guarantees in virtual time are searched with it.',
      ]
    : [explain];
  return (
    <div className={styles.kind}>
      <label>
        <input
          type="checkbox"
          checked={at !== undefined}
          onChange={(event) => toggle(event.target.checked)}
        />
        {title}
      </label>
      {at === undefined ? (
        <Explain about={title} sentences={sentences} />
      ) : (
        <Choice
          hideLabel
          label={`Where: ${title}`}
          value={at === '' ? ANYWHERE : at}
          values={[{ id: ANYWHERE, title: 'Anywhere' }, ...targets]}
          onChange={(id) => onKinds({ ...chosen, [kind]: id === ANYWHERE ? '' : id })}
        />
      )}
    </div>
  );
}

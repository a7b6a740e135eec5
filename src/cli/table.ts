/** `sim table <flow>`: decides the rows of a flow's truth table by search, and tells how to type each. */

import type { Flow } from '../flow/flow.ts';
import { spanText } from '../flow/span-text.ts';
import type { TruthRow } from '../flow/truth.ts';
import { counted } from '../verify/counted.ts';
import { decide } from '../verify/decide.ts';
import type { Decision } from '../verify/question.ts';
import { quoted, setupOptions } from '../views/commandText.ts';
import type { Answer } from './answer.ts';
import { costText, guaranteeNamed, STATES_USUAL } from './break.ts';
import { countTyped, flowNamed, typed } from './options.ts';
import { SIM, UsageError } from './usage.ts';

/** A row that `npm run fidelity` decides may take this many. */
const STATES_LONG = 50_000_000;

export interface DecidedRow {
  /** Its number in the table, from 1. */
  readonly row: number;
  readonly says: string;
  readonly command: string;
  readonly expected: TruthRow['expect'];
  readonly decision: Decision;
  /** Verdict and number of faults are as in the table. */
  readonly agrees: boolean;
}

export async function table(args: readonly string[]): Promise<Answer> {
  const given = typed(args, { row: { type: 'string' } }, 1);
  const flow = flowNamed(given.positionals[0]);
  const truth = await flow.truth();
  const { length } = truth;
  const wanted = countTyped(given, 'row', 0, length);
  if (given.has('row') && wanted === 0) {
    throw new UsageError('--row found "0".', `Rows are numbered from 1 to ${length}.`);
  }
  const numbers = wanted > 0 ? [wanted] : truth.map((_, i) => i + 1);
  const rows: DecidedRow[] = [];
  /** Decides on, a row at a time, so that each is printed as soon as it is known. */
  const decided = function* (): Generator<DecidedRow> {
    yield* rows;
    for (const number of numbers.slice(rows.length)) {
      const row = truth[number - 1];
      if (row === undefined) continue;
      rows.push(decideRow(flow, row, number));
      yield* rows.slice(-1);
    }
  };
  const disagreeing = (): DecidedRow[] => [...decided()].filter(({ agrees }) => !agrees);
  return {
    get exitCode() {
      return disagreeing().length === 0 ? 0 : 1;
    },
    get json() {
      return [...decided()];
    },
    lines: {
      *[Symbol.iterator]() {
        for (const row of decided()) yield* rowLines(row);
        yield summary(rows.length, disagreeing());
      },
    },
  };
}

const summary = (count: number, wrong: readonly DecidedRow[]): string =>
  wrong.length === 0
    ? `${counted(count, 'row')}, all as in the table.`
    : `${counted(count, 'row')}; not as in the table: ${wrong.map(({ row }) => row).join(', ')}.`;

/** Decides one row. `number` is its place in the table, from 1. */
export function decideRow(flow: Flow, row: TruthRow, number: number): DecidedRow {
  const { says, variant, fixes = {}, params = {}, workload, kinds, faults, delays, expect } = row;
  const { boundUs } = row;
  const decision = decide({
    flow,
    setup: { variant, fixes, params },
    guarantee: guaranteeNamed(flow, variant, row.guarantee),
    workloads: [workload],
    faults,
    delays,
    kinds,
    states: row.long === true ? STATES_LONG : STATES_USUAL,
    ...(boundUs === undefined ? {} : { boundUs }),
  });
  return {
    row: number,
    says,
    command: rowCommand(flow, row),
    expected: expect,
    decision,
    agrees: agree(expect, decision),
  };
}

function agree(expect: TruthRow['expect'], decision: Decision): boolean {
  if (expect.verdict !== decision.verdict) return false;
  if (expect.verdict === 'holds') return true;
  return (
    expect.faultCount === decision.faultCount &&
    (expect.delayCount ?? decision.delayCount) === decision.delayCount
  );
}

/** What to type to decide the row by itself. */
export function rowCommand(flow: Flow, row: TruthRow): string {
  const { guarantee, faults, delays, kinds, boundUs } = row;
  const { id, ref } = guaranteeNamed(flow, row.variant, guarantee);
  const isAmbiguous = flow.guarantees.some((each) => each.ref === ref && each.id !== id);
  return [
    `${SIM} break ${flow.id}`,
    ...setupOptions(row),
    `--guarantee ${quoted(isAmbiguous ? id : ref)}`,
    `--faults ${faults}`,
    ...(delays === 0 ? [] : [`--delays ${delays}`]),
    ...(faults === 0 ? [] : [`--kinds ${quoted(kinds.join(','))}`]),
    ...(boundUs === undefined ? [] : [`--bound ${spanText(boundUs)}`]),
    ...(row.long === true ? [`--states ${STATES_LONG}`] : []),
  ].join(' ');
}

function rowLines({ row, says, command, decision, agrees, expected }: DecidedRow): string[] {
  const cost = decision.witness === null ? '' : ` with ${costText(decision)}`;
  return [
    `${String(row).padStart(3)}. ${says}`,
    `     ${decision.verdict.toUpperCase()}${cost}; ${decision.coverage}`,
    ...(agrees ? [] : [`     NOT AS IN THE TABLE, which says ${JSON.stringify(expected)}`]),
    `     ${command}`,
    '',
  ];
}

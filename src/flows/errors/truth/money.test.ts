/** Every row of this part of the truth table is decided by search. */
import { testRows } from '../../../cli/truth-fixture.ts';
import { errors } from '../index.ts';
import { moneyRows } from './money.ts';
import { retryRows } from './retries.ts';

testRows(errors, [...moneyRows, ...retryRows]);

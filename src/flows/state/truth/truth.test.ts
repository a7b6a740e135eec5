/** Every row of the truth table is decided by search. */
import { testRows } from '../../../cli/truth-fixture.ts';
import { state } from '../index.ts';
import { truth } from './index.ts';

testRows(state, truth);

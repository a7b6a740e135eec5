/** Every row of the truth table is decided by search. */
import { testRows } from '../../../cli/truth-fixture.ts';
import { crud } from '../index.ts';
import { truth } from './index.ts';

testRows(crud, truth);

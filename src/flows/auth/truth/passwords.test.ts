/** Every row of this part of the truth table is decided by search. */
import { testRows } from '../../../cli/truth-fixture.ts';
import { auth } from '../index.ts';
import { passwordRows } from './passwords.ts';

testRows(auth, passwordRows);

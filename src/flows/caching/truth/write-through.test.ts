/** Every row of this part of the truth table is decided by search. */
import { testRows } from '../../../cli/truth-fixture.ts';
import { caching } from '../index.ts';
import { writeThroughRows } from './write-through.ts';

testRows(caching, writeThroughRows);

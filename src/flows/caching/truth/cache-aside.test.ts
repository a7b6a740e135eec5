/** Every row of this part of the truth table is decided by search. */
import { testRows } from '../../../cli/truth-fixture.ts';
import { caching } from '../index.ts';
import { cacheAsideRows } from './cache-aside.ts';

testRows(caching, cacheAsideRows);

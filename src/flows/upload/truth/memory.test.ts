/** Each row about memory is decided by search. */
import { testRows } from '../../../cli/truth-fixture.ts';
import { upload } from '../index.ts';
import { memory } from './bytes.ts';

testRows(upload, memory);

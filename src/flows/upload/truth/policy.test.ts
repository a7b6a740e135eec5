/** Each row about limits, left-over parts, keys and truthful ends is decided by search. */
import { testRows } from '../../../cli/truth-fixture.ts';
import { upload } from '../index.ts';
import { ends, keys, leftovers, limits } from './policy.ts';

testRows(upload, [...limits, ...leftovers, ...keys, ...ends]);

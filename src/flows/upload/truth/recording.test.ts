/** Each row about the order of recording is decided by search. */
import { testRows } from '../../../cli/truth-fixture.ts';
import { upload } from '../index.ts';
import { recording } from './recording.ts';

testRows(upload, recording);

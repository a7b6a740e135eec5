/** Each row about URLs that expire, and bytes that are sent again, is decided by search. */
import { testRows } from '../../../cli/truth-fixture.ts';
import { upload } from '../index.ts';
import { resend } from './bytes.ts';
import { expiry } from './expiry.ts';

testRows(upload, [...resend, ...expiry]);

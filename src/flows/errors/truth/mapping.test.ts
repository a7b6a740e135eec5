/** Every row of this part of the truth table is decided by search. */
import { testRows } from '../../../cli/truth-fixture.ts';
import { errors } from '../index.ts';
import { mappingRows } from './mapping.ts';
import { tellingRows } from './telling.ts';

testRows(errors, [...mappingRows, ...tellingRows]);

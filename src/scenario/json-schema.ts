/** The shape of a scenario's file for editors, which complete and check by it: JSON Schema, draft 07. */
import * as z from 'zod/mini';
import { scenarioShape } from './shape.ts';

/** yaml-language-server reads nothing newer than draft 07. */
export const scenarioJsonSchema = (): string =>
  `${JSON.stringify(
    {
      title: 'A scenario of Data Flows',
      ...z.toJSONSchema(scenarioShape, { target: 'draft-07', io: 'input' }),
    },
    null,
    1,
  )}\n`;

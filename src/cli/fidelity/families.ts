/** The figures of each family, by the id of its flow. */
import { authFigures } from './auth/figures.ts';
import { cachingFigures } from './caching/figures.ts';
import { crudFigures } from './crud/figures.ts';
import { errorsFigures } from './errors/figures.ts';
import type { Figure, Form } from './figure.ts';
import { jobsFigures } from './jobs/figures.ts';
import { realtimeFigures } from './realtime/figures.ts';
import { stateFigures } from './state/figures.ts';
import { uploadFigures } from './upload/figures.ts';

export const families: Readonly<Record<string, (form: Form) => Iterable<Figure>>> = {
  auth: authFigures,
  caching: cachingFigures,
  crud: crudFigures,
  errors: errorsFigures,
  jobs: jobsFigures,
  realtime: realtimeFigures,
  state: stateFigures,
  upload: uploadFigures,
};

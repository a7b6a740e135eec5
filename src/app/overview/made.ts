/** Run where the app is built: see `tools/overview-plugin.ts`. */
import { catalogue } from '../../flows/catalogue.ts';
import { overviewOf } from './overview.ts';

export const overview = await overviewOf(catalogue);

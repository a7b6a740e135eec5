/** All flows, loaded: nobody waits for a page here. */
import { allFlows } from '../flows/catalogue.ts';

export const flows = await allFlows();

/** What an address of the workbench asks for beside a flow, as the palette and the field guide write it. */
import type { PlaybackStore } from '../playback/store.ts';
import { library } from './library.ts';

/** A row of the field guide: its run, at the moment to look at. False where there is no such row. */
export async function openRow(store: PlaybackStore, id: string): Promise<boolean> {
  const flow = await library.load(id.split('.')[0]);
  const guide = await flow?.guide?.();
  const entry = guide?.groups.flatMap(({ entries }) => entries).find((each) => each.id === id);
  if (flow === undefined || entry === undefined) return false;
  const { lookAt } = await import('./guide/look.ts');
  const { run, place } = lookAt(flow, entry);
  const { open, pause } = store.getState();
  pause();
  open(run, { title: entry.title, place });
  return true;
}

/** A variant of the flow that is open; then a guarantee or a node, brought to the person's eyes. */
export function openDetails(store: PlaybackStore, search: URLSearchParams): void {
  const { scene, setVariant } = store.getState();
  const variant = search.get('variant');
  if (variant !== null && variant !== scene.run.variant && variant in scene.flow.variants) {
    setVariant(variant);
  }
  const guarantee = search.get('guarantee');
  if (guarantee !== null) {
    when(`[data-guarantee="${CSS.escape(guarantee)}"]`, (row) => {
      row.tabIndex = -1;
      row.focus();
      row.scrollIntoView({ block: 'nearest' });
    });
  }
  const node = search.get('break');
  if (node !== null) when(`[data-node="${CSS.escape(node)}"]`, (box) => box.click());
}

const PATIENCE_MS = 5_000;
/** Where it is a sheet, its panel has to be opened. */
const SHEET_AFTER_MS = 1_500;

/** As soon as it is drawn. */
function when(selector: string, act: (element: HTMLElement) => void): void {
  const startedMs = performance.now();
  let isAsked = false;
  const look = () => {
    const element = document.querySelector<HTMLElement>(selector);
    if (element !== null) return act(element);
    const waitedMs = performance.now() - startedMs;
    if (waitedMs > SHEET_AFTER_MS && !isAsked && selector.startsWith('[data-guarantee')) {
      isAsked = true;
      document.querySelector<HTMLElement>('button[aria-label="What happens"]')?.click();
    }
    if (waitedMs < PATIENCE_MS) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

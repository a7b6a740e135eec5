/** What is open in place of the panels that explain the run: one at a time. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { BranchId } from '../playback/branches.ts';

type Tool =
  | { readonly kind: 'breaking' }
  /** The branch beside which the current one is seen. */
  | { readonly kind: 'comparing'; readonly was: BranchId };

export const tool = createStore<{ readonly open: Tool | null }>()(() => ({ open: null }));

export const useTool = (): Tool | null => useStore(tool, ({ open }) => open);

/** What in the diagram opens something. */
import { createContext } from 'react';
import type { Target } from '../views/menus.ts';

export type OpenMenu = (target: Target, anchor: HTMLElement) => void;

export const MenuContext = createContext<OpenMenu>(() => {});

/** Opens a crowd's members, one by one; `null` where there is no room for them. */
export const CrowdContext = createContext<((node: string) => void) | null>(null);

/** What a press on the node that invites does at once, in words; `null`: it opens its menu, as any. */
export const InviteContext = createContext<{
  readonly words: string;
  readonly act: () => void;
} | null>(null);

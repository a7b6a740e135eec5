/** What in the diagram opens something. */
import { createContext } from 'react';
import type { Target } from '../views/menus.ts';

export type OpenMenu = (target: Target, anchor: HTMLElement) => void;

export const MenuContext = createContext<OpenMenu>(() => {});

/** Opens a crowd's members, one by one. */
export const CrowdContext = createContext<(node: string) => void>(() => {});

/** What in the diagram opens a menu. */
import { createContext } from 'react';
import type { Target } from '../views/menus.ts';

export type OpenMenu = (target: Target, anchor: HTMLElement) => void;

export const MenuContext = createContext<OpenMenu>(() => {});

/** Whether the palette is open: any button of any page opens it. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const palette = createStore<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }));

export const usePaletteIsOpen = (): boolean => useStore(palette, ({ isOpen }) => isOpen);

export const openPalette = (): void => palette.setState({ isOpen: true });
export const closePalette = (): void => palette.setState({ isOpen: false });

import { createContext, type RefObject } from 'react';

/**
 * Where lists that open above the screen are rendered: inside the main part of the page, or inside the dialog that they
 * belong to, so that they are in a landmark, and not hidden with the rest of the page while a dialog is open.
 */
export const LayersContext = createContext<RefObject<HTMLElement | null> | undefined>(undefined);

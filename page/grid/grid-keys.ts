import { type GridSize, type Place, placeAfter } from './moves.ts';

/** What a key means in a grid while no cell is edited. */
export type GridCommand =
  | { readonly kind: 'move'; readonly to: Place; readonly extends: boolean }
  /** `typed`: it replaces the text of the cell. */
  | { readonly kind: 'edit'; readonly typed?: string }
  | { readonly kind: 'clear' | 'undo' | 'redo' | 'unselect' };

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const PLAIN: Readonly<Record<string, GridCommand>> = {
  Enter: { kind: 'edit' },
  F2: { kind: 'edit' },
  Delete: { kind: 'clear' },
  Backspace: { kind: 'clear' },
  Escape: { kind: 'unselect' },
};

/** Undefined for a key that is not the grid's, such as Tab and the keys of the clipboard. */
export function commandOf(pressed: PressedKey, place: Place, size: GridSize): GridCommand | undefined {
  const { key, altKey, shiftKey } = pressed;
  const isControl = pressed.ctrlKey || pressed.metaKey;
  const to = altKey ? undefined : placeAfter({ key, isControl }, place, size);
  if (to !== undefined) return { kind: 'move', to, extends: shiftKey };
  // Some keyboards write characters such as @ with Ctrl and Alt.
  if ([...key].length === 1 && (!isControl || altKey)) return { kind: 'edit', typed: key };
  if (isControl) return controlled(key.toLowerCase(), shiftKey);
  return Object.hasOwn(PLAIN, key) ? PLAIN[key] : undefined;
}

function controlled(key: string, shiftKey: boolean): GridCommand | undefined {
  if (key === 'z') return { kind: shiftKey ? 'redo' : 'undo' };
  return key === 'y' ? { kind: 'redo' } : undefined;
}

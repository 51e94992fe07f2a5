import type { SessionWindow } from './session.ts';

/** For frames: they share the storage of the tab with other frames, and a browser may refuse it to them. */
export function memoryStorage(): SessionWindow['sessionStorage'] {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

import { BrowserBuffer } from './browser-buffer.ts';

/** `Buffer` is the only global of Node that the reading code uses, also while it is loaded. */
export function installBuffer(): void {
  globalThis.Buffer ??= BrowserBuffer as unknown as typeof Buffer;
}

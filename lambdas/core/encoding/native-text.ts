/**
 * Node's own checks of bytes, which are many times faster than a loop. A browser has none: its decoder is used there.
 * Not imported, because this module also runs in browsers.
 */
const native = globalThis.process?.getBuiltinModule?.('node:buffer');

/** Whether the bytes are valid UTF-8. */
export const isUtf8: (bytes: Uint8Array) => boolean = native?.isUtf8 ?? isDecodable;

/** Whether all bytes are below 0x80. */
export const isAscii: (bytes: Uint8Array) => boolean = native?.isAscii ?? hasNoHighByte;

export function isDecodable(bytes: Uint8Array): boolean {
  if (hasNoHighByte(bytes)) return true;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

export function hasNoHighByte(bytes: Uint8Array): boolean {
  let bits = 0;
  for (let at = 0; at < bytes.length; at++) bits |= bytes[at] as number;
  return bits < 0x80;
}

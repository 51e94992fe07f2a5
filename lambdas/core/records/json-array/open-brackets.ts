import { CLOSE_BRACKET, OPEN_BRACE, OPEN_BRACKET } from './json-bytes.ts';

/** Brackets whose kinds are stored. Deeper brackets are only counted, so that memory is bounded for any file. */
const REMEMBERED = 1024;

/** The open brackets of one element of a JSON array, as bytes. */
export interface OpenBrackets {
  open(bracket: number): void;
  /** Returns false, without closing anything, when the innermost bracket is of the other kind. */
  close(bracket: number): boolean;
  depth(): number;
  /** The innermost bracket; undefined if it is too deep to be stored. */
  innermost(): number | undefined;
  /** Whether a `]` can close anything. */
  insideArray(): boolean;
  clear(): void;
}

export function createOpenBrackets(): OpenBrackets {
  const kinds = new Uint8Array(REMEMBERED);
  let depth = 0;
  let arrays = 0;

  return {
    open(bracket) {
      if (depth < REMEMBERED) {
        kinds[depth] = bracket;
        if (bracket === OPEN_BRACKET) arrays++;
      }
      depth++;
    },
    close(bracket) {
      if (depth <= REMEMBERED) {
        if (kinds[depth - 1] !== (bracket === CLOSE_BRACKET ? OPEN_BRACKET : OPEN_BRACE)) return false;
        if (bracket === CLOSE_BRACKET) arrays--;
      }
      depth--;
      return true;
    },
    depth: () => depth,
    innermost: () => (depth <= REMEMBERED ? kinds[depth - 1] : undefined),
    insideArray: () => arrays > 0 || depth > REMEMBERED,
    clear() {
      depth = 0;
      arrays = 0;
    },
  };
}

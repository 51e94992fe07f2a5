import { CLOSE_BRACKET, OPEN_BRACE, OPEN_BRACKET } from './json-bytes.ts';

/** Brackets whose kinds are remembered; deeper ones are only counted, so that no file makes the scanner grow. */
const REMEMBERED = 1024;

/** The brackets that are open in one element of a JSON array, as bytes. */
export interface OpenBrackets {
  open(bracket: number): void;
  /** False, and nothing closed, when the innermost one is of the other kind. */
  close(bracket: number): boolean;
  depth(): number;
  /** The innermost one; undefined where it is too deep to be remembered. */
  innermost(): number | undefined;
  /** Whether a `]` could close anything. */
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

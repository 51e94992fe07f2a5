/** A text for the sender, and its kind: the same text without what was sent. Issues of one kind are counted together. */
export interface Wording {
  readonly text: string;
  readonly kind: string;
}

/** A part that differs from record to record (a value, a count, a position), and what the kind has in its place. */
export function sent(text: string | number, kind = '…'): Wording {
  return { text: String(text), kind };
}

/**
 * `wording\`${field} must be true or false, found ${sent('"maybe"')}\`` has the kind `active must be true or false`. Mark every
 * part that comes from the values of a record as sent. Names of fields stay, because they say what must be fixed.
 */
export function wording(
  strings: TemplateStringsArray,
  ...parts: readonly (string | number | Wording)[]
): Wording {
  const join = (read: (part: Wording) => string) =>
    strings.map((string, i) => string + partText(parts[i] ?? '', read)).join('');
  return { text: join(({ text }) => text), kind: join(({ kind }) => kind).replace(/, found …$/, '') };
}

function partText(part: string | number | Wording, read: (part: Wording) => string): string {
  return typeof part === 'object' ? read(part) : String(part);
}

const MAX_SHOWN = 40;

/**
 * A value as it is quoted in a message to the sender: short, on one line, never the whole of a 2 MiB cell.
 * Only for texts that go back to the sender; never for logs.
 */
export function showValue(value: unknown): string {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const text = JSON.stringify(String(value).slice(0, MAX_SHOWN + 1));
  return text.length > MAX_SHOWN + 2 ? `${text.slice(0, MAX_SHOWN)}…"` : text;
}

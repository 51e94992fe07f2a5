const DAY_MS = 86_400_000;

/** A place in a list of imports by day, the newest first: behind this import, or at the end of the day. */
export interface DayCursor {
  readonly day: string;
  readonly importId?: string;
}

/** The day of a time in UTC, such as `2026-11-29`. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** The days of a period, the last one first. @param begin a later day is left out */
export function* daysBack(
  { from, to }: { readonly from: Date; readonly to: Date },
  begin?: string,
): Generator<string> {
  const first = dayOf(from);
  for (let at = to.getTime(); ; at -= DAY_MS) {
    const day = dayOf(new Date(at));
    if (day < first) return;
    if (begin === undefined || day <= begin) yield day;
  }
}

export const DAY_CURSOR = /^\d{4}-\d{2}-\d{2}(?:_imp_[0-9a-z]{26})?$/;

/** @param text matches DAY_CURSOR */
export function readDayCursor(text: string): DayCursor {
  const [day = '', ...rest] = text.split('_');
  return rest.length === 0 ? { day } : { day, importId: rest.join('_') };
}

export function dayCursorText({ day, importId }: DayCursor): string {
  return importId === undefined ? day : `${day}_${importId}`;
}

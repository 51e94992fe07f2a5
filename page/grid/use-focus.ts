import { type RefObject, useLayoutEffect, useState } from 'preact/compat';

/** Moves the focus to the cell that is in the order of Tab, after it was drawn. @param round each new number moves it as well */
export function useFocus(root: RefObject<HTMLElement | null>, round: number): () => void {
  const [own, setOwn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round moves the focus.
  useLayoutEffect(() => {
    if (own + round === 0) return;
    const cell = root.current?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]');
    cell?.focus({ preventScroll: true });
  }, [own, round]);
  return () => setOwn((before) => before + 1);
}

/** The title of the screen, or of the step of an import. Screens and steps give the focus to it. */
const TITLES = 'main :is(h1, h2)[tabindex="-1"]';

/**
 * Where what has the focus is removed, such as a button after its use, the focus goes to the title. It would be at the start
 * of the document, where screen readers lose their place.
 */
export function keepFocus(root: Document): void {
  let last: HTMLElement | undefined;
  root.addEventListener('focusin', ({ target }) => {
    last = target instanceof HTMLElement ? target : undefined;
  });
  root.addEventListener('focusout', ({ target }) => {
    // Chromium tells it also of what is about to be removed: by now, it is.
    queueMicrotask(() => {
      if (last === target && last?.isConnected === true && root.activeElement !== last) last = undefined;
    });
  });
  const restore = () => {
    if (root.activeElement !== root.body) return;
    [...root.querySelectorAll<HTMLElement>(TITLES)].at(-1)?.focus({ preventScroll: true });
  };
  new MutationObserver(() => {
    if (last === undefined || last.isConnected) return;
    last = undefined;
    // After the effects of what was drawn, which may give the focus to something else.
    requestAnimationFrame(() => setTimeout(restore));
  }).observe(root.body, { childList: true, subtree: true });
}

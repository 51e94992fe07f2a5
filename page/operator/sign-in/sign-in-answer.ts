/** The part of a browser's window that signing in uses. */
export interface SignInWindow {
  readonly location: {
    readonly origin: string;
    readonly pathname: string;
    readonly search: string;
    readonly hash: string;
    assign(url: string): void;
  };
  readonly history: { replaceState(data: unknown, unused: string, url: string): void };
  readonly sessionStorage: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  };
}

/** A sign-in that was begun: where the page was, and what the answer is compared with. */
export const BEGUN_AS = 'rollcall-sign-in';
/** What the issuer answered: the query of the address to which it returned. */
export const ANSWERED_AS = 'rollcall-sign-in-answer';

/**
 * An issuer returns to the page with `?code=…&state=…`. The code is removed from the address at once, and the page is
 * again where the sign-in was begun. Called first, because the address has the language of the page too.
 */
export function takeSignInAnswer(
  window: Pick<SignInWindow, 'location' | 'history' | 'sessionStorage'>,
): void {
  const { pathname, search } = window.location;
  // First: in a frame, a browser may refuse the storage.
  if (!new URLSearchParams(search).has('state')) return;
  const begun = window.sessionStorage.getItem(BEGUN_AS);
  if (begun === null) return;
  window.sessionStorage.setItem(ANSWERED_AS, search);
  const before = JSON.parse(begun) as { readonly search: string; readonly hash: string };
  window.history.replaceState(null, '', `${pathname}${before.search}${before.hash}`);
}

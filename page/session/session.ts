/** The part of a browser's window that a session uses. */
export interface SessionWindow {
  readonly location: { readonly hash: string; readonly pathname: string; readonly search: string };
  readonly history: { replaceState(data: unknown, unused: string, url: string): void };
  readonly sessionStorage: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  };
}

/** `absent`: none was given. `expired`: the API refused it, and no other could be obtained. `ended`: the person has signed out. */
export type SessionState = 'ready' | 'absent' | 'expired' | 'ended';

/** Obtains a token in place of the one that the API refused. @returns undefined if there is none */
export type Renew = () => Promise<string | undefined>;

export type SessionStore = ReturnType<typeof createSessionStore>;

const STORED_AS = 'rollcall-session';
/** In place of the token, so that a reload still says it. */
const ENDED = 'ended';
const IN_FRAGMENT = /^#session=(rcs_[\w-]+)(?:&to=(.*))?$/;

/**
 * The bearer of the page: an import session. It is read from the URL's fragment, which is not sent to servers, and is
 * removed from there at once. It is stored until the tab is closed, so that a reload keeps it.
 */
export function createSessionStore({ location, history, sessionStorage }: SessionWindow) {
  const stored = sessionStorage.getItem(STORED_AS) ?? undefined;
  let token = stored === ENDED ? undefined : stored;
  let state: SessionState = token === undefined ? (stored === ENDED ? 'ended' : 'absent') : 'ready';
  let renew: Renew | undefined;
  let renewing: Promise<boolean> | undefined;
  const listeners = new Set<() => void>();

  const change = (next: SessionState) => {
    state = next;
    for (const listener of listeners) listener();
  };

  const use = (next: string) => {
    token = next;
    sessionStorage.setItem(STORED_AS, next);
    change('ready');
  };

  /** `#session=rcs_…`, or `#session=rcs_…&to=/imports/imp_…` to open another screen than the first one. @returns whether there was one */
  const readFragment = (): boolean => {
    const [, found, to = ''] = IN_FRAGMENT.exec(location.hash) ?? [];
    if (found === undefined) return false;
    history.replaceState(null, '', `${location.pathname}${location.search}#${decodeURIComponent(to)}`);
    use(found);
    return true;
  };

  const tryToRenew = async (refused: string): Promise<boolean> => {
    // Another request has renewed it in the meantime.
    if ((token ?? '') !== refused) return state !== 'ended';
    if (state === 'ended') return false;
    const next = await renew?.().catch(() => undefined);
    if (next !== undefined) use(next);
    else {
      sessionStorage.removeItem(STORED_AS);
      change('expired');
    }
    return next !== undefined;
  };

  readFragment();
  return {
    token: () => token ?? '',
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    use,
    readFragment,
    /** The token is gone from this browser. @returns it, so that the API can be told */
    end(): string | undefined {
      const last = token;
      token = undefined;
      sessionStorage.setItem(STORED_AS, ENDED);
      change('ended');
      return last;
    },
    /** Of the page that embeds this one. Without it, a session that has expired cannot be renewed. */
    renewBy(next: Renew) {
      renew = next;
    },
    /** Requests that are refused at the same time renew it once. @param used empty if there was none @returns whether to repeat the request */
    refused(used: string): Promise<boolean> {
      renewing ??= tryToRenew(used).finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
  };
}

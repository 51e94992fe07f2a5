/** The part of a `MessageEvent` that is read. */
interface Message {
  readonly source: unknown;
  readonly origin: string;
  readonly data: unknown;
}

/** The part of a browser's window that messages need. */
export interface FrameWindow {
  readonly parent: { postMessage(message: unknown, targetOrigin: string): void };
  addEventListener(type: 'message', listener: (event: Message) => void): void;
  setTimeout(run: () => void, ms: number): number;
  clearTimeout(timer: number | undefined): void;
}

export type Values = Readonly<Record<string, string>>;

export interface HostOptions {
  readonly window: FrameWindow;
  /** Of the page that has the element. Messages of other pages are not read, and they receive none. */
  readonly origin: string;
  /** Attributes of the element and variables of its CSS that this page asks for. */
  readonly names: readonly string[];
  /** Called before a token is used, and when the element has another theme. */
  readonly onValues: (values: Values) => void;
}

export type Host = ReturnType<typeof createHost>;

/** The backend of the host may have to wake up first. */
export const ANSWER_LIMIT_MS = 30_000;

const TOKEN = /^rcs_[\w-]+$/;

/**
 * The page that embeds this one, by the messages of `element.ts`: this page sends `[what, detail]`, and the element
 * answers `[values in the order of names, token]`. The token is absent if only the values have changed.
 */
export function createHost({ window, origin, names, onValues }: HostOptions) {
  let answered: ((token: string | undefined) => void) | undefined;
  const say = (what: string, detail: unknown) => window.parent.postMessage([what, detail], origin);

  window.addEventListener('message', ({ source, origin: sender, data }) => {
    if (source !== window.parent || sender !== origin || !Array.isArray(data)) return;
    const [values, token] = data as readonly unknown[];
    if (Array.isArray(values)) onValues(Object.fromEntries(names.map((name, n) => [name, text(values[n])])));
    if (token !== undefined) answered?.(TOKEN.test(text(token)) ? text(token) : undefined);
  });

  return {
    say,
    /** @returns undefined if the host has no session for this person, or does not answer */
    askSession(): Promise<string | undefined> {
      return new Promise((resolve) => {
        const timer = window.setTimeout(() => resolve(undefined), ANSWER_LIMIT_MS);
        answered = (token) => {
          window.clearTimeout(timer);
          resolve(token);
        };
        say('session', names);
      });
    },
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

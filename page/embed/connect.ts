import type { RollcallClient } from '../../client/rollcall-client.ts';
import type { SessionStore } from '../session/session.ts';
import { createAnnouncer } from './announce.ts';
import type { Embedding } from './embedding.ts';
import { createHost, type Values } from './host.ts';
import { renewInTime } from './renew-in-time.ts';
import { applyTheme, readTheme, THEME_VARIABLES } from './theme.ts';

export interface Connected extends Embedding {
  readonly locale: string | undefined;
  /** Keeps the frame as high as the page, so that it does not scroll inside of the other page. */
  readonly followHeight: (element: HTMLElement) => void;
}

export interface ConnectOptions {
  /**
   * As the address says. A page of another origin receives nothing, and browsers show this page only in frames of the
   * origins that the stage allows.
   */
  readonly origin: string;
  readonly session: SessionStore;
  readonly client: RollcallClient;
}

/** `color-scheme` is a property of CSS. */
const NAMES = ['type', 'locale', 'theme', 'color-scheme', 'import-id'];

/** Asks the host for a session, and for what its element wants. If it has no session, the state is `expired`. */
export async function connectHost({ origin, session, client }: ConnectOptions): Promise<Connected> {
  const root = document.documentElement;
  root.dataset.embedded = '';
  let values: Values = {};
  const host = createHost({
    window,
    origin,
    names: [...NAMES, ...THEME_VARIABLES],
    onValues(next) {
      values = next;
      applyTheme(
        root,
        readTheme(next, (property, value) => CSS.supports(property, value)),
      );
    },
  });
  session.renewBy(host.askSession);
  await session.refused(session.token());
  renewInTime(session, client, host.askSession);
  const given = (name: string): string | undefined => values[name] || undefined;
  const opened = given('import-id');
  if (opened !== undefined) history.replaceState(null, '', `#/imports/${encodeURIComponent(opened)}`);
  return {
    importType: given('type'),
    locale: given('locale'),
    renew: () => void session.refused(session.token()),
    ...createAnnouncer(host.say, opened),
    followHeight: (element) =>
      new ResizeObserver(() => host.say('height', Math.ceil(element.getBoundingClientRect().height))).observe(
        element,
      ),
  };
}

import './styles.css';
import { options } from 'preact';
import { render } from 'preact/compat';
import { createPageClient } from './api/page-client.ts';
import { forgetAnswers } from './api/use-polled.ts';
import { App } from './app/app.tsx';
import { keepFilesFromOpening } from './app/keep-files-from-opening.ts';
import { keepFocus } from './app/keep-focus.ts';
import { takeSignInAnswer } from './operator/sign-in/sign-in-answer.ts';
import { memoryStorage } from './session/memory-storage.ts';
import { createSessionStore } from './session/session.ts';
import { chooseLanguage } from './texts/language.ts';
import { loadLanguage } from './texts/use-texts.ts';

// Effects run before the next event, as in React: they must not undo what the person does in the meantime.
options.requestAnimationFrame = queueMicrotask;

takeSignInAnswer(window);
keepFilesFromOpening(window);
keepFocus(document);

/** Parameters of the address: `lang` and `theme` (`light` or `dark`), and `embed`, the origin of a page that embeds this one. */
const parameters = new URLSearchParams(location.search);

async function open(element: HTMLElement): Promise<void> {
  const host = window.parent === window ? null : parameters.get('embed');
  const session = createSessionStore(
    host === null ? window : { location, history, sessionStorage: memoryStorage() },
  );
  // A link with another session opens in the same tab.
  window.addEventListener('hashchange', () => {
    if (session.readFragment()) forgetAnswers();
  });
  const theme = parameters.get('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  const client = createPageClient({ api: location.origin, session });
  const embedding =
    host === null
      ? undefined
      : await (await import('./embed/connect.ts')).connectHost({ origin: host, session, client });
  const wanted = [embedding?.locale, parameters.get('lang'), ...navigator.languages];
  const localized = await loadLanguage(chooseLanguage(wanted));
  document.documentElement.lang = localized.language;
  embedding?.followHeight(element);
  render(<App client={client} session={session} localized={localized} embedding={embedding} />, element);
}

const element = document.getElementById('page');
if (element !== null) void open(element);
